/** Part numbers: those of the enterprise are known on every site, those of a site on that site. */
import { AppError, type Parts as PartsPage, type PartView } from '@mantinel/contract';
import { type PlaceId, pathToRoot, placesWith, placesWithin } from '@mantinel/domain';
import type { PartRow, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Caller } from '../../http/caller.ts';
import { afterOf, pageOf } from './numbered-page.ts';

export interface PartsService {
  list(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<PartsPage>;
  /** Throws `part.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `part.notFound`, also for one that the caller may not see. */
  get(id: string, caller: Caller): Promise<PartView>;
  /** Throws `part.exists`, `place.misplaced`. */
  add(part: { place: PlaceId; number: string; name: string }, act: Act): Promise<PartView>;
  /** Throws `part.notFound`, `changedMeanwhile`. */
  change(id: string, change: { version: number; name: string }, act: Act): Promise<PartView>;
}

export function partsService(
  store: Pick<Store, 'parts'>,
  { site, nowUs }: { site: string; nowUs: () => number },
): PartsService {
  async function visible(id: string, caller: Caller): Promise<PartRow> {
    const part = await store.parts.get(id);
    if (!part || !partPlaces(caller).has(part.place)) throw new AppError('part.notFound');
    return part;
  }

  return {
    list: async ({ after, limit }, caller) => {
      const rows = await store.parts.list({
        places: [...partPlaces(caller)],
        limit: limit + 1,
        ...afterOf(after),
      });
      const { page, next } = pageOf(rows, limit);
      return { parts: page.map(viewOf), ...next };
    },
    placeOf: async (id, caller) => (await visible(id, caller)).place,
    get: async (id, caller) => viewOf(await visible(id, caller)),
    add: (part, act) =>
      act.unit.commit(async (tx) => {
        if (!/^(enterprise|site):/.test(part.place))
          throw new AppError('place.misplaced', {
            data: { problem: 'a part belongs to the enterprise or a site' },
          });
        const added = await tx.parts.add(part);
        const told = { code: 'part.added', message: 'A person entered a part.', after: stateOf(added) };
        await tx.outbox.enqueue(auditedAt({ ...told, place: part.place, act, site, nowUs: nowUs() }));
        return viewOf(added);
      }),
    change: (id, change, act) =>
      act.unit.commit(async (tx) => {
        const before = await tx.parts.get(id);
        const after = await tx.parts.change(id, change);
        const told = { code: 'part.changed', message: 'A person changed a part.', after: stateOf(after) };
        await tx.outbox.enqueue(
          auditedAt({
            ...told,
            ...(before ? { before: stateOf(before) } : {}),
            place: after.place,
            act,
            site,
            nowUs: nowUs(),
          }),
        );
        return viewOf(after);
      }),
  };
}

/** Where the parts stand that somebody needs who reads jobs at their places: there, and upwards to the enterprise. */
function partPlaces({ plant, access }: Caller): Set<PlaceId> {
  const places = placesWith(plant, access, ['job.read']);
  return new Set(places.flatMap((place) => [...placesWithin(plant, place), ...pathToRoot(plant, place)]));
}

/** Whether a part may be made at a place: its own place contains it. */
export const isMadeAt = ({ plant }: Caller, part: PartRow, place: PlaceId): boolean =>
  pathToRoot(plant, place).includes(part.place);

const stateOf = ({ id, number, name }: PartRow) => ({ id, number, name });

const viewOf = ({ changedUs: _changedUs, ...part }: PartRow): PartView => part;
