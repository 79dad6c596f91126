import { expect, test } from 'vitest';
import type { AlarmEpisode } from '../alarms/alarm-episode.ts';
import { alarmOfStop } from './alarm-of-stop.ts';

const second = 1_000_000;
const stop = { beganUs: 100 * second, toUs: 200 * second };
const episode = (
  code: string,
  from: number,
  to?: number,
  more: Partial<AlarmEpisode> = {},
): AlarmEpisode => ({
  ...{ alarm: code, event: `node.1.${from}`, site: 'plant', machine: 'mill', path: 'system', code },
  ...{ nativeCode: '', message: '', activation: 1, level: 'fault', priority: 'high' },
  ...{ raisedUs: from * second, receivedUs: from * second, quiet: false },
  ...(to === undefined ? {} : { clearedUs: to * second, cleared: 'told' as const }),
  ...more,
});
const codeOf = (...episodes: AlarmEpisode[]) => alarmOfStop(episodes, stop)?.code;

test('what came about when the machine stopped, before what stood for long', () => {
  expect(codeOf(episode('late', 99), episode('first', 97), episode('old', 10))).toBe('first');
  expect(codeOf(episode('warning', 10, undefined, { level: 'warning' }), episode('old', 20))).toBe('old');
  expect(codeOf(episode('over', 96, 98), episode('after', 150))).toBe('after');
});

test('a long warning, what came after the stop, and what merely came back are not told', () => {
  expect(codeOf(episode('warning', 10, undefined, { level: 'warning' }))).toBeUndefined();
  expect(codeOf(episode('later', 201))).toBeUndefined();
  expect(codeOf(episode('back', 150, undefined, { quiet: true }))).toBeUndefined();
  expect(alarmOfStop([episode('SV0401', 99, undefined, { nativeCode: '401' })], stop)).toEqual({
    ...{
      event: 'node.1.99',
      code: 'SV0401',
      message: '',
      timeUs: 99 * second,
      path: 'system',
      number: '401',
    },
  });
});
