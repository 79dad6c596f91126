import { expect, test } from 'vitest';
import type { Event } from '../event.ts';
import { toOtlp } from './to-otlp.ts';

const event: Event = {
  node: 'node',
  epoch: 1,
  seq: 7,
  timeUs: 1_790_000_000_000_001,
  receivedUs: 1_790_000_000_500_000,
  site: 'plant',
  machine: 'mill',
  path: 'Xload',
  kind: 'condition',
  severity: 18,
  code: 'fanuc.SV0401',
  message: 'X AXIS: SERVO NOT READY',
  attributes: {
    level: 'fault',
    native: 401,
    load: 12.5,
    reset: false,
    none: null,
    minus: -0,
    list: [1, 'two'],
    nested: { a: 1 },
  },
  quality: 'stale',
  trace: { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) },
};

test('an event is a log record with its code as event name and its message as body', () => {
  expect(toOtlp([event]).resourceLogs).toEqual([
    {
      resource: {
        attributes: [
          { key: 'service.name', value: { stringValue: 'mantinel' } },
          { key: 'service.instance.id', value: { stringValue: 'node' } },
          { key: 'mantinel.site', value: { stringValue: 'plant' } },
          { key: 'mantinel.machine', value: { stringValue: 'mill' } },
        ],
      },
      scopeLogs: [
        {
          scope: { name: 'mantinel' },
          logRecords: [
            {
              timeUnixNano: '1790000000000001000',
              observedTimeUnixNano: '1790000000500000000',
              severityNumber: 18,
              severityText: 'ERROR2',
              body: { stringValue: 'X AXIS: SERVO NOT READY' },
              attributes: [
                { key: 'level', value: { stringValue: 'fault' } },
                { key: 'native', value: { intValue: '401' } },
                { key: 'load', value: { doubleValue: 12.5 } },
                { key: 'reset', value: { boolValue: false } },
                { key: 'none', value: {} },
                { key: 'minus', value: { doubleValue: -0 } },
                {
                  key: 'list',
                  value: { arrayValue: { values: [{ intValue: '1' }, { stringValue: 'two' }] } },
                },
                {
                  key: 'nested',
                  value: { kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } },
                },
                { key: 'mantinel.path', value: { stringValue: 'Xload' } },
                { key: 'mantinel.kind', value: { stringValue: 'condition' } },
                { key: 'mantinel.quality', value: { stringValue: 'stale' } },
                { key: 'mantinel.id', value: { stringValue: 'node.1.7' } },
              ],
              traceId: 'ab'.repeat(16),
              spanId: 'cd'.repeat(8),
              eventName: 'fanuc.SV0401',
            },
          ],
        },
      ],
    },
  ]);
});

test('events of one machine share a resource, whatever stands between them', () => {
  const { machine: _, ...ofNone } = event;
  const { resourceLogs } = toOtlp([event, ofNone, { ...event, seq: 9 }, { ...event, site: 'away' }]);
  expect(resourceLogs.map(({ scopeLogs }) => scopeLogs[0]!.logRecords.length)).toEqual([2, 1, 1]);
});

test('a time before 1970 is told beside the record', () => {
  const [logs] = toOtlp([{ ...event, timeUs: -5, message: '' }]).resourceLogs;
  const record = logs!.scopeLogs[0]!.logRecords[0]!;
  expect(record).toMatchObject({ timeUnixNano: '0' });
  expect(record).not.toHaveProperty('body');
  expect(record.attributes).toContainEqual({ key: 'mantinel.time_us', value: { intValue: '-5' } });
});
