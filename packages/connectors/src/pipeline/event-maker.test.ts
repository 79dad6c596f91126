import { type DeviceModel, isVisibleAt, type NewEvent } from '@mantinel/domain';
import { expect, test } from 'vitest';
import type { Observation } from '../connector.ts';
import { eventMaker } from './event-maker.ts';

const model: DeviceModel = {
  name: 'Mill',
  components: [],
  items: [
    { id: 'Xload', category: 'SAMPLE', type: 'LOAD', component: 'x' },
    { id: 'estop', name: 'd1', category: 'EVENT', type: 'EMERGENCY_STOP', component: 'c' },
    { id: 'system', category: 'CONDITION', type: 'SYSTEM', component: 'c' },
    { id: 'msg', category: 'EVENT', type: 'MESSAGE', component: 'c' },
  ],
};
const context = { site: 'plant', machine: 'm1', clockOffsetMs: 0, model };
const sample = (value: number | string, timeUs = 1, more: object = {}): Observation => ({
  kind: 'sample',
  item: 'Xload',
  value,
  timeUs,
  quality: 'good',
  ...more,
});
const make = (seen: Observation, more: object = {}): NewEvent =>
  eventMaker({ ...context, ...more })([seen], 99)[0]!;

test('a sample speaks to developers, under its stable code', () => {
  expect(make(sample(5))).toEqual({
    timeUs: 1,
    receivedUs: 99,
    site: 'plant',
    machine: 'm1',
    path: 'Xload',
    kind: 'sample',
    severity: 5,
    code: 'machine.load',
    message: '',
    attributes: { value: 5 },
    quality: 'good',
  });
});

test.each<[string, Observation, object]>([
  [
    'a triggered emergency stop, in any case',
    { kind: 'state', item: 'd1', value: 'Triggered', timeUs: 1, quality: 'good' },
    { code: 'machine.emergencyStop', severity: 13, attributes: { value: 'TRIGGERED', raw: 'Triggered' } },
  ],
  [
    'an armed one',
    { kind: 'state', item: 'estop', value: 'ARMED', timeUs: 1, quality: 'good' },
    { severity: 9, attributes: { value: 'ARMED' } },
  ],
  [
    'an item without a type',
    { kind: 'state', item: 'foo', value: 'x', timeUs: 1, quality: 'good' },
    { code: 'machine.reading', path: 'foo' },
  ],
  [
    'a conventional key',
    { kind: 'state', item: 'Execution', value: 'active', timeUs: 1, quality: 'good' },
    { code: 'machine.execution', attributes: { value: 'ACTIVE', raw: 'active' } },
  ],
  [
    'no type of JavaScript itself',
    { kind: 'state', item: 'constructor', value: 'x', timeUs: 1, quality: 'good' },
    { code: 'machine.reading' },
  ],
  [
    'a fault with a native code',
    {
      kind: 'condition',
      item: 'system',
      level: 'fault',
      nativeCode: 'SV 401',
      nativeSeverity: '2',
      qualifier: 'HIGH',
      text: 'servo',
      timeUs: 1,
    },
    {
      code: 'fanuc.SV_401',
      severity: 17,
      kind: 'condition',
      message: 'servo',
      attributes: { level: 'fault', nativeCode: 'SV 401', nativeSeverity: '2', qualifier: 'HIGH' },
    },
  ],
  [
    'a warning without one',
    { kind: 'condition', item: 'system', level: 'warning', timeUs: 1 },
    { code: 'condition.system', severity: 13, message: '' },
  ],
  [
    'a normal condition',
    { kind: 'condition', item: 'other', level: 'normal', timeUs: 1 },
    { code: 'condition.unknown', severity: 9, quality: 'good' },
  ],
  [
    'an unavailable condition',
    { kind: 'condition', item: 'system', level: 'unavailable', timeUs: 1 },
    { severity: 9, quality: 'unsupported' },
  ],
  [
    'a message',
    { kind: 'message', item: 'msg', nativeCode: 'M1', text: 'Door', timeUs: 1, quality: 'good' },
    {
      kind: 'message',
      code: 'machine.message',
      message: 'Door',
      attributes: { nativeCode: 'M1' },
      severity: 9,
    },
  ],
  [
    'an asset',
    { kind: 'asset', action: 'changed', assetId: 'T1', assetType: 'Tool', document: '<a/>', timeUs: 1 },
    {
      kind: 'message',
      code: 'asset.changed',
      attributes: { assetId: 'T1', assetType: 'Tool', document: '<a/>' },
    },
  ],
  [
    'a gap',
    { kind: 'gap', fromUs: 3, toUs: 8, reason: 'bufferOverrun', detail: '5 lost' },
    {
      kind: 'gap',
      code: 'source.gap',
      severity: 13,
      timeUs: 3,
      quality: 'gap',
      message: '5 lost',
      attributes: { reason: 'bufferOverrun', fromUs: 3, toUs: 8 },
    },
  ],
  [
    'a lost connection',
    { kind: 'connection', state: 'lost', timeUs: 4, problem: 'gone' },
    { kind: 'message', code: 'source.lost', severity: 13, message: 'gone' },
  ],
  [
    'a recording’s end',
    { kind: 'connection', state: 'lost', timeUs: 4, problem: 'over', ended: true },
    { code: 'source.lost', severity: 9 },
  ],
  [
    'a connection',
    { kind: 'connection', state: 'connected', timeUs: 4 },
    { code: 'source.connected', severity: 9 },
  ],
  [
    'malformed input',
    { kind: 'malformed', timeUs: 4, problem: 'odd', raw: '??', rawBytes: 2, place: 'byte 7' },
    {
      kind: 'message',
      code: 'source.malformed',
      severity: 13,
      message: 'odd',
      quality: 'bad',
      attributes: { raw: '??', rawBytes: 2, place: 'byte 7' },
    },
  ],
  [
    'a notice',
    { kind: 'notice', timeUs: 4, name: 'adapterVersion', value: '1.5' },
    { kind: 'log', code: 'source.notice', attributes: { name: 'adapterVersion', value: '1.5' } },
  ],
])('%s', (_, seen, expected) => expect(make(seen, { controller: 'fanuc' })).toMatchObject(expected));

