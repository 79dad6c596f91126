import type { AlarmView, MachineView } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { alarmsOf, urgentFirst } from './machine-alarms.ts';
import { ofMine } from './my-machines.ts';

const alarm = (given: Partial<AlarmView>) =>
  ({ machine: 'mill', priority: 'low', state: 'acknowledged', receivedUs: 1, ...given }) as AlarmView;
const machine = (id: string, activity: MachineView['activity']) =>
  ({ id, name: id, activity }) as MachineView;

test('what waits comes first, then priority, then the newest; what was put aside is not shown', () => {
  const alarms = [
    alarm({ id: 'old', priority: 'high' }),
    alarm({ id: 'new', priority: 'high', receivedUs: 2 }),
    alarm({ id: 'waits', state: 'returnedUnacknowledged' }),
    alarm({ id: 'shelved', state: 'shelved', priority: 'high' }),
    alarm({ id: 'elsewhere', machine: 'saw', state: 'unacknowledged' }),
  ];
  expect(alarmsOf(alarms, 'mill').map(({ id }) => id)).toEqual(['waits', 'new', 'old']);
});

test('a machine with an alarm that nobody has seen stands before a worse one that somebody has', () => {
  const machines = [machine('a', 'running'), machine('b', 'fault'), machine('c', 'idle')];
  const order = (alarms: readonly AlarmView[]) => urgentFirst(machines, alarms).map(({ id }) => id);
  expect(order([])).toEqual(['b', 'a', 'c']);
  expect(order([alarm({ machine: 'c', state: 'unacknowledged' })])).toEqual(['c', 'b', 'a']);
});

test('without a choice, or with one of machines that are gone, all are mine', () => {
  const machines = [machine('a', 'idle'), machine('b', 'idle')];
  expect(ofMine(machines, ['b'])).toEqual([machines[1]]);
  expect(ofMine(machines, [])).toEqual(machines);
  expect(ofMine(machines, ['gone'])).toEqual(machines);
});
