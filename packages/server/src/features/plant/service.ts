/** The plant as people arrange it. */
import { AppError, type Places as PlacesPage, type PlaceView, type Removed } from '@mantinel/contract';
import {
  levelOf,
  type Place,
  type PlaceId,
  placesWith,
  placesWithin,
  shortId,
  siteOf,
} from '@mantinel/domain';
import type { PlaceRow, Repositories, Store } from '@mantinel/store';
import { auditEvent } from '../../audit-event.ts';
import type { Act } from '../../audited-at.ts';
import { type Caller, requirePermissionAt } from '../../http/caller.ts';
import { type PageOf, pageByKey } from '../../http/page.ts';
import type { PlantView } from './plant-view.ts';

export interface PlantService {
  list(asked: PageOf, caller: Caller): Promise<PlacesPage>;
  /** Throws `place.notFound`. */
  get(id: PlaceId): Promise<PlaceView>;
  /** Throws `place.exists`, `place.misplaced`. */
  add(place: Required<Place>, act: Act): Promise<PlaceView>;
  /** Throws `place.notFound`, `changedMeanwhile`, `place.misplaced`, `place.otherSite`. */
  change(
    id: PlaceId,
    change: { version: number; name?: string; parent?: PlaceId },
    act: Act,
  ): Promise<PlaceView>;
  /** Throws `place.notFound`, `changedMeanwhile`, `place.inUse`. */
  remove(id: PlaceId, version: number, act: Act): Promise<Removed>;
}

export interface PlantServiceOptions {
  readonly store: Pick<Store, 'places'>;
  readonly view: PlantView;
  /** Ids and names of the machines that this node records. */
  readonly machines: () => readonly { readonly id: string; readonly name: string }[];
  readonly nowUs: () => number;
}

export function plantService({ store, view, machines, nowUs }: PlantServiceOptions): PlantService {
  /** A machine that was connected while the program runs has its place by the time somebody looks. */
  async function settled(): Promise<PlaceRow[]> {
    const places = await store.places.list();
    const known = new Set(places.map(({ id }) => id));
    const recorded = machines();
    if (recorded.every(({ id }) => known.has(`machine:${id}`)) && known.has(view.site)) return places;
    await store.places.settle({ site: shortId(view.site), machines: recorded });
    view.changed();
    return store.places.list();
  }

  /** An event for each site that the change concerns: a move is read on both. */
  async function tell(
    repositories: Repositories,
    { code, message, before, after }: Told,
    { caller, why }: Act,
  ): Promise<void> {
    const sites = new Set([before, after].map((place) => place && siteNameOf(caller, place)));
    for (const site of sites) {
      if (site === undefined) continue;
      await repositories.outbox.enqueue(
        auditEvent({
          code,
          message,
          personId: caller.person?.id,
          site,
          place: (after ?? before)!.id,
          ...(before ? { before: attributesOf(before) } : {}),
          ...(after ? { after: attributesOf(after) } : {}),
          why,
          nowUs: nowUs(),
        }),
      );
    }
  }

  /** By its container, since the place itself may be new; the enterprise's changes are told where this node stands. */
  const siteNameOf = ({ plant }: Caller, { id, parent }: Place): string =>
    shortId(
      levelOf(id) === 'site' ? id : ((parent === undefined ? undefined : siteOf(plant, parent)) ?? view.site),
    );

  async function changing<T>({ unit }: Act, work: (repositories: Repositories) => Promise<T>): Promise<T> {
    await settled();
    try {
      return await unit.commit(work);
    } finally {
      view.changed();
    }
  }

  return {
    list: async (asked, { plant, access }) => {
      const seen = new Set(
        placesWith(plant, access, ['place.read']).flatMap((place) => placesWithin(plant, place)),
      );
      const rows = (await settled()).filter(({ id }) => seen.has(id));
      const { page, ...next } = pageByKey(rows, asked, ({ id }) => [id]);
      return { places: page.map(viewOfPlace), ...next };
    },
    get: async (id) => {
      const place = (await settled()).find((other) => other.id === id);
      if (!place) throw new AppError('place.notFound', { data: { place: id } });
      return viewOfPlace(place);
    },
    add: (place, act) =>
      changing(act, async (tx) => {
        const after = await tx.places.add(place);
        await tell(tx, { code: 'place.added', message: 'A person added a place.', after }, act);
        return viewOfPlace(after);
      }),
    change: (id, change, act) =>
      changing(act, async (tx) => {
        // Whoever moves something needs to be able to put it there as well.
        if (change.parent !== undefined) requirePermissionAt(act.caller, 'place.edit', change.parent);
        const before = await tx.places.get(id);
        const after = await tx.places.change(id, change);
        const told = { code: 'place.changed', message: 'A person changed a place.', after };
        await tell(tx, before ? { ...told, before } : told, act);
        return viewOfPlace(after);
      }),
    remove: (id, version, act) =>
      changing(act, async (tx) => {
        const before = await tx.places.get(id);
        await tx.places.remove(id, version);
        const told = { code: 'place.removed', message: 'A person removed a place.' };
        await tell(tx, before ? { ...told, before } : told, act);
        return { removed: id };
      }),
  };
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly before?: Place;
  readonly after?: Place;
}

const attributesOf = ({ name, parent }: Place) => ({ name, ...(parent === undefined ? {} : { parent }) });

const viewOfPlace = ({ id, name, parent, version }: PlaceRow): PlaceView => ({
  id,
  level: levelOf(id),
  name,
  ...(parent === undefined ? {} : { parent }),
  version,
});