test('operators read of malformed input once a minute, with the number of lines between; nothing is left out', () => {
  const maker = eventMaker(context);
  const odd: Observation = { kind: 'malformed', timeUs: 4, problem: 'odd', raw: '??', rawBytes: 2 };
  const second = 1_000_000;
  const at = (seconds: number, count = 1) =>
    maker(Array<Observation>(count).fill(odd), seconds * second).map(
      ({ kind, attributes }) => `${kind} ${attributes.malformedSince ?? '-'}`,
    );
  expect(at(100, 3)).toEqual(['message -', 'log -', 'log -']);
  expect(at(159)).toEqual(['log -']);
  expect(at(160, 2)).toEqual(['message 3', 'log -']);
  expect(at(220)).toEqual(['message 1']);
  expect(at(1000)).toEqual(['message -']);
  // The clock was set back.
  expect(at(500, 2)).toEqual(['message -', 'log -']);
  const operators = maker([odd, odd], 2000 * second).filter((event) => isVisibleAt('operator', event));
  expect(operators).toMatchObject([{ kind: 'message', severity: 13, quality: 'bad' }]);
  // Another machine has a minute of its own.
  expect(eventMaker(context)([odd], 2000 * second)).toMatchObject([{ kind: 'message' }]);
});

test('UNAVAILABLE is a lost value after a good one, and one not offered before', () => {
  const maker = eventMaker(context);
  const lost = sample('UNAVAILABLE', 1, { quality: 'stale' });
  expect(maker([lost, sample(5), lost], 99).map(({ quality }) => quality)).toEqual([
    'unsupported',
    'good',
    'stale',
  ]);
  maker.useModel(undefined);
  expect(maker([lost], 99)).toMatchObject([{ quality: 'stale', code: 'machine.load' }]);
});

test('a step back in time is flagged where it is taken, whatever lies have been told before', () => {
  const future = Date.parse('2099-01-01T00:00:00Z') * 1000;
  const seen = [sample(1, 10), sample(2, future), sample(3, 11), sample(4, 12), sample(5, 12), sample(6, 9)];
  const flags = eventMaker(context)(seen, 99).map(({ attributes }) => attributes.timeBackward ?? false);
  expect(flags).toEqual([false, false, true, false, false, true]);
});

test('the clock offset moves what the source timed, and nothing else', () => {
  const seen = [
    sample(1, 10),
    sample(2, 10, { receiptTime: true }),
    { kind: 'connection', state: 'connected', timeUs: 10 } as const,
  ];
  expect(eventMaker({ ...context, clockOffsetMs: 2 })(seen, 99).map(({ timeUs }) => timeUs)).toEqual([
    2010, 10, 10,
  ]);
});

test('how a reading was told stays with it', () => {
  expect(
    make(
      sample(1, 5, { resync: true, raw: '1.0', latin1: true, receiptTime: true, details: { duration: '3' } }),
    ).attributes,
  ).toEqual({
    value: 1,
    raw: '1.0',
    resync: true,
    receiptTime: true,
    encoding: 'latin-1',
    duration: '3',
  });
});
