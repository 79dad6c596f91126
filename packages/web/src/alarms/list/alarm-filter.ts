/** Which alarms of the list are shown; the address bar carries it. */
import type { AlarmView } from '@mantinel/contract';
import { isPutAside } from '../alarm-mark.tsx';
import { isUnacknowledged } from '../use-alarms.ts';

export const alarmGroups = ['all', 'waiting', 'standing', 'aside'] as const;
export type AlarmGroup = (typeof alarmGroups)[number];

export interface AlarmFilter {
  readonly group: AlarmGroup;
  readonly machine: string;
  readonly priority: AlarmView['priority'] | '';
}

const holds: Readonly<Record<AlarmGroup, (alarm: AlarmView) => boolean>> = {
  all: (alarm) => !isPutAside(alarm),
  waiting: ({ state }) => isUnacknowledged(state),
  standing: (alarm) => alarm.active && !isPutAside(alarm),
  aside: isPutAside,
};

const inGroup = (group: AlarmGroup, alarms: readonly AlarmView[]) => alarms.filter(holds[group]);

export const filtered = (
  alarms: readonly AlarmView[],
  { group, machine, priority }: AlarmFilter,
): AlarmView[] =>
  inGroup(group, alarms).filter(
    (alarm) =>
      (machine === '' || alarm.machine === machine) && (priority === '' || alarm.priority === priority),
  );

const isGroup = (text: string | null): text is AlarmGroup => alarmGroups.some((group) => group === text);
const isPriority = (text: string | null): text is AlarmView['priority'] =>
  text === 'high' || text === 'medium' || text === 'low';

export function parseAlarmFilter(search: string): AlarmFilter {
  const params = new URLSearchParams(search);
  const [group, priority] = [params.get('show'), params.get('priority')];
  return {
    group: isGroup(group) ? group : 'all',
    machine: params.get('machine') ?? '',
    priority: isPriority(priority) ? priority : '',
  };
}

export function alarmSearch({ group, machine, priority }: AlarmFilter): string {
  const params = new URLSearchParams();
  if (group !== 'all') params.set('show', group);
  if (machine !== '') params.set('machine', machine);
  if (priority !== '') params.set('priority', priority);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
