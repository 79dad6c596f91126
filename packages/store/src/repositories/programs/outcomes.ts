/** How it went: what was told of projects. */
import { type Selectable, sql } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { rowsOf } from './rows-of.ts';

export interface Outcome {
  readonly project: string;
  readonly program?: string | undefined;
  readonly run?: string | undefined;
  readonly tool?: number | undefined;
  /** good, scrap, rework, tool-change, wear, cycle-time, verdict, note. */
  readonly kind: string;
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
  readonly verdict?: string | undefined;
  /** Why a tool was changed. */
  readonly cause?: string | undefined;
  readonly note?: string | undefined;
  readonly source: string;
  readonly person?: string | undefined;
  readonly atUs: number;
}

export interface OutcomeRow extends Outcome {
  readonly id: string;
}

/** Sums of what was told of a project. */
export interface OutcomeSums {
  readonly project: string;
  readonly good: number;
  readonly scrap: number;
  readonly verdict: string | undefined;
}

export interface Outcomes {
  add(outcome: Outcome): Promise<OutcomeRow>;
  /** The newest first. */
  of(
    project: string,
    page: { after?: { readonly atUs: number; readonly id: string } | undefined; limit: number },
  ): Promise<OutcomeRow[]>;
  /** Of every project of which somebody told anything; the verdict is the newest. */
  sums(): Promise<OutcomeSums[]>;
  /** In place of what people told of the run before. */
  replaceOfRun(run: string, outcomes: readonly Outcome[]): Promise<void>;
  /** Of these runs, oldest first. */
  ofRuns(runs: readonly string[]): Promise<OutcomeRow[]>;
  /** Whether a program or a run is one of the project. */
  belongs(
    project: string,
    what: { program?: string | undefined; run?: string | undefined },
  ): Promise<boolean>;
}

export const outcomes = (run: Run): Outcomes => ({
  add: ({ atUs, ...outcome }) =>
    run(async (db) => {
      const row = await db
        .insertInto('outcome')
        .values({ ...outcome, at_us: atUs })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toOutcome(row);
    }),
  of: (project, { after, limit }) =>
    run(async (db) => {
      let query = db.selectFrom('outcome').selectAll().where('project', '=', project);
      if (after) query = query.where(sql<boolean>`(at_us, id) < (${after.atUs}::bigint, ${after.id})`);
      const rows = await query.orderBy('at_us', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(toOutcome);
    }),
  replaceOfRun: (of, all) =>
    run(async (db) => {
      await db.deleteFrom('outcome').where('run', '=', of).where('source', '=', 'person').execute();
      if (all.length === 0) return;
      await db
        .insertInto('outcome')
        .values(all.map(({ atUs, ...outcome }) => ({ ...outcome, run: of, at_us: atUs })))
        .execute();
    }),
  ofRuns: (runs) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('outcome')
        .selectAll()
        .where(sql<boolean>`run = any(${runs}::text[])`)
        .orderBy('at_us')
        .orderBy('id')
        .execute();
      return rows.map(toOutcome);
    }),
  sums: () =>
    run(async (db) => {
      const { rows } = await sql<{ project: string; good: number; scrap: number; verdict: string | null }>`
        select project,
          coalesce(sum(value) filter (where kind = 'good'), 0)::double precision as good,
          coalesce(sum(value) filter (where kind = 'scrap'), 0)::double precision as scrap,
          (array_agg(verdict order by at_us desc) filter (where verdict is not null))[1] as verdict
        from ${rowsOf(db, 'outcome')} as outcome
        -- What a machine counted while it warmed up are no parts. Of what both told of a run, the person's word counts and not the sum.
        where source = 'person' or run is null or not exists (
          select from ${rowsOf(db, 'outcome')} as said
          where said.run = outcome.run and said.kind = outcome.kind and said.source = 'person')
          and not exists (select from ${rowsOf(db, 'program_run')} as warming
            where warming.id = outcome.run and warming.warm_up)
        group by project`.execute(db);
      return rows.map(({ verdict, ...row }) => ({ ...row, verdict: verdict ?? undefined }));
    }),
  belongs: (project, what) =>
    run(async (db) => {
      const { rows } = await sql<{ belongs: boolean }>`select
        (${what.program ?? null}::text is null or exists (
          select from ${rowsOf(db, 'program')} as program where id = ${what.program ?? null} and program.project = ${project}))
        and (${what.run ?? null}::text is null or exists (
          select from ${rowsOf(db, 'program_run')} as program_run
            join ${rowsOf(db, 'program_revision')} as revision on revision.id = program_run.revision
            join ${rowsOf(db, 'program')} as program on program.id = revision.program
          where program_run.id = ${what.run ?? null} and program.project = ${project})) as belongs`.execute(
        db,
      );
      return rows[0]?.belongs ?? false;
    }),
});

const toOutcome = (row: Selectable<Tables['outcome']>): OutcomeRow => ({
  id: row.id,
  project: row.project,
  program: row.program ?? undefined,
  run: row.run ?? undefined,
  tool: row.tool ?? undefined,
  kind: row.kind,
  value: row.value ?? undefined,
  unit: row.unit ?? undefined,
  verdict: row.verdict ?? undefined,
  cause: row.cause ?? undefined,
  note: row.note ?? undefined,
  source: row.source,
  person: row.person ?? undefined,
  atUs: row.at_us,
});
