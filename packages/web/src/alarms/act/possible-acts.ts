/** What can be done with an alarm as it is, by somebody with these permissions; the server decides again. */
import type { AlarmView, Permission } from '@mantinel/contract';
import { isPutAside } from '../alarm-mark.tsx';
import { isUnacknowledged } from '../use-alarms.ts';

export const actKinds = [
  'acknowledge',
  'comment',
  'shelve',
  'unshelve',
  'reset',
  'takeOut',
  'returnToService',
] as const;
export type ActKind = (typeof actKinds)[number];

const needs: Readonly<Record<ActKind, Permission>> = {
  acknowledge: 'alarm.acknowledge',
  comment: 'alarm.acknowledge',
  shelve: 'alarm.shelve',
  unshelve: 'alarm.shelve',
  reset: 'alarm.shelve',
  takeOut: 'alarm.outOfService',
  returnToService: 'alarm.outOfService',
};

const fits: Readonly<Record<ActKind, (alarm: Pick<AlarmView, 'state' | 'active'>) => boolean>> = {
  acknowledge: ({ state }) => isUnacknowledged(state),
  comment: ({ state }) => state !== 'normal',
  shelve: (alarm) => alarm.state !== 'normal' && !isPutAside(alarm),
  unshelve: ({ state }) => state === 'shelved',
  reset: ({ state, active }) =>
    !active && (state === 'latchedAcknowledged' || state === 'latchedUnacknowledged'),
  takeOut: ({ state }) => state !== 'outOfService',
  returnToService: ({ state }) => state === 'outOfService',
};

export const possibleActs = (
  alarm: Pick<AlarmView, 'state' | 'active'>,
  may: (permission: Permission) => boolean,
): ActKind[] => actKinds.filter((kind) => may(needs[kind]) && fits[kind](alarm));
