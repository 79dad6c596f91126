import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Event, toOtlp } from '@mantinel/domain';
import { JsonLogsSerializer, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJson } from './decode-json.ts';
import { decodeProtobuf } from './decode-protobuf.ts';
import { eventOfRecord, placeOf } from './event-of-record.ts';
import { MalformedOtlp, type OtlpGroup, type OtlpRecord } from './otlp-record.ts';

const length = WireType.LengthDelimited;
type Write = (writer: BinaryWriter) => void;
const message = (writer: BinaryWriter, field: number, write: Write) => {
  writer.tag(field, length).fork();
  write(writer);
  writer.join();
};
/** A request of records, each written by its function. */
const request = (...records: Write[]): Uint8Array => {
  const writer = new BinaryWriter();
  message(writer, 1, (resourceLogs) =>
    message(resourceLogs, 2, (scopeLogs) => {
      for (const write of records) message(scopeLogs, 2, write);
    }),
  );
  return writer.finish();
};
const body =
  (text: Uint8Array | string): Write =>
  (record) =>
    message(record, 5, (value) => value.tag(1, length).bytes(Buffer.from(text as string)));
const recordsOf = (groups: readonly OtlpGroup[]) => groups.flatMap(({ records }) => records);
const nested = (depth: number): Write =>
  depth === 0
    ? (value) => value.tag(1, length).string('deep')
    : (value) => message(value, 5, (list) => message(list, 1, nested(depth - 1)));

const json = (logRecord: unknown) => ({ resourceLogs: [{ scopeLogs: [{ logRecords: [logRecord] }] }] });
const eventOf = (record: object) => {
  const [group] = decodeJson(json(record));
  const arrival = { ...group!, receivedUs: 5 };
  return eventOfRecord(group!.records[0] as OtlpRecord, arrival);
};

const anEvent = fc.record({
  node: fc.constant('node'),
  epoch: fc.constant(1),
  seq: fc.integer({ min: 1, max: 1e9 }),
  timeUs: fc.oneof(fc.integer({ min: 1, max: 2 ** 53 - 1 }), fc.integer({ min: -1e15, max: 0 })),
  receivedUs: fc.integer({ min: 1, max: 2 ** 53 - 1 }),
  site: fc.constantFrom('plant', 'away'),
  machine: fc.constantFrom('mill', 'saw'),
  path: fc.constantFrom('Xload', 'mode'),
  kind: fc.constantFrom('sample', 'state', 'condition', 'message', 'log', 'gap'),
  severity: fc.integer({ min: 1, max: 24 }),
  code: fc.constantFrom('fanuc.SV0401', 'machine.load'),
  message: fc.string({ unit: 'grapheme' }),
  attributes: fc.dictionary(
    fc.stringMatching(/^[a-z]{3,8}$/),
    fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<never>,
    { maxKeys: 4 },
  ),
  quality: fc.constantFrom('good', 'stale', 'bad'),
  trace: fc.constant({ traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) }),
}) as fc.Arbitrary<Event>;

test('an event comes back from OTLP as it went', () => {
  fc.assert(
    fc.property(anEvent, (event) => {
      // -0 in a list and the like: JSON has its own ideas.
      const given = JSON.parse(JSON.stringify(event)) as Event;
      const [group] = decodeJson(JSON.parse(JSON.stringify(toOtlp([given]))));
      const record = group!.records[0] as OtlpRecord;
      const arrival = { resource: group!.resource, scope: '', receivedUs: given.receivedUs };
      expect(placeOf(record, arrival)).toEqual({ site: given.site, machine: given.machine });
      const { node, epoch, seq, site: _, machine: __, ...rest } = given;
      const { attributes, ...back } = eventOfRecord(record, arrival) as Event;
      const { observedTimeUs: ___, ...said } = attributes;
      expect({ ...back, attributes: said }).toEqual({
        ...rest,
        attributes: {
          ...rest.attributes,
          'mantinel.id': `${node}.${epoch}.${seq}`,
          'service.name': 'mantinel',
          'service.instance.id': node,
        },
      });
    }),
  );
});

