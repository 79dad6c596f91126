/** Views of the log that people keep by a name. */
import { AppError } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface SavedView {
  readonly name: string;
  /** The part of the panel's address behind the question mark. */
  readonly search: string;
  /** Shared with whoever reads events there; absent: its owner's alone. */
  readonly place?: PlaceId | undefined;
}

export interface SavedViewRow extends SavedView, Versioned {
  readonly id: string;
  readonly owner: { readonly id: string; readonly name: string };
}

export interface SavedViews {
  /** A person's own and those shared at these places, in order of name. */
  list(of: { owner: string; places: readonly PlaceId[]; limit: number }): Promise<SavedViewRow[]>;
  get(id: string): Promise<SavedViewRow | undefined>;
  /** Throws `place.notFound`; `savedView.tooMany` where the owner has as many as `most` already. */
  add(view: SavedView & { owner: string; most: number }): Promise<SavedViewRow>;
  /** Throws `savedView.notFound`, `changedMeanwhile`, `place.notFound`. */
  change(id: string, change: SavedView & { version: number }): Promise<SavedViewRow>;
  /** Throws `savedView.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number): Promise<void>;
}

const expected = { what: 'this view', missing: { code: 'savedView.notFound' } } as const;

export const savedViews = (run: Run, nowUs: () => number): SavedViews => ({
  list: ({ owner, places, limit }) =>
    run(async (db) => {
      const rows = await selected(db)
        .where(sql<SqlBool>`owner = ${owner} or saved_view.place = any(${places}::text[])`)
        .orderBy('saved_view.name')
        .orderBy('saved_view.id')
        .limit(limit)
        .execute();
      return rows.map(toView);
    }),
  get: (id) => run((db) => found(db, id)),
  add: ({ owner, name, search, place, most }) =>
    run((db) =>
      atomically(db, async (tx) => {
        // Two at once of one person wait for each other, so that neither passes the limit.
        await tx.selectFrom('person').select('id').where('id', '=', owner).forUpdate().execute();
        const { count } = await tx
          .selectFrom('saved_view')
          .select(sql<number>`count(*)::int`.as('count'))
          .where('owner', '=', owner)
          .executeTakeFirstOrThrow();
        if (count >= most) throw new AppError('savedView.tooMany', { data: { most } });
        const { id } = await tx
          .insertInto('saved_view')
          .values({ owner, name, search, place: place ?? null, changed_us: nowUs() })
          .returning('id')
          .executeTakeFirstOrThrow()
          .catch(missingPlace(place!));
        return (await found(tx, id))!;
      }),
    ),
  change: (id, { version, name, search, place }) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx
          .updateTable('saved_view')
          .set({ name, search, place: place ?? null, version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .execute()
          .catch(missingPlace(place!));
        return (await found(tx, id))!;
      }),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx.deleteFrom('saved_view').where('id', '=', id).execute();
      }),
    ),
});

const selected = (db: Kysely<Tables>) =>
  db
    .selectFrom('saved_view')
    .innerJoin('person', 'person.id', 'saved_view.owner')
    .selectAll('saved_view')
    .select('person.name as owner_name');

const locked = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('saved_view').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

async function found(db: Kysely<Tables>, id: string): Promise<SavedViewRow | undefined> {
  const row = await selected(db).where('saved_view.id', '=', id).executeTakeFirst();
  return row && toView(row);
}

const toView = (row: Selectable<Tables['saved_view']> & { owner_name: string }): SavedViewRow => ({
  id: row.id,
  owner: { id: row.owner, name: row.owner_name },
  ...(row.place === null ? {} : { place: row.place }),
  name: row.name,
  search: row.search,
  version: row.version,
  changedUs: row.changed_us,
});
