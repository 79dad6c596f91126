/** The state of a machine as JSON holds it. */
import { type ActiveCondition, type MachineState, newMachineState, type Reading } from '@mantinel/domain';

export interface StateCopy {
  readonly machine: string;
  readonly connected: boolean;
  readonly receivedUs?: number;
  /** By path. */
  readonly readings: readonly (readonly [string, Reading])[];
  /** By native code. */
  readonly conditions: readonly (readonly [string, ActiveCondition])[];
}

export const copyOf = ({
  machine,
  connected,
  receivedUs,
  readings,
  conditions,
}: MachineState): StateCopy => ({
  machine,
  connected,
  ...(receivedUs === undefined ? {} : { receivedUs }),
  readings: [...readings],
  conditions: [...conditions.values()].flatMap((byCode) => [...byCode]),
});

export function stateOf({ machine, connected, receivedUs, readings, conditions }: StateCopy): MachineState {
  const state = newMachineState(machine);
  state.connected = connected;
  if (receivedUs !== undefined) state.receivedUs = receivedUs;
  for (const [path, reading] of readings) state.readings.set(path, reading);
  for (const [nativeCode, condition] of conditions) {
    const byCode = state.conditions.get(condition.path) ?? new Map<string, ActiveCondition>();
    state.conditions.set(condition.path, byCode.set(nativeCode, condition));
  }
  return state;
}