test('both forms of the official serializer say the same', () => {
  const attributes = {
    whole: 7,
    half: 0.5,
    yes: true,
    list: ['a', 1],
    map: { 'a.b': { c: null } },
  };
  const logs = [
    {
      hrTime: [1_790_000_000, 123_456_789],
      hrTimeObserved: [1_790_000_001, 999],
      severityNumber: 17,
      severityText: 'ERROR',
      body: { text: 'Gripper lost its part', at: [1, 2] },
      eventName: 'robot.gripperLost',
      resource: { attributes: { 'service.name': 'robot', 'mantinel.machine': 'mill' } },
      instrumentationScope: { name: 'cell', version: '1' },
      attributes,
      droppedAttributesCount: 3,
      spanContext: { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), traceFlags: 1 },
    },
  ] as never;
  const binary = decodeProtobuf(ProtobufLogsSerializer.serializeRequest(logs)!);
  const text = decodeJson(JSON.parse(Buffer.from(JsonLogsSerializer.serializeRequest(logs)!).toString()));
  expect(binary).toEqual(text);
  expect(binary[0]).toMatchObject({
    resource: { 'service.name': 'robot', 'mantinel.machine': 'mill' },
    scope: 'cell',
    records: [
      {
        timeUs: 1_790_000_000_123_456,
        observedUs: 1_790_000_001_000_000,
        severityNumber: 17,
        body: { text: 'Gripper lost its part', at: [1, 2] },
        attributes: { whole: 7, half: 0.5, yes: true, list: ['a', 1], map: { 'a.b': { c: null } } },
        droppedAttributes: 3,
        traceId: 'ab'.repeat(16),
        spanId: 'cd'.repeat(8),
        eventName: 'robot.gripperLost',
      },
    ],
  });
});

describe('protobuf that is forged', () => {
  test('any bytes are read or refused, and never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          decodeProtobuf(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedOtlp);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a good request cut off or changed anywhere is read or refused', () => {
    const good = request(body('one'), (record) => {
      record.tag(1, WireType.Bit64).fixed64(1_790_000_000_000_000_000n);
      message(record, 6, (pair) => {
        pair.tag(1, length).string('key');
        message(pair, 2, nested(3));
      });
    });
    expect(recordsOf(decodeProtobuf(good))).toHaveLength(2);
    for (let at = 1; at < good.length; at += 1) {
      try {
        expect(recordsOf(decodeProtobuf(good.subarray(0, at))).length).toBeLessThanOrEqual(2);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedOtlp);
      }
      for (const bits of [0x01, 0x80, 0xff]) {
        const changed = Uint8Array.from(good);
        changed[at]! ^= bits;
        try {
          decodeProtobuf(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedOtlp);
        }
      }
    }
  });

  test('a length beyond the end is refused at once, whatever it promises', () => {
    expect(() => decodeProtobuf(Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07))).toThrow(MalformedOtlp);
  });

  test('absurd nesting costs the record that holds it, not the others', () => {
    const records = recordsOf(
      decodeProtobuf(request(body('first'), (record) => message(record, 5, nested(300)), body('last'))),
    );
    expect(records).toMatchObject([
      { body: 'first' },
      { problem: 'a value is nested more than 16 deep' },
      { body: 'last' },
    ]);
  });

  test('bytes that are no UTF-8 are read as latin-1, and said so', () => {
    const [record, other] = recordsOf(
      decodeProtobuf(request(body(Buffer.from('Fräse', 'latin1')), body('Fräse'))),
    );
    expect([record, other]).toMatchObject([
      { body: 'Fräse', latin1: true },
      { body: 'Fräse', latin1: false },
    ]);
    expect(eventOfRecord(record as OtlpRecord, { resource: {}, scope: '', receivedUs: 1 })).toMatchObject({
      attributes: { encoding: 'latin-1' },
    });
  });

  test('fields of later versions are passed over', () => {
    const records = recordsOf(
      decodeProtobuf(
        request((record) => {
          record.tag(77, length).string('of tomorrow');
          record.tag(2, length).string('a severity that is a text');
          body('read all the same')(record);
        }),
      ),
    );
    expect(records).toMatchObject([{ body: 'read all the same', severityNumber: 0 }]);
  });
});

