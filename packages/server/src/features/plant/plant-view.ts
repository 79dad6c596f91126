/**
 * The plant as rights are decided on it: the places of the database, remembered while that is away, and on this node's site every
 * machine that it does not know yet.
 */
import { AppError } from '@mantinel/contract';
import {
  enterpriseRoot,
  type Place,
  type PlaceId,
  type PlantTree,
  placeId,
  plantTree,
  shortId,
  siteOf,
} from '@mantinel/domain';
import type { Places } from '@mantinel/store';

export interface PlantView {
  /** Where this node stands: what it records happens there. */
  readonly site: PlaceId;
  /** Name of the site on which a place is told of: its own, or this node's for what concerns the enterprise. */
  siteOf(place: PlaceId): string;
  /** What people call a machine; its id where it has no name. */
  machineName(id: string): string;
  /** As last known. */
  tree(): PlantTree;
  /** Asks the database when what is known is older than a few seconds; while it is away, what was last known goes on. */
  fresh(): Promise<PlantTree>;
  /** This process changed the plant: the next look asks again. */
  changed(): void;
}

export interface PlantViewOptions {
  readonly places: Pick<Places, 'list'>;
  readonly site: string;
  /** Ids and names of the machines that this node records; the same list until they change. */
  readonly machines: () => readonly { readonly id: string; readonly name: string }[];
  /** What was known before a start without the database. */
  readonly remembered: () => Promise<readonly Place[]>;
  /** Places as the database has them now. */
  readonly onKnown: (places: readonly Place[]) => void;
  readonly nowUs: () => number;
}

/** Another process may have changed the plant. */
const trustUs = 10_000_000;

export function plantView({
  places,
  site,
  machines,
  remembered,
  onKnown,
  nowUs,
}: PlantViewOptions): PlantView {
  const sitePlace = placeId('site', site);
  let known: readonly Place[] = [];
  let askedUs = Number.NEGATIVE_INFINITY;
  let asking: Promise<boolean> | undefined;
  let changes = 0;
  let built:
    | { readonly tree: PlantTree; readonly from: readonly Place[]; readonly machines: readonly unknown[] }
    | undefined;

  function tree(): PlantTree {
    const recorded = machines();
    if (built?.from !== known || built.machines !== recorded)
      built = { tree: plantTree(withRecorded(known, recorded)), from: known, machines: recorded };
    return built.tree;
  }

  /** False while the database is away. */
  async function ask(): Promise<boolean> {
    const [before, startedUs] = [changes, nowUs()];
    try {
      known = await places.list();
      onKnown(known);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
      if (known.length === 0) known = await remembered();
      return false;
    }
    // An answer from before a change is asked for again.
    if (before === changes) askedUs = startedUs;
    return true;
  }

  function withRecorded(
    places: readonly Place[],
    recorded: readonly { readonly id: string; readonly name: string }[],
  ): Place[] {
    const all = new Map(places.map((place) => [place.id, place]));
    const addMissing = (place: Place) => all.has(place.id) || all.set(place.id, place);
    addMissing({ id: enterpriseRoot, name: 'Enterprise' });
    addMissing({ id: sitePlace, name: site, parent: enterpriseRoot });
    for (const { id, name } of recorded) addMissing({ id: placeId('machine', id), name, parent: sitePlace });
    return [...all.values()];
  }

  return {
    site: sitePlace,
    siteOf: (place) => shortId(siteOf(tree(), place) ?? sitePlace),
    machineName: (id) => tree().places.get(placeId('machine', id))?.name ?? id,
    tree,
    fresh: async () => {
      while (nowUs() - askedUs >= trustUs) {
        asking ??= ask().finally(() => {
          asking = undefined;
        });
        if (!(await asking)) break;
      }
      return tree();
    },
    changed: () => {
      changes += 1;
      askedUs = Number.NEGATIVE_INFINITY;
    },
  };
}
