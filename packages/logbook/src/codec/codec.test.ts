import { AppError } from '@mantinel/contract/app-error';
import { type AttributeValue, kinds, type NewEvent, qualities } from '@mantinel/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxBatchEvents } from './batch-format.ts';
import { createBatchEncoder, encodeBatch } from './encode-batch.ts';
import { openBatch } from './open-batch.ts';

const us = 1_700_000_000_000_000;
const event = (over: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: us,
  receivedUs: us + 120,
  site: 'plant',
  machine: 'mazak-1',
  path: 'Xload',
  kind: 'sample',
  severity: 1,
  code: 'machine.load',
  message: '',
  attributes: { value: 12.5 },
  quality: 'good',
  ...over,
});
const roundTrip = (events: readonly NewEvent[]) => {
  const batch = openBatch(encodeBatch(events).bytes);
  return Array.from({ length: batch.count }, (_, row) => batch.event(row));
};

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'ACTIVE', 'Čelná fréza ⌀ 63 🛠️'));
const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0, 1e308, -1e308, 5e-324, 0.1, 12.345, 2 ** 53, -(2 ** 48)),
  fc.integer(),
);
const json = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    finite,
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const time = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: 0, max: 5_000_000 }).map((offset) => us + offset),
);
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : ({ [key]: v } as Record<K, T>)));
const newEvent: fc.Arbitrary<NewEvent> = fc
  .tuple(
    fc.record({
      timeUs: time,
      receivedUs: time,
      site: text,
      kind: fc.constantFrom(...kinds),
      severity: fc.integer({ min: 1, max: 24 }),
      code: text,
      message: text,
      attributes: fc.dictionary(text, json, { maxKeys: 4 }),
      quality: fc.constantFrom(...qualities),
    }),
    maybe('machine', text),
    maybe('path', text),
    maybe(
      'trace',
      fc.tuple(hex(32), maybe('spanId', hex(16))).map(([traceId, span]) => ({ traceId, ...span })),
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as NewEvent);

describe('a batch', () => {
  test('gives back every event exactly', () => {
    const encode = createBatchEncoder();
    fc.assert(
      fc.property(fc.array(newEvent, { minLength: 1, maxLength: 40 }), (events) => {
        // toEqual tells -0 from 0 and compares own __proto__ members
        expect(roundTrip(events)).toEqual(events);
        expect(Buffer.from(encode(events).bytes)).toEqual(Buffer.from(encodeBatch(events).bytes));
      }),
      { numRuns: 300 },
    );
  });

  test('tells absent from empty', () => {
    const { machine: _, path: __, ...without } = event();
    const [absent, empty] = roundTrip([without, event({ machine: '', path: '' })]);
    expect(absent).toEqual(without);
    expect(Object.keys(absent!)).not.toContain('machine');
    expect(empty!.machine).toBe('');
    expect(empty!.path).toBe('');
  });

  test('stores a lone surrogate as U+FFFD wherever it stands', () => {
    const [stored] = roundTrip([
      event({ message: 'a\ud800b', attributes: { 'k\udfff': '\ud83d', nested: ['\ud83d'] } }),
    ]);
    expect(stored!.message).toBe('a\ufffdb');
    expect(stored!.attributes).toEqual({ 'k\ufffd': '\ufffd', nested: ['\ufffd'] });
  });

  test('keeps -0 and an own __proto__ member', () => {
    const attributes = JSON.parse('{"__proto__": {"__proto__": -0}, "value": -0}') as NewEvent['attributes'];
    const [stored] = roundTrip([event({ attributes })]);
    expect(Object.getPrototypeOf(stored!.attributes)).toBe(Object.prototype);
    expect(Object.keys(stored!.attributes)).toEqual(['__proto__', 'value']);
    expect(Object.is(stored!.attributes.value, -0)).toBe(true);
  });

  test('holds 65535 rows of as many series and no more', () => {
    const events = Array.from({ length: maxBatchEvents }, (_, row) =>
      event({ path: `p${row}`, timeUs: us + row }),
    );
    expect(roundTrip(events)).toEqual(events);
    expect(() => encodeBatch([...events, event()])).toThrow(AppError);
    expect(() => encodeBatch([])).toThrow(AppError);
  });

  test('knows its extents and columns without materialising', () => {
    const batch = openBatch(
      encodeBatch([
        event({ timeUs: us + 9, severity: 17, attributes: { value: 1, ok: true, name: 'x' } }),
        event({ timeUs: -5, message: 'hello' }),
      ]).bytes,
    );
    expect(batch).toMatchObject({ count: 2, maxSeverity: 17, minTimeUs: -5, maxTimeUs: us + 9 });
    expect([...batch.numbers]).toEqual([1, 1, 12.5]);
    expect([...batch.numberStart]).toEqual([0, 2, 3]);
    expect([...batch.texts].map((index) => batch.text(index))).toEqual(['x']);
    expect([...batch.textStart]).toEqual([0, 1, 1]);
    expect([...batch.messageOf].map((index) => batch.text(index))).toEqual(['', 'hello']);
  });

  test.each<[string, Partial<Record<keyof NewEvent, unknown>>]>([
    ['a reading that is not a number', { attributes: { value: Number.NaN } }],
    ['an infinite reading', { attributes: { value: Number.POSITIVE_INFINITY } }],
    ['a nested NaN', { attributes: { value: [Number.NaN] } }],
    ['an undefined attribute', { attributes: { value: undefined } }],
    ['attributes that are a list', { attributes: [1] }],
    ['a fractional time', { timeUs: 0.5 }],
    ['a missing time', { receivedUs: undefined }],
    ['an unknown kind', { kind: 'rumour' }],
    ['an unknown quality', { quality: 'excellent' }],
    ['severity 0', { severity: 0 }],
    ['severity 25', { severity: 25 }],
    ['a code that is not text', { code: 7 }],
    ['a message that is not text', { message: null }],
    ['a machine that is not text', { machine: null }],
    ['a malformed trace id', { trace: { traceId: 'F'.repeat(32) } }],
    ['a malformed span id', { trace: { traceId: 'f'.repeat(32), spanId: '1' } }],
  ])('refuses %s and names the event', (_name, over) => {
    const events = [event(), event(over as Partial<NewEvent>)];
    expect(() => encodeBatch(events)).toThrow(
      expect.objectContaining({
        code: 'logbook.badBatch',
        data: { problem: expect.stringContaining('event 1') },
      }),
    );
  });

  test('bytes that no encoder wrote are refused, never read as events beyond their end', () => {
    const { bytes } = encodeBatch([event(), event({ message: 'spindle' })]);
    for (let length = 0; length < bytes.length; length++)
      expect(() => openBatch(bytes.subarray(0, length))).toThrow(AppError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        try {
          openBatch(garbage);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });

  test('a newer format says so', () => {
    const bytes = Uint8Array.from(encodeBatch([event()]).bytes);
    bytes[0] = 2;
    expect(() => openBatch(bytes)).toThrow(expect.objectContaining({ code: 'logbook.formatTooNew' }));
  });
});
