/** What the planner of a machine's times was fitted to, and the runs that it is fitted to. */
import type { Run } from '../../run.ts';
import { kindOfRun } from './program-runs.ts';

export interface MeasuredProgramRun {
  readonly revision: string;
  readonly activeS: number;
  readonly feedOverride?: number;
}

export interface FittedDynamicsRow {
  readonly machine: string;
  readonly dynamics: unknown;
  readonly runs: number;
  /** Median of |estimate ÷ measured − 1|. */
  readonly residual: number;
  readonly fittedUs: number;
}

export interface MachineDynamicsRows {
  /** Newest first: complete, by themselves, and surely of their revision. */
  clean(machine: string, limit: number): Promise<MeasuredProgramRun[]>;
  put(row: FittedDynamicsRow): Promise<void>;
  of(machine: string): Promise<FittedDynamicsRow | undefined>;
}

const sureEnough = 0.8;

export const machineDynamics = (run: Run): MachineDynamicsRows => ({
  clean: (machine, limit) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_run')
        .select(['revision', 'active_s', 'feed_override'])
        .where('machine', '=', machine)
        .where('revision', 'is not', null)
        .where('ending', '=', 'complete')
        .where('overridden', '=', false)
        .where(kindOfRun('program_run'), '=', 'program')
        .where('confidence', '>=', sureEnough)
        .orderBy('began_us', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ revision, active_s, feed_override }) => ({
        revision: revision!,
        activeS: active_s,
        ...(feed_override !== null && { feedOverride: feed_override }),
      }));
    }),
  put: ({ machine, dynamics, runs, residual, fittedUs }) =>
    run(async (db) => {
      const row = { dynamics: JSON.stringify(dynamics), runs, residual, fitted_us: fittedUs };
      await db
        .insertInto('machine_dynamics')
        .values({ machine, ...row })
        .onConflict((conflict) => conflict.column('machine').doUpdateSet(row))
        .execute();
    }),
  of: (machine) =>
    run(async (db) => {
      const row = await db
        .selectFrom('machine_dynamics')
        .selectAll()
        .where('machine', '=', machine)
        .executeTakeFirst();
      return (
        row && {
          machine,
          dynamics: row.dynamics,
          runs: row.runs,
          residual: row.residual,
          fittedUs: row.fitted_us,
        }
      );
    }),
});
