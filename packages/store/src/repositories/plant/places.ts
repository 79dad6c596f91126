/** The plant: sites, areas, lines and where machines stand. Every change is checked against the whole tree under one lock. */
import { AppError } from '@mantinel/contract';
import {
  addPlace,
  levelOf,
  movePlace,
  type Place,
  type PlaceId,
  type PlantChange,
  type PlantProblem,
  plantTree,
  shortId,
  siteOf,
} from '@mantinel/domain';
import { type Kysely, type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { requireVersion, type Versioned } from '../versioned.ts';
import { type Settlers, settleMachines } from './settle-machines.ts';

export interface PlaceRow extends Place, Versioned {}

export interface Places {
  /** The whole plant; containers are not always before contents. */
  list(): Promise<PlaceRow[]>;
  get(id: PlaceId): Promise<PlaceRow | undefined>;
  /** Throws `place.exists`, `place.misplaced`. */
  add(place: Place): Promise<PlaceRow>;
  /** Renames or moves, with everything in it. Throws `place.notFound`, `changedMeanwhile`, `place.misplaced`, `place.otherSite`. */
  change(id: PlaceId, change: PlaceChange): Promise<PlaceRow>;
  /** Throws `place.notFound`, `changedMeanwhile`, `place.inUse`. */
  remove(id: PlaceId, version: number): Promise<void>;
  /** Gives the machines of a node their place on its site. */
  settle(settlers: Settlers): Promise<void>;
}

export interface PlaceChange {
  readonly version: number;
  readonly name?: string;
  readonly parent?: PlaceId;
}

export const places = (run: Run, nowUs: () => number): Places => ({
  list: () => run(listAll),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('place').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPlace(row);
    }),
  add: (place) =>
    change(run, async (tx, all) => {
      if (all.some(({ id }) => id === place.id))
        throw new AppError('place.exists', { data: { place: place.id } });
      inOrder(addPlace(plantTree(all), place));
      const values = { id: place.id, level: levelOf(place.id), name: place.name, changed_us: nowUs() };
      const row = await tx
        .insertInto('place')
        .values({ ...values, parent: place.parent ?? null })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toPlace(row);
    }),
  change: (id, { version, name, parent }) =>
    change(run, async (tx, all) => {
      const place = requirePlace(all, id, version);
      if (parent !== undefined && parent !== place.parent) {
        const { tree } = inOrder(movePlace(plantTree(all), id, parent));
        await requireSiteOfRecord(tx, (machine) => siteOf(tree, machine));
      }
      const row = await tx
        .updateTable('place')
        .set({ version: version + 1, changed_us: nowUs() })
        .$if(name !== undefined, (query) => query.set({ name: name! }))
        .$if(parent !== undefined, (query) => query.set({ parent: parent! }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return toPlace(row);
    }),
  remove: (id, version) =>
    change(run, async (tx, all) => {
      requirePlace(all, id, version);
      const use = await useOf(tx, id);
      if (use !== undefined) throw new AppError('place.inUse', { data: { place: id, use } });
      await tx.deleteFrom('place').where('id', '=', id).execute();
    }),
  settle: (settlers) => change(run, (tx, all) => settleMachines(tx, all, { ...settlers, nowUs: nowUs() })),
});

const listAll = async (db: Kysely<Tables>): Promise<PlaceRow[]> =>
  (await db.selectFrom('place').selectAll().orderBy('id').execute()).map(toPlace);

/** One change of the plant at a time: whether it hangs together is a question of all its rows. */
const change = <T>(run: Run, work: (tx: Kysely<Tables>, all: PlaceRow[]) => Promise<T>): Promise<T> =>
  run((db) =>
    atomically(db, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('mantinel.plant'))`.execute(tx);
      return work(tx, await listAll(tx));
    }),
  );

function requirePlace(all: readonly PlaceRow[], id: PlaceId, version: number): PlaceRow {
  const place = all.find((other) => other.id === id);
  const what = `the place ${id}`;
  requireVersion(place, { what, version, missing: { code: 'place.notFound', data: { place: id } } });
  return place;
}

function inOrder(change: PlantChange): Extract<PlantChange, { tree: unknown }> {
  if ('tree' in change) return change;
  const problem = change.problems.map(sentence).join('; ');
  throw new AppError('place.misplaced', { data: { problem } });
}

function sentence(found: PlantProblem): string {
  switch (found.problem) {
    case 'noEnterprise':
      return 'there is no enterprise';
    case 'unknownPlace':
      return `there is no place ${found.place}`;
    case 'duplicateId':
      return `${found.place} is there twice`;
    case 'noParent':
      return `${found.place} lies nowhere`;
    case 'secondRoot':
      return 'there is one enterprise only';
    case 'unknownParent':
      return `there is no place ${found.parent}`;
    case 'wrongLevel':
      return `${found.place} cannot lie in ${found.parent}`;
    case 'cycle':
      return `${found.place} would lie in itself`;
  }
}

/** The site of a recorded machine is the one its events carry: the tree must not say otherwise. Throws `place.otherSite`. */
async function requireSiteOfRecord(
  tx: Kysely<Tables>,
  siteNow: (machine: PlaceId) => PlaceId | undefined,
): Promise<void> {
  for (const { id, site } of await tx.selectFrom('machine').select(['id', 'site']).execute()) {
    const now = siteNow(`machine:${id}`);
    if (now !== undefined && shortId(now) !== site)
      throw new AppError('place.otherSite', { data: { machine: id, site } });
  }
}

/** What hangs on a place, in plain words; undefined when nothing does. */
async function useOf(tx: Kysely<Tables>, id: PlaceId): Promise<string | undefined> {
  const uses: [string, Promise<unknown>][] = [
    [
      'other places lie in it',
      tx.selectFrom('place').select('id').where('parent', '=', id).executeTakeFirst(),
    ],
    [
      'roles are held there',
      tx.selectFrom('role_grant').select('id').where('place', '=', id).executeTakeFirst(),
    ],
    [
      'accounts belong there',
      tx.selectFrom('person').select('id').where('place', '=', id).executeTakeFirst(),
    ],
    ['parts are made there', tx.selectFrom('part').select('id').where('place', '=', id).executeTakeFirst()],
    ['jobs are made there', tx.selectFrom('job').select('id').where('place', '=', id).executeTakeFirst()],
    [
      'operations are planned there',
      tx.selectFrom('operation').select('job').where('place', '=', id).executeTakeFirst(),
    ],
    ['webhooks report it', tx.selectFrom('webhook').select('id').where('place', '=', id).executeTakeFirst()],
    [
      'the machine is connected',
      tx.selectFrom('machine').select('id').where(sql<string>`'machine:' || id`, '=', id).executeTakeFirst(),
    ],
  ];
  const found = await Promise.all(uses.map(async ([use, row]) => ((await row) ? use : undefined)));
  return found.filter((use) => use !== undefined).join(', ') || undefined;
}

const toPlace = (row: Selectable<Tables['place']>): PlaceRow => ({
  id: row.id,
  name: row.name,
  ...(row.parent === null ? {} : { parent: row.parent }),
  version: row.version,
  changedUs: row.changed_us,
});
