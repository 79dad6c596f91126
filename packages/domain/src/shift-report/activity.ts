/** What a machine does, for the account of a shift. */
import type { MachineState } from '../machine-state.ts';
import { goodReading } from '../machine-state.ts';

/**
 * `running`: the control executes. `idle`: nothing is in execution and nothing holds it up (READY, PROGRAM_COMPLETED). `stopped`: a
 * program is held, or an emergency stop. `noData`: not connected, not recorded, or its execution is not known; never counted as idle.
 */
export const activities = ['running', 'idle', 'stopped', 'noData'] as const;
export type Activity = (typeof activities)[number];

export function activityOf(state: MachineState): Activity {
  if (!state.connected) return 'noData';
  const execution = goodReading(state, 'machine.execution')?.value;
  if (execution === undefined) return 'noData';
  if (goodReading(state, 'machine.emergencyStop')?.value === 'TRIGGERED') return 'stopped';
  switch (execution) {
    case 'ACTIVE':
      return 'running';
    case 'READY':
    case 'PROGRAM_COMPLETED':
      return 'idle';
    default:
      return 'stopped';
  }
}
