/** Runs of programs on machines, beside what was estimated for them. */
import { sql } from 'kysely';
import type { Run } from '../../run.ts';
import { kindOfRun } from './program-runs.ts';

export interface ProjectRunOperation {
  readonly number: number;
  readonly seconds: number;
  readonly estimateS: number | undefined;
  /** Per cent, as the loads; undefined where the machine does not tell. */
  readonly feedOverride: number | undefined;
  readonly loadMean: number | undefined;
  readonly loadMax: number | undefined;
}

export interface ProjectRunRow {
  readonly id: string;
  readonly machine: string;
  readonly program: string;
  readonly programName: string;
  readonly revision: number;
  readonly kind: 'program' | 'single-block' | 'warm-up';
  readonly beganUs: number;
  readonly endedUs: number;
  readonly ending: 'complete' | 'aborted' | 'cut-off';
  readonly activeS: number;
  readonly assignedS: number;
  readonly estimateS: number | undefined;
  readonly feedOverride: number | undefined;
  readonly overridden: boolean;
  readonly confidence: number;
  readonly operations: readonly ProjectRunOperation[];
}

export interface RunPage {
  /** Those that the reader may see. */
  readonly machines: readonly string[];
  readonly after?: { readonly beganUs: number; readonly id: string } | undefined;
  readonly limit: number;
}

export interface ProjectRuns {
  /** Of all revisions of its programs, the newest first. */
  ofProject(project: string, page: RunPage): Promise<ProjectRunRow[]>;
}

export const projectRuns = (run: Run): ProjectRuns => ({
  ofProject: (project, { machines, after, limit }) =>
    run(async (db) => {
      let query = db
        .selectFrom('program_run as run')
        .innerJoin('program_revision as revision', 'revision.id', 'run.revision')
        .innerJoin('program', 'program.id', 'revision.program')
        .select(['run.id', 'run.machine', 'program.id as program', 'program.name', 'revision.number'])
        .select(kindOfRun('run').as('kind'))
        .select(['run.began_us', 'run.ended_us', 'run.ending', 'run.active_s', 'run.assigned_s'])
        .select(['revision.estimate_s', 'run.feed_override', 'run.overridden', 'run.confidence'])
        .where('program.project', '=', project)
        .where(sql<boolean>`run.machine = any(${machines}::text[])`)
        .orderBy('run.began_us', 'desc')
        .orderBy('run.id', 'desc')
        .limit(limit);
      if (after)
        query = query.where(sql<boolean>`(run.began_us, run.id) < (${after.beganUs}::bigint, ${after.id})`);
      const rows = await query.execute();
      const operations = await db
        .selectFrom('run_operation as timed')
        .innerJoin('program_run as run', 'run.id', 'timed.run')
        .leftJoin('program_operation as operation', (join) =>
          join
            .onRef('operation.revision', '=', 'run.revision')
            .onRef('operation.number', '=', 'timed.number'),
        )
        .select(['timed.run', 'timed.number', 'timed.seconds', 'timed.feed_override'])
        .select(['timed.load_mean', 'timed.load_max', 'operation.seconds as estimate_s'])
        .where(sql<boolean>`timed.run = any(${rows.map(({ id }) => id)}::text[])`)
        .orderBy('timed.number')
        .execute();
      const byRun = Map.groupBy(operations, (row) => row.run);
      return rows.map(
        (row): ProjectRunRow => ({
          id: row.id,
          machine: row.machine,
          program: row.program,
          programName: row.name,
          revision: row.number,
          kind: row.kind,
          beganUs: row.began_us,
          endedUs: row.ended_us,
          ending: row.ending,
          activeS: row.active_s,
          assignedS: row.assigned_s,
          estimateS: row.estimate_s ?? undefined,
          feedOverride: row.feed_override ?? undefined,
          overridden: row.overridden,
          confidence: row.confidence,
          operations: (byRun.get(row.id) ?? []).map((timed) => ({
            number: timed.number,
            seconds: timed.seconds,
            estimateS: timed.estimate_s ?? undefined,
            feedOverride: timed.feed_override ?? undefined,
            loadMean: timed.load_mean ?? undefined,
            loadMax: timed.load_max ?? undefined,
          })),
        }),
      );
    }),
});
