/** Rationalisation records as engineers keep them: in the database, and told to the engine through the logbook. */
import {
  AppError,
  type Rationalisations as RationalisationsPage,
  type RationalisationView,
  type Removed,
} from '@mantinel/contract';
import { type Attributes, levelOf, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import type { Decisions, RationalisationRow, RationalisationTag, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';

export interface RationalisationService {
  list(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<RationalisationsPage>;
  /** Throws `rationalisation.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `rationalisation.notFound`. */
  get(id: string): Promise<RationalisationView>;
  /** Throws `rationalisation.exists`, `rationalisation.misplaced`, `place.notFound`. */
  add(tag: RationalisationTag, decisions: Decisions, act: Act): Promise<RationalisationView>;
  /** Throws `rationalisation.notFound`, `changedMeanwhile`, `request.invalid`. */
  change(
    id: string,
    change: { version: number; decisions: Decisions },
    act: Act,
  ): Promise<RationalisationView>;
  /** Throws `rationalisation.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
}

export function rationalisationService(
  store: Pick<Store, 'rationalisations'>,
  { site, nowUs }: { site: string; nowUs: () => number },
): RationalisationService {
  const tell = (
    tx: Repositories,
    told: { code: string; message: string; before?: Attributes; after?: Attributes },
    { place, act }: { place: PlaceId; act: Act },
  ) => tx.outbox.enqueue(auditedAt({ ...told, place, act, site, nowUs: nowUs() }));

  return {
    list: async ({ after, limit }, { plant, access }) => {
      const places = placesWith(plant, access, ['alarm.read']).flatMap((place) => placesWithin(plant, place));
      const rows = await store.rationalisations.list({
        places,
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      const page = rows.slice(0, limit).map(viewOf);
      return { rationalisations: page, ...(rows.length > limit ? { next: page.at(-1)!.id } : {}) };
    },
    placeOf: async (id, caller) => {
      const row = await store.rationalisations.get(id);
      if (!row || !mayAt(caller, 'alarm.read', row.place)) throw new AppError('rationalisation.notFound');
      return row.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: (tag, decisions, act) => {
      const level = levelOf(tag.place);
      if (level !== 'site' && level !== 'machine') throw new AppError('rationalisation.misplaced');
      return act.unit.commit(async (tx) => {
        const added = await tx.rationalisations.add(tag, decisions);
        const told = { code: 'alarm.rationalisationAdded', message: 'A person rationalised an alarm.' };
        await tell(tx, { ...told, after: stateOf(added) }, { place: tag.place, act });
        return viewOf(added);
      });
    },
    change: (id, change, act) =>
      act.unit.commit(async (tx) => {
        const before = await existing(tx, id);
        if (change.decisions.limit !== undefined && before.path === undefined)
          throw new AppError('request.invalid', {
            data: { problem: 'a limit needs the path of its readings' },
          });
        const after = await tx.rationalisations.change(id, change);
        const told = {
          code: 'alarm.rationalisationChanged',
          message: 'A person changed the rationalisation of an alarm.',
          before: stateOf(before),
          after: stateOf(after),
        };
        await tell(tx, told, { place: after.place, act });
        return viewOf(after);
      }),
    remove: (id, version, act) =>
      act.unit.commit(async (tx) => {
        const before = await existing(tx, id);
        await tx.rationalisations.remove(id, version);
        const told = {
          code: 'alarm.rationalisationRemoved',
          message: 'A person removed the rationalisation of an alarm.',
          before: stateOf(before),
        };
        await tell(tx, told, { place: before.place, act });
        return { removed: id };
      }),
  };
}

async function existing(
  repositories: Pick<Repositories, 'rationalisations'>,
  id: string,
): Promise<RationalisationRow> {
  const row = await repositories.rationalisations.get(id);
  if (!row) throw new AppError('rationalisation.notFound');
  return row;
}

/** The record as the engine takes it. */
const stateOf = ({ place, code, path, decisions }: RationalisationRow): Attributes =>
  JSON.parse(JSON.stringify({ place, code, path, ...decisions })) as Attributes;

const viewOf = ({ id, place, code, path, decisions, version }: RationalisationRow): RationalisationView =>
  structuredClone({
    id,
    place,
    code,
    ...(path === undefined ? {} : { path }),
    ...decisions,
    version,
  }) as RationalisationView;
