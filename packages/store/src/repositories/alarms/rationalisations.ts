/** What engineers decided of alarms: the rationalisation record of ISA-18.2. */
import { AppError } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';
import type { Decisions } from './decisions.ts';

export interface RationalisationTag {
  readonly place: PlaceId;
  readonly code: string;
  readonly path?: string;
}

export interface RationalisationRow extends RationalisationTag, Versioned {
  readonly id: string;
  readonly decisions: Decisions;
}

export interface RationalisationRecords {
  /** Of these places, in order of id. */
  list(page: { places: readonly PlaceId[]; after?: string; limit: number }): Promise<RationalisationRow[]>;
  get(id: string): Promise<RationalisationRow | undefined>;
  /** Throws `rationalisation.exists`, `place.notFound`. */
  add(tag: RationalisationTag, decisions: Decisions): Promise<RationalisationRow>;
  /** Throws `rationalisation.notFound`, `changedMeanwhile`. */
  change(id: string, change: { version: number; decisions: Decisions }): Promise<RationalisationRow>;
  /** Throws `rationalisation.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number): Promise<void>;
}

export const rationalisationRecords = (run: Run, nowUs: () => number): RationalisationRecords => ({
  list: ({ places, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('alarm_rationalisation')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .$if(after !== undefined, (query) => query.where('id', '>', after!))
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toRow);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db
        .selectFrom('alarm_rationalisation')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toRow(row);
    }),
  add: ({ place, code, path }, decisions) =>
    run(async (db) => {
      const row = await db
        .insertInto('alarm_rationalisation')
        .values({
          place,
          code,
          path: path ?? '',
          decisions: JSON.stringify(decisions),
          changed_us: nowUs(),
        })
        .onConflict((conflict) => conflict.columns(['place', 'code', 'path']).doNothing())
        .returningAll()
        .executeTakeFirst()
        .catch(missingPlace(place));
      if (!row) throw new AppError('rationalisation.exists');
      return toRow(row);
    }),
  change: (id, { version, decisions }) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        const row = await tx
          .updateTable('alarm_rationalisation')
          .set({ decisions: JSON.stringify(decisions), version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toRow(row);
      }),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx.deleteFrom('alarm_rationalisation').where('id', '=', id).execute();
      }),
    ),
});

const expected = {
  what: 'this rationalisation record',
  missing: { code: 'rationalisation.notFound' },
} as const;

const locked = (tx: Parameters<Parameters<Run>[0]>[0], id: string) =>
  tx.selectFrom('alarm_rationalisation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

const toRow = (row: Selectable<Tables['alarm_rationalisation']>): RationalisationRow => ({
  id: row.id,
  place: row.place,
  code: row.code,
  ...(row.path === '' ? {} : { path: row.path }),
  decisions: row.decisions,
  version: row.version,
  changedUs: row.changed_us,
});
