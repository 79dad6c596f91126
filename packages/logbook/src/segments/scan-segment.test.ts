import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noKeys } from '../crypt/keyring.ts';
import { frameType, writeFrame } from './frame.ts';
import { encodeOrigin, originOf } from './origin.ts';
import { scanSegment } from './scan-segment.ts';
import { headerPageBytes } from './segment-header.ts';

const epoch = 1_700_000_000_000_123;
const start = { epoch, firstSeq: 1 };
const noBytes = Buffer.alloc(0);

/** Frames written in groups, each group synced before the next, as the log does. */
function image(groups: readonly (readonly number[])[]) {
  const bytes = Buffer.alloc(64 * 1024);
  const checkpoint = { type: frameType.checkpoint, epoch, firstSeq: 1, count: 0, synced: 0, origin: noBytes };
  let at = writeFrame(bytes, headerPageBytes, { ...checkpoint, payload: Buffer.from('[]') });
  let synced = at;
  let firstSeq = 1;
  const frames: { start: number; end: number; group: number; firstSeq: number; count: number }[] = [];
  for (const [group, sizes] of groups.entries()) {
    for (const size of sizes) {
      const source = { source: 's', cursor: String(firstSeq) };
      const origin = encodeOrigin(originOf([{ source, batchId: `b${firstSeq}`, count: 2 }]));
      const payload = Buffer.alloc(size, 1 + (firstSeq % 250));
      const end = writeFrame(bytes, at, {
        ...checkpoint,
        type: frameType.events,
        firstSeq,
        count: 2,
        synced,
        origin,
        payload,
      });
      frames.push({ start: at, end: at + 48 + origin.length + payload.length, group, firstSeq, count: 2 });
      at = end;
      firstSeq += 2;
    }
    synced = at;
  }
  return { bytes, frames, end: at };
}

const groupsOf = fc.array(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});

test('reads back what was written, with its origin', () => {
  fc.assert(
    fc.property(groupsOf, (groups) => {
      const { bytes, frames, end } = image(groups);
      const scan = scanSegment(bytes, start, { keyring: noKeys });
      expect(scan.frames.map(({ firstSeq, count }) => ({ firstSeq, count }))).toEqual(
        frames.map(({ firstSeq, count }) => ({ firstSeq, count })),
      );
      expect(
        scan.frames.every(
          ({ origin, firstSeq }) =>
            origin.batches[0]?.batchId === `b${firstSeq}` && origin.cursors[0]?.cursor === String(firstSeq),
        ),
      ).toBe(true);
      expect(scan).toMatchObject({ endOffset: end, tornBytes: 0, holes: [] });
      expect(Buffer.from(scan.checkpoint!).toString()).toBe('[]');
    }),
  );
});

test('a spoilt byte costs its frame alone when it was durable, and cuts the last group when it was not', () => {
  fc.assert(
    fc.property(groupsOf, fc.nat(), fc.integer({ min: 1, max: 255 }), (groups, pick, flip) => {
      const { bytes, frames } = image(groups);
      const spoilt = frames[pick % frames.length]!;
      bytes[spoilt.start + (pick % (spoilt.end - spoilt.start))]! ^= flip;
      const scan = scanSegment(bytes, start, { keyring: noKeys });
      const wasDurable = spoilt.group < groups.length - 1;
      const kept = frames.filter((frame) => frame !== spoilt && (wasDurable || frame.start < spoilt.start));
      expect(scan.frames.map(({ firstSeq }) => firstSeq)).toEqual(kept.map(({ firstSeq }) => firstSeq));
      const { firstSeq, count } = spoilt;
      expect(scan.holes.map((hole) => [hole.firstSeq, hole.lastSeq])).toEqual(
        wasDurable ? [[firstSeq, firstSeq + count - 1]] : [],
      );
      if (!wasDurable) expect(scan.tornBytes).toBeGreaterThan(0);
    }),
  );
});

test('of a sealed segment nothing beyond its end counts, and everything missing before it is a hole', () => {
  const { bytes, frames } = image([[10, 10], [10], [10]]);
  const sealed = { endOffset: frames[2]!.start, lastSeq: 4 };
  expect(
    scanSegment(bytes, start, { keyring: noKeys, sealed }).frames.map(({ firstSeq }) => firstSeq),
  ).toEqual([1, 3]);
  bytes.fill(0, frames[1]!.start, frames[2]!.start);
  const { holes, frames: left } = scanSegment(bytes, start, { keyring: noKeys, sealed });
  expect(left.map(({ firstSeq }) => firstSeq)).toEqual([1]);
  expect(holes).toMatchObject([{ epoch, firstSeq: 3, lastSeq: 4 }]);
});
