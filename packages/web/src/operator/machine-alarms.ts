/** The alarms of one machine that an operator has to know of, the most urgent first. */
import type { AlarmView, MachineView } from '@mantinel/contract';
import { isPutAside } from '../alarms/alarm-mark.tsx';
import { isUnacknowledged, mostUrgentFirst } from '../alarms/use-alarms.ts';
import { worstFirst } from '../fleet/activity-mark.ts';

export const alarmsOf = (alarms: readonly AlarmView[], machine: string): AlarmView[] =>
  alarms.filter((alarm) => alarm.machine === machine && !isPutAside(alarm)).sort(mostUrgentFirst);

/** Whoever waits for somebody comes first, then the worst. */
export function urgentFirst(machines: readonly MachineView[], alarms: readonly AlarmView[]): MachineView[] {
  const waiting = new Set(
    alarms.filter(({ state }) => isUnacknowledged(state)).map(({ machine }) => machine),
  );
  const worst = worstFirst(machines);
  return [...worst.filter(({ id }) => waiting.has(id)), ...worst.filter(({ id }) => !waiting.has(id))];
}
