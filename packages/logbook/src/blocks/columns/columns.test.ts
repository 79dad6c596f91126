import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader } from '../../codec/byte-reader.ts';
import { ByteWriter } from '../../codec/byte-writer.ts';
import { readBothTimes, readMoments, readSeqs, writeMoments, writeOrder } from './order-columns.ts';
import { readPacked, writePacked } from './packed-integers.ts';
import { scratchSpace } from './scratch.ts';

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 1000),
  fc.constantFrom(-0, 1e308, 5e-324, 2 ** 53, 0.1),
);
const scratch = scratchSpace();
const baseUs = 1_790_000_000_000_000;
const time = fc.oneof(
  fc.integer({ min: 0, max: 9_000_000 }).map((offset) => baseUs + offset * 1000),
  fc.maxSafeInteger(),
  fc.constantFrom(0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 4_070_908_800_000_000),
);

test('times and sequence numbers come back exactly, however they jump', () => {
  const gap = fc.integer({ min: 1, max: 2 ** 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time, fc.nat(3), gap), { minLength: 1 }), (lines) => {
      let seq = 0;
      const next = (missing: number) => {
        seq += missing;
        return seq;
      };
      const rows = lines.flatMap(([received, source, more, missing]) =>
        Array.from({ length: 1 + more }, () => ({ received, source, seq: next(missing) })),
      );
      const written = {
        seq: Float64Array.from(rows, (row) => row.seq),
        timeUs: Float64Array.from(rows, (row) => row.source),
        receivedUs: Float64Array.from(rows, (row) => row.received),
      };
      const out = new ByteWriter(16);
      writeOrder(out, written, scratch);
      writeMoments(out, written.timeUs, scratch);
      const input = new ByteReader(out.written());
      const seqs = readSeqs(input, rows.length, scratch);
      expect({ seq: seqs, ...readBothTimes(input, rows.length, scratch) }).toEqual(written);
      expect(readMoments(input, rows.length, scratch)).toEqual(written.timeUs);
      expect(input.at).toBe(input.end);
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
