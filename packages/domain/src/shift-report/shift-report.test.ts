import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmEpisode } from '../alarms/alarm-episode.ts';
import type { Event } from '../event.ts';
import { severity } from '../severity.ts';
import { shiftSchedule } from '../shifts/shift-schedule.ts';
import { zonedTime } from '../shifts/zoned-time.ts';
import { alarmSums } from './alarm-sums.ts';
import { alarmTally } from './alarm-tally.ts';
import { reportDocument } from './report-document.ts';
import { reportWords } from './report-words.ts';
import { type GapOf, shiftReport, shiftTally } from './shift-report.ts';
import { lengthOf } from './span.ts';
import { alarmText } from './statements.ts';

const minute = 60_000_000;
const hour = 60 * minute;
const us = (iso: string) => Date.parse(iso) * 1000;
let seq = 0;
const event = (timeUs: number, change: Partial<Event>): Event => ({
  node: 'n',
  epoch: 1,
  seq: ++seq,
  timeUs,
  receivedUs: timeUs,
  site: 'plant',
  machine: 'mill',
  kind: 'state',
  severity: severity.info,
  code: 'machine.execution',
  message: '',
  attributes: {},
  quality: 'good',
  ...change,
});
const execution = (timeUs: number, value: string, machine = 'mill') =>
  event(timeUs, { path: 'exec', attributes: { value }, machine });
const connected = (timeUs: number, machine = 'mill') =>
  event(timeUs, { kind: 'message', code: 'source.connected', machine });
const lost = (timeUs: number) => event(timeUs, { kind: 'message', code: 'source.lost' });
const condition = (timeUs: number, level: string, nativeCode: string, message = '') =>
  event(timeUs, {
    kind: 'condition',
    path: 'system',
    code: `fanuc.${nativeCode}`,
    message,
    attributes: { level, nativeCode },
  });

const shift = { fromUs: 0, toUs: 8 * hour };
const sumOf = (events: Event[], { span = shift, gaps = [] as GapOf[] } = {}) => {
  const tally = shiftTally(['mill'], span, gaps);
  for (const each of events) tally.add(each);
  return tally.machines();
};

const episode = (change: Partial<AlarmEpisode>): AlarmEpisode => ({
  alarm: 'a',
  event: 'n.1.1',
  activation: 1,
  site: 'plant',
  machine: 'mill',
  path: 'system',
  code: 'fanuc.SV0401',
  nativeCode: 'SV0401',
  message: 'SERVO',
  level: 'warning',
  priority: 'medium',
  raisedUs: hour,
  receivedUs: hour,
  quiet: false,
  ...change,
});

test('of the alarm engine: what was annunciated within the shift, how long it stood there, and what still does', () => {
  const sums = alarmSums(
    [
      episode({ raisedUs: -hour, clearedUs: hour, event: 'n.1.1' }),
      episode({ raisedUs: 2 * hour, clearedUs: 3 * hour, level: 'fault', event: 'n.1.2', message: 'LAST' }),
      episode({
        raisedUs: 4 * hour,
        clearedUs: 5 * hour,
        quiet: true,
        event: 'n.1.3',
        code: 'b',
        nativeCode: '',
      }),
      episode({ raisedUs: 7 * hour, event: 'n.1.4', code: 'c' }),
      episode({ raisedUs: -2 * hour, clearedUs: -hour, code: 'before' }),
      episode({ raisedUs: 9 * hour, code: 'after' }),
    ],
    shift,
  );
  expect(sums).toEqual([
    {
      ...{ code: 'fanuc.SV0401', message: 'LAST', level: 'fault', count: 1, activeUs: 2 * hour },
      ...{ standing: false, event: 'n.1.1', path: 'system', number: 'SV0401' },
    },
    expect.objectContaining({ code: 'c', count: 1, activeUs: hour, standing: true }),
    expect.objectContaining({ code: 'b', count: 0, activeUs: hour, standing: false }),
  ]);
});

test('numbers of a machine whose controller is not named are told apart, though they share a code', () => {
  const kind = 'condition.system';
  const episodes = ['26', 'B6', '26'].map((nativeCode, at) =>
    episode({ raisedUs: at * minute, clearedUs: at * minute + 1, code: kind, nativeCode }),
  );
  expect(alarmSums(episodes, shift).map(({ number, count }) => [number, count])).toEqual([
    ['26', 2],
    ['B6', 1],
  ]);
  const tally = alarmTally(shift);
  for (const event of [
    condition(0, 'fault', '26', 'Excessive servo lag'),
    condition(minute, 'fault', 'B6', 'External emergency stop'),
  ])
    tally.add({ ...event, code: kind });
  expect(tally.sums().map((sum) => alarmText(sum))).toEqual([
    '26 Excessive servo lag',
    'B6 External emergency stop',
  ]);
  expect(alarmText({ code: kind, number: '26', message: '26 as it begins itself' })).toBe(
    '26 as it begins itself',
  );
});

