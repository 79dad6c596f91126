import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader } from '../codec/byte-reader.ts';
import { ByteWriter } from '../codec/byte-writer.ts';
import { readIntegers, readTimes, writeIntegers, writeTimes } from './integer-column.ts';
import { readNumbers, writeNumbers } from './number-column.ts';

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 1000),
  fc.constantFrom(-0, 1e308, 5e-324, 2 ** 53, 0.1),
);
const baseUs = 1_790_000_000_000_000;
const time = fc.oneof(
  fc.integer({ min: 0, max: 9_000_000 }).map((offset) => baseUs + offset * 1000),
  fc.maxSafeInteger(),
  fc.constantFrom(0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 4_070_908_800_000_000),
);

test('numbers come back to the last bit', () => {
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), (list) => {
      const out = new ByteWriter(16);
      writeNumbers(out, Float64Array.from(list), { from: 0, to: list.length });
      const read = new Float64Array(list.length);
      readNumbers(new ByteReader(out.written()), read, { from: 0, to: list.length });
      expect([...read]).toEqual(list);
    }),
  );
});

test('times and sequence numbers come back exactly, however they jump', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 1 }), (pairs) => {
      const receivedUs = Float64Array.from(pairs, ([received]) => received);
      const timeUs = Float64Array.from(pairs, ([, source]) => source);
      const out = new ByteWriter(16);
      writeIntegers(out, receivedUs);
      writeTimes(out, timeUs, receivedUs);
      const input = new ByteReader(out.written());
      expect(readIntegers(input, pairs.length)).toEqual(receivedUs);
      expect(readTimes(input, receivedUs)).toEqual(timeUs);
    }),
  );
});

test('readings of few digits cost about a byte', () => {
  const out = new ByteWriter(16);
  const values = Float64Array.from({ length: 1000 }, (_, i) => 12.5 + (i % 7) / 10);
  writeNumbers(out, values, { from: 0, to: values.length });
  expect(out.written().length).toBeLessThan(1010);
});
