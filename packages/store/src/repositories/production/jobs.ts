/** So many of a part by a date, and the steps that make it: one aggregate with one version. */
import { AppError } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { type Kysely, type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { requireVersion, type Versioned } from '../versioned.ts';
import { type AfterNumber, numberedPage } from './numbered-page.ts';

export interface JobOperation {
  /** 10, 20, 30 by custom. */
  readonly number: number;
  readonly name: string;
  /** The line or machine on which it is planned. */
  readonly place?: PlaceId;
  readonly plannedSetupUs?: number;
  /** PRI of ISO 22400-2. */
  readonly plannedRunPerItemUs?: number;
}

export interface Job {
  /** The site, area or line that makes it. */
  readonly place: PlaceId;
  readonly number: string;
  readonly part: string;
  readonly quantity: number;
  readonly dueUs?: number;
  /** In order of their number. */
  readonly operations: readonly JobOperation[];
}

export interface JobRow extends Job, Versioned {
  readonly id: string;
}

export interface Jobs {
  /** Of these places, in order of number. */
  list(page: { places: readonly PlaceId[]; after?: AfterNumber; limit: number }): Promise<JobRow[]>;
  get(id: string): Promise<JobRow | undefined>;
  /** Throws `job.exists`, `part.notFound`. */
  add(job: Job): Promise<JobRow>;
  /** Replaces everything but place and number. Throws `job.notFound`, `changedMeanwhile`, `part.notFound`. */
  change(id: string, change: Omit<Job, 'place' | 'number'> & { version: number }): Promise<JobRow>;
}

export const jobs = (run: Run, nowUs: () => number): Jobs => ({
  list: ({ places, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('job')
        .selectAll()
        .where(numberedPage({ places, after }))
        .orderBy('number')
        .orderBy('id')
        .limit(limit)
        .execute();
      return withOperations(db, rows);
    }),
  get: (id) =>
    run(async (db) => {
      const rows = await db.selectFrom('job').selectAll().where('id', '=', id).execute();
      return (await withOperations(db, rows))[0];
    }),
  add: ({ operations, dueUs, ...job }) =>
    run((db) =>
      atomically(db, async (tx) => {
        await requirePart(tx, job.part);
        const row = await tx
          .insertInto('job')
          .values({ ...job, due_us: dueUs ?? null, changed_us: nowUs() })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        if (!row) throw new AppError('job.exists', { data: { number: job.number } });
        await insertOperations(tx, row.id, operations);
        return (await withOperations(tx, [row]))[0]!;
      }),
    ),
  change: (id, { version, operations, part, quantity, dueUs }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = await tx
          .selectFrom('job')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        requireVersion(row, { what: 'this job', version, missing: { code: 'job.notFound' } });
        await requirePart(tx, part);
        const changed = await tx
          .updateTable('job')
          .set({ part, quantity, due_us: dueUs ?? null, version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await tx.deleteFrom('operation').where('job', '=', id).execute();
        await insertOperations(tx, id, operations);
        return (await withOperations(tx, [changed]))[0]!;
      }),
    ),
});

async function requirePart(tx: Kysely<Tables>, part: string): Promise<void> {
  const row = await tx.selectFrom('part').select('id').where('id', '=', part).forShare().executeTakeFirst();
  if (!row) throw new AppError('part.notFound');
}

async function insertOperations(
  tx: Kysely<Tables>,
  job: string,
  operations: readonly JobOperation[],
): Promise<void> {
  if (operations.length === 0) return;
  await tx
    .insertInto('operation')
    .values(
      operations.map(({ number, name, place, plannedSetupUs, plannedRunPerItemUs }) => ({
        job,
        number,
        name,
        place: place ?? null,
        planned_setup_us: plannedSetupUs ?? null,
        planned_run_per_item_us: plannedRunPerItemUs ?? null,
      })),
    )
    .execute();
}

async function withOperations(
  db: Kysely<Tables>,
  rows: readonly Selectable<Tables['job']>[],
): Promise<JobRow[]> {
  const ids = rows.map(({ id }) => id);
  const operations = await db
    .selectFrom('operation')
    .selectAll()
    .where(sql<boolean>`job = any(${ids}::text[])`)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    place: row.place,
    number: row.number,
    part: row.part,
    quantity: row.quantity,
    ...(row.due_us === null ? {} : { dueUs: row.due_us }),
    operations: operations.filter(({ job }) => job === row.id).map(toOperation),
    version: row.version,
    changedUs: row.changed_us,
  }));
}

const toOperation = (row: Selectable<Tables['operation']>): JobOperation => ({
  number: row.number,
  name: row.name,
  ...(row.place === null ? {} : { place: row.place }),
  ...(row.planned_setup_us === null ? {} : { plannedSetupUs: row.planned_setup_us }),
  ...(row.planned_run_per_item_us === null ? {} : { plannedRunPerItemUs: row.planned_run_per_item_us }),
});
