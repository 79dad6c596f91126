import { describe, expect, test } from 'vitest';
import type { Attributes, Event, Kind } from './event.ts';
import {
  activeConditions,
  foldMachineState,
  goodReading,
  machineActivity,
  newMachineState,
} from './machine-state.ts';

const minute = 60_000_000;
let seq = 0;

function event(kind: Kind, code: string, attributes: Attributes, extra: Partial<Event> = {}): Event {
  seq += 1;
  const at = seq * 1000;
  return {
    ...{
      node: 'n',
      epoch: 1,
      seq,
      timeUs: at,
      receivedUs: at,
      site: 's',
      machine: 'm',
      kind,
      severity: 9,
      code,
    },
    ...{ message: '', attributes, quality: 'good', path: code, ...extra },
  };
}
const state = (code: string, value: string, extra: Partial<Event> = {}) =>
  event('state', code, { value }, extra);
const condition = (level: string, nativeCode?: string) =>
  event('condition', 'condition.system', nativeCode ? { level, nativeCode } : { level }, {
    path: 'system',
    message: level,
  });
const connected = () => event('state', 'source.connected', {});
const lost = () => event('message', 'source.lost', {});

function activityAfter(...events: Event[]) {
  const machine = newMachineState('m');
  for (const one of events) foldMachineState(machine, one);
  return machineActivity(machine, events.at(-1)!.receivedUs, minute);
}

describe('activity', () => {
  test('of a machine never heard is offline', () => expect(activityAfter(lost())).toBe('offline'));
  test('is unknown until execution is known', () => expect(activityAfter(connected())).toBe('unknown'));
  test.each([
    ['ACTIVE', 'running'],
    ['READY', 'idle'],
    ['PROGRAM_COMPLETED', 'idle'],
    ['FEED_HOLD', 'stopped'],
    ['INTERRUPTED', 'stopped'],
  ])('of %s is %s', (execution, activity) => {
    expect(activityAfter(connected(), state('machine.execution', execution))).toBe(activity);
  });
  test('is unknown when execution is not good', () => {
    const stale = state('machine.execution', 'ACTIVE', { quality: 'stale' });
    expect(activityAfter(connected(), state('machine.execution', 'ACTIVE'), stale)).toBe('unknown');
  });
  test('never outlives its data', () => {
    const machine = newMachineState('m');
    const last = state('machine.execution', 'ACTIVE');
    for (const one of [connected(), last]) foldMachineState(machine, one);
    expect(machineActivity(machine, last.receivedUs + minute, minute)).toBe('running');
    expect(machineActivity(machine, last.receivedUs + minute + 1, minute)).toBe('unknown');
  });
  test('is offline once the source is lost, whatever was last read', () => {
    expect(activityAfter(connected(), state('machine.execution', 'ACTIVE'), lost())).toBe('offline');
  });
  test('is a fault while a fault or the emergency stop stands', () => {
    const running = [connected(), state('machine.execution', 'ACTIVE')];
    expect(activityAfter(...running, condition('fault', '1'))).toBe('fault');
    expect(activityAfter(...running, state('machine.emergencyStop', 'TRIGGERED'))).toBe('fault');
    expect(activityAfter(...running, condition('warning', '1'))).toBe('warning');
    expect(activityAfter(...running, condition('fault', '1'), condition('normal', '1'))).toBe('running');
  });
});

describe('conditions', () => {
  function after(...events: Event[]) {
    const machine = newMachineState('m');
    for (const one of events) foldMachineState(machine, one);
    return activeConditions(machine);
  }
  test('clear one by one, or all by a bare normal', () => {
    expect(after(condition('fault', '1'), condition('warning', '2'), condition('normal', '1'))).toHaveLength(
      1,
    );
    expect(after(condition('fault', '1'), condition('warning', '2'), condition('normal'))).toEqual([]);
    expect(after(condition('fault', '1'), condition('unavailable'))).toEqual([]);
  });
  test('keep the time they were raised when repeated, and stand worst first', () => {
    const [warning, fault, again] = [
      condition('warning', '1'),
      condition('fault', '2'),
      condition('warning', '1'),
    ];
    const active = after(warning, fault, again);
    expect(active.map(({ level, sinceUs }) => ({ level, sinceUs }))).toEqual([
      { level: 'fault', sinceUs: fault.timeUs },
      { level: 'warning', sinceUs: warning.timeUs },
    ]);
  });
});

test('a reading is good only while its quality says so', () => {
  const machine = newMachineState('m');
  foldMachineState(machine, state('machine.program', 'O1234'));
  expect(goodReading(machine, 'machine.program')?.value).toBe('O1234');
  foldMachineState(machine, state('machine.program', 'UNAVAILABLE', { quality: 'unsupported' }));
  expect(goodReading(machine, 'machine.program')).toBeUndefined();
});
