import { expect, test } from 'vitest';
import type { AlarmEpisode } from './alarm-episode.ts';
import { causesOf, lastStop } from './why-stopped.ts';

const second = 1_000_000;
const episode = (alarm: string, at: number, more: Partial<AlarmEpisode> = {}) =>
  ({ alarm, raisedUs: at * second, level: 'fault', ...more }) as AlarmEpisode;
const named = ({ first, followed }: ReturnType<typeof causesOf>) => [
  first?.alarm,
  followed.map(({ alarm }) => alarm),
];
const stop = { fromUs: 1000 * second };

test('the first fault around the beginning, before warnings that came with it', () => {
  const all = [episode('later', 1200), episode('fault', 999), episode('door', 998, { level: 'warning' })];
  expect(named(causesOf(stop, all))).toEqual(['fault', ['later']]);
});

test('a fault that stood already, where none came with the stop; an alarm that was over by then is none', () => {
  const over = episode('over', 980, { clearedUs: 990 * second });
  const stood = episode('stood', 100);
  expect(named(causesOf(stop, [over, stood]))).toEqual(['stood', ['over']]);
});

test('none, where nothing came with it: perhaps a person stopped it', () => {
  expect(named(causesOf(stop, [episode('an hour later', 4600)]))).toEqual([undefined, ['an hour later']]);
});

test('a stop is known from readings that are good, and has an end once the machine runs again', () => {
  const reading = (at: number, value: string, good = true) => ({ timeUs: at, value, good });
  expect(
    lastStop([reading(9, 'ACTIVE'), reading(5, 'READY'), reading(4, 'STOPPED'), reading(1, 'ACTIVE')]),
  ).toEqual({
    stop: { fromUs: 4, toUs: 9 },
    execution: 'STOPPED',
    whole: true,
  });
  expect(lastStop([reading(9, 'UNAVAILABLE', false), reading(5, 'ACTIVE')])).toBeUndefined();
  expect(lastStop([reading(5, 'READY')])).toMatchObject({ stop: { fromUs: 5 }, whole: false });
});
