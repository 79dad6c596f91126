/** What controls said when they raised alarms and warnings; written by a projection of the logbook. */
import { sql } from 'kysely';
import type { Run } from '../../run.ts';

export interface ControlText {
  readonly machine: string;
  readonly code: string;
  /** The control's own number; empty where it gave none. */
  readonly nativeCode: string;
  /** As last told. */
  readonly message: string;
  readonly severity: number;
  readonly times: number;
  /** By the time of receipt; microseconds since 1970 UTC. */
  readonly firstUs: number;
  readonly lastUs: number;
}

export interface ControlTexts {
  /** Of these machines. */
  list(machines: readonly string[]): Promise<ControlText[]>;
}

export const controlTexts = (run: Run): ControlTexts => ({
  list: (machines) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('control_text')
        .selectAll()
        .where(sql<boolean>`machine = any(${machines}::text[])`)
        .execute();
      return rows.map((row) => ({
        machine: row.machine,
        code: row.code,
        nativeCode: row.native_code,
        message: row.message,
        severity: row.severity,
        times: row.times,
        firstUs: row.first_us,
        lastUs: row.last_us,
      }));
    }),
});
