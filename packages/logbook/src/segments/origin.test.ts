import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeOrigin, encodeOrigin, originOf, type Share } from './origin.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'null', '[[', '\ud800'),
);
/** Few names, so that sources and batches meet again. */
const name = fc.oneof(fc.constantFrom('mill-1', 'mill-2', ''), text);
const share: fc.Arbitrary<Share> = fc.record(
  {
    source: fc.record({ source: name, cursor: text }, { noNullPrototype: true }),
    batchId: name,
    count: fc.integer({ min: 1, max: 65_535 }),
  },
  { requiredKeys: ['count'], noNullPrototype: true },
);
const shares = fc.array(share, { minLength: 1, maxLength: 40 });
const countOf = (all: readonly Share[]) => all.reduce((sum, { count }) => sum + count, 0);

test('what was encoded is decoded exactly', () => {
  fc.assert(
    fc.property(shares, (all) => {
      const origin = originOf(all);
      expect(decodeOrigin(encodeOrigin(origin), countOf(all))).toEqual(origin);
    }),
  );
});

test('each source has its last cursor, and each named batch its own events', () => {
  fc.assert(
    fc.property(shares, (all) => {
      const { cursors, batches } = originOf(all);
      const last = new Map<string, string>();
      for (const { source } of all) if (source) last.set(source.source, source.cursor);
      expect(new Map(cursors.map(({ source, cursor }) => [source, cursor]))).toEqual(last);
      expect(cursors).toHaveLength(last.size);
      const named = all.flatMap(({ source, batchId, count }, index) =>
        batchId === undefined
          ? []
          : [{ source: source?.source, batchId, offset: countOf(all.slice(0, index)), count }],
      );
      expect(batches).toEqual(named);
    }),
  );
});

test('an origin of segment format 1 reads as one batch that has the frame to itself', () => {
  fc.assert(
    fc.property(share, (one) => {
      const { source, batchId, count } = one;
      const isNameless = source === undefined && batchId === undefined;
      const stored = isNameless ? '' : JSON.stringify([source?.source, source?.cursor, batchId]);
      expect(decodeOrigin(Buffer.from(stored), count)).toEqual(originOf([one]));
    }),
  );
});

test('events of nobody take no room', () => {
  expect(encodeOrigin(originOf([{ count: 3 }, { count: 1 }]))).toHaveLength(0);
});