describe('JSON that is forged', () => {
  test.each([
    ['a list', []],
    ['a text', 'logs'],
    ['logs that are no list', { resourceLogs: {} }],
    ['a resource that is no object', { resourceLogs: [1] }],
    ['attributes that are no list', { resourceLogs: [{ resource: { attributes: 7 } }] }],
    ['records that are no list', { resourceLogs: [{ scopeLogs: [{ logRecords: 'x' }] }] }],
  ])('%s is refused', (_, value) => {
    expect(() => decodeJson(value)).toThrow(MalformedOtlp);
  });

  test.each([
    ['a time', { timeUnixNano: 'yesterday' }],
    ['a severity', { severityNumber: 'high' }],
    ['a body', { body: 'bare' }],
    ['an attribute without a key', { attributes: [{ value: {} }] }],
    ['a whole number', { body: { intValue: '1.5' } }],
    ['an unknown kind of value', { body: { dateValue: '' } }],
    ['null', null],
  ])('%s that is none costs its record', (_, value) => {
    expect(recordsOf(decodeJson(json(value)))).toMatchObject([{ problem: expect.any(String) }]);
  });

  test('any JSON is read or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const each of [value, json(value), json({ body: value, attributes: [{ key: 'a', value }] })]) {
          try {
            decodeJson(each);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedOtlp);
          }
        }
      }),
    );
  });

  test('absurd nesting is refused without a deep stack', () => {
    let value: object = { stringValue: 'deep' };
    for (let depth = 0; depth < 50_000; depth += 1) value = { arrayValue: { values: [value] } };
    expect(recordsOf(decodeJson(json({ body: value })))).toMatchObject([{ problem: expect.any(String) }]);
  });
});

describe('a record as an event', () => {
  test.each([
    [{ severityNumber: 14 }, 14, undefined],
    [{ severityText: 'Warning' }, 13, undefined],
    [{ severityText: 'CRITICAL' }, 21, 'CRITICAL'],
    [{ severityNumber: 99, severityText: 'odd' }, 24, 'odd'],
    [{ severityNumber: -3 }, 9, undefined],
    [{}, 9, undefined],
  ])('the severity of %j is %i', (record, number, said) => {
    const event = eventOf(record) as Event;
    expect([event.severity, event.attributes.severityText]).toEqual([number, said]);
  });

  test('a name that is no code stays beside it', () => {
    expect(eventOf({ eventName: 'robot.gripperLost' })).toMatchObject({ code: 'robot.gripperLost' });
    expect(eventOf({ eventName: 'lost <it>' })).toMatchObject({
      code: 'otel.log',
      attributes: { eventName: 'lost <it>' },
    });
    const older = [{ key: 'event.name', value: { stringValue: 'robot.stopped' } }];
    expect(eventOf({ attributes: older })).toMatchObject({ code: 'robot.stopped', attributes: {} });
  });

  test('the trail of what people did is written by the product alone', () => {
    const kind = (value: string) =>
      eventOf({ attributes: [{ key: 'mantinel.kind', value: { stringValue: value } }] });
    expect(kind('audit')).toHaveProperty('problem');
    expect(kind('operation')).toHaveProperty('problem');
    expect(kind('condition')).toMatchObject({ kind: 'condition' });
  });

  test('without a time it happened when it was seen, and else when it came', () => {
    expect(eventOf({ observedTimeUnixNano: '7000' })).toMatchObject({ timeUs: 7 });
    expect(eventOf({})).toMatchObject({ timeUs: 5 });
    expect(eventOf({ timeUnixNano: '18446744073709551615' })).toHaveProperty('problem');
  });

  test('a key that is an ancestor is a key', () => {
    const event = eventOf({ attributes: [{ key: '__proto__', value: { stringValue: 'x' } }] }) as Event;
    expect(event.attributes).toEqual({ _proto_: 'x' });
  });

  test('ids of zeros are none', () => {
    expect(eventOf({ traceId: '0'.repeat(32), spanId: '0'.repeat(16) })).not.toHaveProperty('trace');
    expect(eventOf({ traceId: 'AB'.repeat(16), spanId: 'zz' })).toMatchObject({
      trace: { traceId: 'ab'.repeat(16) },
    });
  });
});