describe('where the time goes', () => {
  test('running, idle and stopped, and the alarm that came first', () => {
    const [sum] = sumOf([
      connected(-hour),
      execution(-hour, 'ACTIVE'),
      condition(2 * hour - 1_000_000, 'fault', 'SV0401', 'SERVO ALARM'),
      execution(2 * hour, 'INTERRUPTED'),
      condition(2 * hour + minute, 'fault', 'SP9001', 'SPINDLE'),
      condition(3 * hour, 'normal', 'SV0401'),
      condition(3 * hour, 'normal', 'SP9001'),
      execution(3 * hour, 'READY'),
      execution(4 * hour, 'ACTIVE'),
    ]);
    expect(sum!.us).toEqual({ running: 6 * hour, idle: hour, stopped: hour, noData: 0 });
    expect(sum!.stops).toMatchObject([
      { fromUs: 2 * hour, toUs: 4 * hour, open: false, activity: 'stopped', alarm: { code: 'fanuc.SV0401' } },
    ]);
    expect(sum!.alarms).toMatchObject([
      { code: 'fanuc.SV0401', count: 1, activeUs: hour + 1_000_000, standing: false },
      { code: 'fanuc.SP9001', count: 1, activeUs: hour - minute },
    ]);
    expect(sum!.slices.slice(0, 24).every((slice) => slice === 'running')).toBe(true);
    expect(sum!.slices.slice(24, 36).every((slice) => slice === 'stopped')).toBe(true);
  });

  test('before the first word, after a lost connection and in a gap nothing is known, and that is not idle', () => {
    const gaps = [{ machine: 'mill', fromUs: 5 * hour, toUs: 6 * hour }];
    const events = [
      connected(hour),
      execution(hour, 'READY'),
      lost(3 * hour),
      connected(4 * hour),
      execution(4 * hour, 'READY'),
    ];
    const [sum] = sumOf(events, { gaps });
    expect(sum!.us).toEqual({ running: 0, stopped: 0, idle: 2 * hour + hour + 2 * hour, noData: 3 * hour });
    // A stop is not taken to have gone on through what nobody saw.
    expect(sum!.stops.map(lengthOf).sort()).toEqual([hour, 2 * hour, 2 * hour]);
    expect(sum!.gaps).toEqual([{ fromUs: 5 * hour, toUs: 6 * hour }]);
  });

  test('a value that was lost is no data', () => {
    const gone = event(hour, { path: 'exec', attributes: { value: 'UNAVAILABLE' }, quality: 'stale' });
    const [sum] = sumOf([connected(0), execution(0, 'ACTIVE'), gone]);
    expect(sum!.us).toMatchObject({ running: hour, noData: 7 * hour });
  });

  test('an open stop ends with the shift and says when it began', () => {
    const [sum] = sumOf([connected(-2 * hour), execution(-hour, 'FEED_HOLD')]);
    expect(sum!.stops).toMatchObject([{ fromUs: 0, toUs: 8 * hour, beganUs: -hour, open: true }]);
  });

  test('parts are counted from the counter, a reset is never negative, and the first reading counts nothing', () => {
    const parts = (timeUs: number, value: number) =>
      event(timeUs, { path: 'parts', code: 'machine.partCount', attributes: { value } });
    const readings = [parts(-hour, 98), parts(hour, 100), parts(2 * hour, 0), parts(3 * hour, 5)];
    expect(sumOf(readings)[0]!.parts).toEqual({ count: 7, resets: 1 });
    expect(sumOf([parts(hour, 100)])[0]!.parts).toEqual({ count: 0, resets: 0 });
    expect(sumOf([])[0]!.parts).toBeUndefined();
  });

  test('whatever a machine says in whatever order, its times add up to the shift and memory is bounded', () => {
    const any = fc.tuple(
      fc.integer({ min: -hour, max: 9 * hour }),
      fc.constantFrom('ACTIVE', 'READY', 'INTERRUPTED', 'lost', 'connected', 'fault', 'normal', 'odd'),
    );
    const gap = fc.tuple(fc.integer({ min: -hour, max: 9 * hour }), fc.integer({ min: 0, max: hour }));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), fc.array(gap, { maxLength: 5 }), (said, spans) => {
        const events = said.map(([at, what]) => {
          if (what === 'lost') return lost(at);
          if (what === 'connected') return connected(at);
          if (what === 'fault' || what === 'normal') return condition(at, what, 'A1');
          return execution(at, what);
        });
        const gaps = spans.map(([at, length]) => ({ machine: 'mill', fromUs: at, toUs: at + length }));
        const [sum] = sumOf([connected(-2 * hour), ...events], { gaps });
        const { running, idle, stopped, noData } = sum!.us;
        expect(Math.abs(running + idle + stopped + noData - 8 * hour)).toBeLessThan(1);
        const inGaps = sum!.gaps.reduce((total, span) => total + lengthOf(span), 0);
        expect(noData).toBeGreaterThanOrEqual(inGaps - 1);
        expect(sum!.stops.length).toBeLessThanOrEqual(10);
        for (const { fromUs, toUs } of sum!.stops)
          expect(0 <= fromUs && fromUs < toUs && toUs <= 8 * hour).toBe(true);
      }),
    );
  });
});

