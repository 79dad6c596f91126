/** What is made: part numbers of the enterprise or of one site. */
import { AppError } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';
import { type AfterNumber, numberedPage } from './numbered-page.ts';

export interface PartRow extends Versioned {
  readonly id: string;
  /** The enterprise for parts that every site knows, or the site that makes it. */
  readonly place: PlaceId;
  readonly number: string;
  readonly name: string;
}

export interface Parts {
  /** Of these places, in order of number. */
  list(page: { places: readonly PlaceId[]; after?: AfterNumber; limit: number }): Promise<PartRow[]>;
  get(id: string): Promise<PartRow | undefined>;
  /** Throws `part.exists`, `place.notFound`. */
  add(part: { place: PlaceId; number: string; name: string }): Promise<PartRow>;
  /** Throws `part.notFound`, `changedMeanwhile`. */
  change(id: string, change: { version: number; name: string }): Promise<PartRow>;
}

export const parts = (run: Run, nowUs: () => number): Parts => ({
  list: ({ places, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('part')
        .selectAll()
        .where(numberedPage({ places, after }))
        .orderBy('number')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toPart);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('part').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPart(row);
    }),
  add: (part) =>
    run(async (db) => {
      const row = await db
        .insertInto('part')
        .values({ ...part, changed_us: nowUs() })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst()
        .catch(missingPlace(part.place));
      if (!row) throw new AppError('part.exists', { data: { number: part.number } });
      return toPart(row);
    }),
  change: (id, { version, name }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = await tx
          .selectFrom('part')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        requireVersion(row, { what: 'this part', version, missing: { code: 'part.notFound' } });
        const changed = await tx
          .updateTable('part')
          .set({ name, version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toPart(changed);
      }),
    ),
});

const toPart = (row: Selectable<Tables['part']>): PartRow => ({
  id: row.id,
  place: row.place,
  number: row.number,
  name: row.name,
  version: row.version,
  changedUs: row.changed_us,
});
