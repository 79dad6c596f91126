import { expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { defaultView } from '../view/view.ts';
import { levelTally } from './level-tally.ts';

const baseUs = 1_700_000_000_000_000;
const event = (seq: number, severity: number, given = {}) =>
  eventOf({ seq, severity, receivedUs: baseUs + seq, timeUs: baseUs + seq, ...given });
const some = [event(1, 5), event(2, 9), event(3, 9), event(4, 17), event(5, 21, { kind: 'log' })];

test('an event counts at each level that shows it', () => {
  const tally = levelTally(defaultView);
  tally.add(some, 0);
  expect(tally.since(undefined)).toEqual({ developer: 5, technical: 4, operator: 1 });
});

test('only what the filter lets through, at whatever level is looked at', () => {
  const tally = levelTally({ ...defaultView, level: 'operator', minSeverity: 9, machine: ['m1'] });
  tally.add([...some, event(6, 17, { machine: 'm2' })], 0);
  expect(tally.since(undefined)).toEqual({ developer: 4, technical: 4, operator: 1 });
});

test('what the store has counted is not counted twice, and what came since remains', () => {
  const tally = levelTally(defaultView);
  tally.add(some, 0);
  expect(tally.since(baseUs + 3)).toEqual({ developer: 2, technical: 2, operator: 1 });
  tally.add([event(2, 9), event(6, 9)], 0);
  expect(tally.since(baseUs + 3)).toEqual({ developer: 3, technical: 3, operator: 1 });
  expect(tally.since(baseUs + 6)).toEqual({ developer: 0, technical: 0, operator: 0 });
});

test('missed events count at the widest level until the store counts them', () => {
  const tally = levelTally(defaultView);
  tally.add([event(1, 9)], 100);
  expect(tally.since(undefined)).toEqual({ developer: 101, technical: 1, operator: 0 });
  expect(tally.since(baseUs)).toEqual({ developer: 1, technical: 1, operator: 0 });
  const filtered = levelTally({ ...defaultView, kind: ['sample'] });
  filtered.add([], 100);
  expect(filtered.since(undefined).developer).toBe(0);
});

test('a tab hidden for hours keeps its counts', () => {
  const tally = levelTally(defaultView);
  for (let batch = 0; batch < 100; batch += 1)
    tally.add(
      Array.from({ length: 1000 }, (_, index) => event(batch * 1000 + index, 9)),
      0,
    );
  expect(tally.since(undefined)).toEqual({ developer: 100_000, technical: 100_000, operator: 0 });
  expect(tally.since(baseUs + 99_989).technical).toBe(10);
});