describe('shifts', () => {
  const schedule = shiftSchedule({
    timeZone: 'Europe/Bratislava',
    weekly: [{ name: 'night', start: '22:00', end: '06:00', breaks: [], weekdays: [1, 2, 3, 4, 5, 6, 7] }],
    exceptions: [],
  });

  test('a stop at 01:30 is in the report of the night that began at 22:00', () => {
    const { startUs, endUs } = schedule.at(us('2026-07-02T01:30+02:00'))!;
    const span = { fromUs: startUs, toUs: endUs };
    const events = [
      connected(startUs),
      execution(startUs, 'ACTIVE'),
      execution(us('2026-07-02T01:30+02:00'), 'INTERRUPTED'),
      execution(us('2026-07-02T02:10+02:00'), 'ACTIVE'),
    ];
    const { longestStops } = shiftReport(span, sumOf(events, { span }), undefined);
    expect(longestStops).toMatchObject([{ fromUs: us('2026-07-01T23:30Z'), toUs: us('2026-07-02T00:10Z') }]);
  });

  test.each([
    ['spring', '2026-03-28T23:00Z', 7],
    ['autumn', '2026-10-24T23:00Z', 9],
  ])('the night of the change in %s has its own hours', (_name, at, hours) => {
    const { startUs, endUs } = schedule.at(us(at))!;
    const span = { fromUs: startUs, toUs: endUs };
    const [sum] = sumOf([connected(startUs), execution(startUs, 'ACTIVE')], { span });
    expect(sum!.us).toEqual({ running: hours * hour, idle: 0, stopped: 0, noData: 0 });
  });
});

describe('the document', () => {
  const mill = sumOf([
    connected(0),
    execution(0, 'ACTIVE'),
    ...Array.from({ length: 6 }, (_, index) => [
      condition(hour + index * minute, 'fault', 'SV0401', 'SERVO'),
      condition(hour + index * minute + 1, 'normal', 'SV0401'),
    ]).flat(),
    condition(6 * hour, 'fault', 'OT0500', 'OVER TRAVEL'),
    execution(6 * hour, 'INTERRUPTED'),
  ]);
  const before = sumOf([connected(0), execution(0, 'ACTIVE')]);
  const report = shiftReport(shift, mill, before);

  test('says what went wrong and well, each with its events', () => {
    expect(report.statements.map(({ says }) => says)).toEqual([
      'ranLess',
      'ranMost',
      'allRecorded',
      'longStop',
      'alarmOften',
      'alarmStands',
    ]);
    for (const { fromUs, toUs } of report.statements) expect(toUs).toBeGreaterThan(fromUs);
    expect(report.statements.find(({ says }) => says === 'longStop')).toMatchObject({
      machine: 'mill',
      fromUs: 6 * hour,
      toUs: 8 * hour,
      open: true,
      alarm: 'OT0500 OVER TRAVEL',
    });
  });

  test('is the same in every language, but for its words', () => {
    const shapes = (Object.keys(reportWords) as (keyof typeof reportWords)[]).map((language) => {
      const { blocks, title } = reportDocument(report, {
        language,
        zone: zonedTime('Europe/Bratislava'),
        timeZone: 'Europe/Bratislava',
        machineName: () => 'Mill 1',
        explain: ({ code }) => (code === 'fanuc.OT0500' ? 'The axis went too far.' : undefined),
        place: 'Hall',
        shift: { name: 'Early', startUs: 0, endUs: 8 * hour },
        madeUs: 8 * hour,
        alarmsFrom: 'conditions',
        notes: [{ timeUs: hour, machine: 'mill', author: 'Eva', text: 'Belt was loose' }],
        moreNotes: true,
      });
      const note = blocks
        .flatMap((block) => (block.kind === 'table' ? block.rows : []))
        .find(([, , by]) => by?.text === 'Eva');
      expect(note).toMatchObject([
        { link: { machine: 'mill', fromUs: hour - minute, toUs: hour + minute } },
        { text: 'Mill 1' },
        {},
        { text: 'Belt was loose' },
      ]);
      const { moreNotes } = reportWords[language];
      expect(blocks).toContainEqual({ kind: 'note', text: moreNotes('1') });
      expect(title).toContain('Hall');
      expect(JSON.stringify(blocks)).toContain('The axis went too far.');
      expect(JSON.stringify(blocks)).toContain('2 h 00 min');
      expect(JSON.stringify(blocks)).not.toMatch(/undefined|NaN|\{\w+\}/);
      return blocks.map((block) => (block.kind === 'table' ? [block.kind, block.rows.length] : block.kind));
    });
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
  });
});
