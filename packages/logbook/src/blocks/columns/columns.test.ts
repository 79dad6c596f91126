import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader } from '../../codec/byte-reader.ts';
import { ByteWriter } from '../../codec/byte-writer.ts';
import { readMoments, readSeqs, readTimes, writeMoments, writeSeqs, writeTimes } from './order-columns.ts';
import { readPacked, writePacked } from './packed-integers.ts';

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

test('times and sequence numbers come back exactly, however they jump', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 1 }), (pairs) => {
      const receivedUs = Float64Array.from(pairs, ([received]) => received);
      const timeUs = Float64Array.from(pairs, ([, source]) => source);
      const out = new ByteWriter(16);
      writeMoments(out, receivedUs);
      writeTimes(out, timeUs, receivedUs);
      const input = new ByteReader(out.written());
      expect(readMoments(input, pairs.length)).toEqual(receivedUs);
      expect(readTimes(input, receivedUs)).toEqual(timeUs);
    }),
  );
});

test('sequence numbers come back, with gaps of any size between them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 60 }), (gaps) => {
      let seq = 0;
      const seqs = Float64Array.from(gaps, (gap) => (seq += gap));
      const out = new ByteWriter(16);
      writeSeqs(out, seqs);
      expect(readSeqs(new ByteReader(out.written()), seqs.length)).toEqual(seqs);
    }),
  );
});

test('packed numbers come back exactly, and leave the reader at their end', () => {
  const number = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 300 }) },
    fc.integer({ min: -5000, max: 5000 }).map((value) => value * 1000),
    fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
    fc.maxSafeInteger(),
    finite,
  );
  fc.assert(
    fc.property(fc.array(number), fc.array(fc.nat(1_000_000)), (list, small) => {
      const out = new ByteWriter(16);
      for (const values of [list, small]) {
        writePacked(out, Float64Array.from(values));
        out.reserve(1);
        out.byte(77);
      }
      const input = new ByteReader(out.written());
      for (const values of [list, small]) {
        expect([...readPacked(input, values.length)]).toEqual(values);
        expect(input.byte()).toBe(77);
      }
      const cut = new ByteReader(out.written().subarray(0, out.length - 3));
      if (small.length > 1 && new Set(small).size > 1) {
        readPacked(cut, list.length);
        cut.byte();
        expect(() => readPacked(cut, small.length * 60)).toThrow(RangeError);
      }
    }),
    { numRuns: 300 },
  );
});
