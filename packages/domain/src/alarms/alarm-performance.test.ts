import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmEpisode } from './alarm-episode.ts';
import { defaultAlarmLimits as limits } from './alarm-limits.ts';
import { alarmPerformance } from './alarm-performance.ts';
import { floodsIn } from './floods.ts';

const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const episode = (raisedUs: number, more: Partial<AlarmEpisode> = {}): AlarmEpisode => ({
  alarm: 'a',
  event: `n.1.${raisedUs}`,
  activation: 1,
  site: 'plant',
  machine: 'mill',
  path: 'system',
  code: 'fanuc.1',
  nativeCode: '1',
  message: '',
  level: 'fault',
  priority: 'low',
  raisedUs,
  receivedUs: raisedUs,
  clearedUs: raisedUs + hour,
  quiet: false,
  ...more,
});
const range = { fromUs: 0, toUs: 30 * day, dataFromUs: 0 };

test('rates are judged by their mean over thirty days, and not before', () => {
  const twoHundredADay = Array.from({ length: 6000 }, (_, index) => episode((index * 30 * day) / 6000));
  const { perDay, perHour, perTenMinutes } = alarmPerformance(twoHundredADay, range, limits);
  expect(perDay).toMatchObject({ mean: 200, verdict: 'manageable' });
  expect(perHour.mean).toBeCloseTo(200 / 24);
  expect(perTenMinutes).toMatchObject({ peak: 2, verdict: 'manageable' });
  const early = alarmPerformance(twoHundredADay, { ...range, dataFromUs: day }, limits);
  expect(early.perDay.verdict).toBe('notYet');
});

test('chattering, fleeting, stale, quiet: each by its figure', () => {
  const chatter = [0, 20, 40, 100, 300].map((at) =>
    episode(at * second, { clearedUs: at * second + 5 * second }),
  );
  const stale = episode(0, { alarm: 'b', clearedUs: 4 * day });
  const quiet = episode(5, { alarm: 'c', quiet: true });
  const found = alarmPerformance([...chatter, stale, quiet], range, limits);
  expect(found.annunciated).toBe(6);
  expect(found.chattering).toMatchObject({ times: 3, alarms: [{ alarm: 'a', times: 3 }], verdict: 'poor' });
  expect(found.fleeting.times).toBe(5);
  expect(found.stale).toMatchObject({
    mostOnADay: 1,
    verdict: 'acceptable',
    alarms: [{ alarm: 'b', times: 3 }],
  });
  expect(found.topTen.alarms.map(({ alarm, times }) => [alarm, times])).toEqual([
    ['a', 5],
    ['b', 1],
  ]);
});

test('responses against the time to respond; a clock that was put back makes none negative', () => {
  const found = alarmPerformance(
    [
      episode(0, { acknowledgedUs: minute, timeToRespondUs: 2 * minute }),
      episode(1, { acknowledgedUs: 10 * minute, timeToRespondUs: 2 * minute }),
      episode(hour, { acknowledgedUs: 0 }),
    ],
    range,
    limits,
  );
  expect(found.response).toMatchObject({
    acknowledged: 3,
    inTime: 0.5,
    withTimeToRespond: 2,
    medianUs: minute,
  });
});

test('nothing annunciated is no division by nothing', () => {
  expect(
    JSON.stringify(alarmPerformance([], { fromUs: 0, toUs: day, dataFromUs: day }, limits)),
  ).not.toContain('null');
});

test('a flood begins with the first of ten within ten minutes and ends when fewer than five are left', () => {
  const times = Array.from({ length: 10 }, (_, index) => index * minute);
  expect(floodsIn(times.slice(0, 9), limits, day)).toEqual([]);
  expect(floodsIn(times, limits, 9 * minute)).toEqual([{ fromUs: 0, annunciated: 10 }]);
  expect(floodsIn(times, limits, day)).toEqual([{ fromUs: 0, toUs: 15 * minute, annunciated: 10 }]);
});

test('floods follow one another, hold what they say, and each of them had ten within ten minutes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 * 3600 }), { maxLength: 200 }), (seconds) => {
      const times = seconds.map((at) => at * second).sort((a, b) => a - b);
      const floods = floodsIn(times, limits, 4 * hour);
      for (const [index, { fromUs, toUs, annunciated }] of floods.entries()) {
        expect(toUs).toBeGreaterThan(fromUs);
        const within = times.filter((time) => time >= fromUs && time < toUs!);
        expect(within.length).toBe(annunciated);
        expect(annunciated).toBeGreaterThanOrEqual(10);
        const next = floods[index + 1];
        if (next) expect(next.annunciated).toBeGreaterThanOrEqual(10);
        expect(within.filter((time) => time > toUs! - limits.floodUs).length).toBeLessThan(limits.floodEnds);
      }
    }),
  );
});
