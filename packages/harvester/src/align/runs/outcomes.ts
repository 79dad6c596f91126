/** What a run says of how it went: what the machine itself counted and measured, and nothing that nobody told. */
import type { MachineRun } from './run.ts';

export interface RunOutcome {
  /** `cycle-time` in s; `parts`, `scrap`, `rework` in pieces. */
  readonly kind: 'cycle-time' | 'parts' | 'scrap' | 'rework';
  readonly value: number;
  readonly unit: 's' | 'pcs';
}

/** Only a run that came to its end by itself has a cycle time. Counters are the machine's own: a machine without one has no row. */
export function outcomesOf(run: MachineRun): RunOutcome[] {
  const found: RunOutcome[] = [];
  if (run.ending === 'complete' && run.kind === 'program' && run.unknownS === 0)
    found.push({ kind: 'cycle-time', value: (run.endedUs - run.beganUs) / 1e6, unit: 's' });
  for (const kind of ['parts', 'scrap', 'rework'] as const) {
    const value = run[kind];
    if (value !== undefined && value > 0) found.push({ kind, value, unit: 'pcs' });
  }
  return found;
}
