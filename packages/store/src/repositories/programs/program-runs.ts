/** How programs ran on machines. */
import { type Insertable, type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';

/** Of warming up nothing is learnt. */
export type RunKind = 'program' | 'single-block' | 'warm-up';
export type RunEnding = Tables['program_run']['ending'];

export interface RunOperation {
  /** `number` of the revision's operation. */
  readonly number: number;
  readonly seconds: number;
  /** Per cent; undefined where the machine does not tell. */
  readonly feedOverride?: number;
  readonly loadMean?: number;
  readonly loadMax?: number;
}

export interface NewProgramRun {
  readonly machine: string;
  /** Undefined: of no program that is known. */
  readonly revision?: string;
  /** As the machine gives it. */
  readonly programName?: string;
  readonly kind: RunKind;
  /** By the machine's clock. */
  readonly beganUs: number;
  readonly endedUs: number;
  readonly ending: RunEnding;
  readonly activeS: number;
  readonly assignedS: number;
  readonly feedOverride?: number;
  readonly overridden: boolean;
  readonly confidence: number;
  readonly operations: readonly RunOperation[];
}

export interface ProgramRunRow extends Omit<NewProgramRun, 'operations'> {
  readonly id: string;
}

/** What a machine told of a run's outcome. */
export interface RunOutcomeRow {
  readonly kind: string;
  readonly value: number;
  readonly unit: string;
}

export interface ProgramRuns {
  /** Of one machine and beginning once: what was known of it before is replaced. */
  put(run: NewProgramRun, outcomes: readonly RunOutcomeRow[]): Promise<void>;
  /** A person says it, whatever the events told; returns what was said before. Of an id that is there. */
  markWarmUp(id: string, warmUp: boolean): Promise<RunKind>;
  /** Runs of no known program, newest first, which began after a time. */
  unmatched(sinceUs: number, limit: number): Promise<ProgramRunRow[]>;
}

export const programRuns = (run: Run): ProgramRuns => ({
  put: ({ operations, ...told }, outcomes) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = rowOf(told);
        const { id } = await tx
          .insertInto('program_run')
          .values(row)
          .onConflict((conflict) => conflict.columns(['machine', 'began_us']).doUpdateSet(row))
          .returning('id')
          .executeTakeFirstOrThrow();
        await tx.deleteFrom('run_operation').where('run', '=', id).execute();
        if (operations.length > 0)
          await tx
            .insertInto('run_operation')
            .values(
              operations.map(({ number, seconds, feedOverride, loadMean, loadMax }) => ({
                run: id,
                number,
                seconds,
                feed_override: feedOverride ?? null,
                load_mean: loadMean ?? null,
                load_max: loadMax ?? null,
              })),
            )
            .execute();
        await tx.deleteFrom('outcome').where('run', '=', id).where('source', '=', machineSource).execute();
        const of = told.revision === undefined ? undefined : await projectOf(tx, told.revision);
        if (of === undefined || outcomes.length === 0) return;
        await tx
          .insertInto('outcome')
          .values(
            outcomes.map(({ kind, value, unit }) => ({
              ...of,
              run: id,
              kind,
              value,
              unit,
              source: machineSource,
              at_us: told.endedUs,
            })),
          )
          .execute();
      }),
    ),
  markWarmUp: (id, warmUp) =>
    run(async (db) => {
      const { kind } = await db
        .selectFrom('program_run')
        .select(kindOfRun('program_run').as('kind'))
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      await db.updateTable('program_run').set({ warm_up: warmUp }).where('id', '=', id).execute();
      return kind;
    }),
  unmatched: (sinceUs, limit) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_run')
        .selectAll()
        .where('revision', 'is', null)
        .where('began_us', '>', sinceUs)
        .orderBy('began_us', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toRun);
    }),
});

/** As a person said, else as its events told. */
export const kindOfRun = (
  table: string,
) => sql<RunKind>`case when ${sql.ref(`${table}.warm_up`)} then 'warm-up'
  when ${sql.ref(`${table}.warm_up`)} is false and ${sql.ref(`${table}.kind`)} = 'warm-up' then 'program'
  else ${sql.ref(`${table}.kind`)} end`;

/** Who says it: the machine's own events. */
const machineSource = 'machine';

async function projectOf(tx: Parameters<Parameters<Run>[0]>[0], revision: string) {
  return tx
    .selectFrom('program_revision')
    .innerJoin('program', 'program.id', 'program_revision.program')
    .select(['program.project', 'program.id as program'])
    .where('program_revision.id', '=', revision)
    .executeTakeFirst();
}

const rowOf = (told: Omit<NewProgramRun, 'operations'>): Insertable<Tables['program_run']> => ({
  machine: told.machine,
  revision: told.revision ?? null,
  program_name: told.programName ?? null,
  kind: told.kind,
  began_us: told.beganUs,
  ended_us: told.endedUs,
  ending: told.ending,
  active_s: told.activeS,
  assigned_s: told.assignedS,
  feed_override: told.feedOverride ?? null,
  overridden: told.overridden,
  confidence: told.confidence,
});

const toRun = (row: Selectable<Tables['program_run']>): ProgramRunRow => ({
  id: row.id,
  machine: row.machine,
  ...present({ revision: row.revision, programName: row.program_name }),
  kind: row.kind,
  beganUs: row.began_us,
  endedUs: row.ended_us,
  ending: row.ending,
  activeS: row.active_s,
  assignedS: row.assigned_s,
  ...present({ feedOverride: row.feed_override }),
  overridden: row.overridden,
  confidence: row.confidence,
});

/** What SQL knows as null is absent in the row. */
const present = <K extends string, V>(fields: Record<K, V | null>): Partial<Record<K, V>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Record<K, V>>;
