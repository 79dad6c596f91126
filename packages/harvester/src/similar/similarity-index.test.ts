import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain } from './explain.ts';
import { type ComparedOperation, similarityAt } from './operation-space.ts';
import { type IndexedOperation, SimilarityIndex } from './similarity-index.ts';

const roughing: ComparedOperation = {
  kind: 'pocket',
  toolKind: 'end-mill',
  material: 'aluminium',
  diameterMm: 10,
  vc: 300,
  fz: 0.05,
  apMm: 5,
  aeMm: 4,
  overhangMm: 30,
};
const places = new Set(['site:a']);
const indexed = (project: string, change: Partial<IndexedOperation> = {}): IndexedOperation => ({
  ...roughing,
  place: 'site:a',
  project,
  revision: `${project}-1`,
  number: 0,
  weight: 1,
  ...change,
});
const filled = (...operations: IndexedOperation[]) => {
  const index = new SimilarityIndex();
  for (const operation of operations) index.add(operation);
  return index;
};
const names = (index: SimilarityIndex, more = {}) =>
  index.nearest(roughing, { limit: 9, places, ...more }).map(({ project }) => project);

test('the same is wholly alike; what works alike with another size comes before what works otherwise', () => {
  const index = filled(
    indexed('other speed', { vc: 80 }),
    indexed('half the size', { diameterMm: 5, apMm: 2.5, aeMm: 2, overhangMm: 15 }),
    indexed('same'),
    indexed('steel', { material: 'steel' }),
  );
  expect(names(index)).toEqual(['same', 'half the size', 'steel', 'other speed']);
  expect(index.nearest(roughing, { limit: 1, places })[0]).toMatchObject({
    similarity: 1,
    revision: 'same-1',
    number: 0,
  });
});

test('tools of another class are never alike; an unknown tool may be', () => {
  const index = filled(indexed('drill', { toolKind: 'drill' }), indexed('unknown', { toolKind: undefined }));
  expect(names(index)).toEqual(['unknown']);
});

test('what is not known is neither alike nor unlike', () => {
  const index = filled(
    indexed('unlike', { apMm: 40 }),
    indexed('unknown', { apMm: undefined }),
    indexed('alike', { apMm: 5.5 }),
  );
  expect(names(index)).toEqual(['alike', 'unknown', 'unlike']);
});

test('how it went weighs, and a project counts once unless asked', () => {
  const index = filled(
    indexed('scrapped', { weight: 0.4 }),
    indexed('fine', { weight: 0.9 }),
    indexed('fine', { number: 3, vc: 280 }),
  );
  expect(names(index)).toEqual(['fine', 'scrapped']);
  expect(names(index, { all: true })).toEqual(['fine', 'fine', 'scrapped']);
  expect(names(index, { except: 'fine' })).toEqual(['scrapped']);
});

test('what is elsewhere is not found, however alike', () => {
  const index = filled(indexed('here', { vc: 200 }), indexed('away', { place: 'site:b' }));
  expect(names(index)).toEqual(['here']);
  expect(names(index, { places: new Set(['site:b']) })).toEqual(['away']);
  expect(names(index, { places: new Set() })).toEqual([]);
});

const operation = fc.record({
  kind: fc.constantFrom('pocket', 'drill', 'face') as fc.Arbitrary<'pocket'>,
  toolKind: fc.constantFrom('end-mill', 'drill', undefined) as fc.Arbitrary<'end-mill'>,
  material: fc.constantFrom('steel', 'aluminium', undefined) as fc.Arbitrary<'steel'>,
  ...Object.fromEntries(
    ['diameterMm', 'vc', 'fz', 'apMm', 'aeMm', 'overhangMm'].map((name) => [
      name,
      fc.option(fc.double({ min: 0.001, max: 1000, noNaN: true }), { nil: undefined }),
    ]),
  ),
}) as unknown as fc.Arbitrary<ComparedOperation>;

test('the index finds what comparing one by one finds', () => {
  fc.assert(
    fc.property(
      fc.array(operation, { minLength: 1, maxLength: 60 }),
      operation,
      fc.integer({ min: 1, max: 8 }),
      (all, wanted, limit) => {
        const index = new SimilarityIndex();
        for (const [i, each] of all.entries())
          index.add({
            ...each,
            place: 'site:a',
            project: `p${i}`,
            revision: `r${i}`,
            number: 0,
            weight: 1 - (i % 3) / 4,
          });
        const whole = index.nearest(wanted, { limit: 1000, places });
        const some = index.nearest(wanted, { limit, places });
        expect(some.map(({ similarity }) => similarity)).toEqual(
          whole.slice(0, limit).map(({ similarity }) => similarity),
        );
        const same = index.nearest(all[0]!, { limit: 1000, places }).find(({ project }) => project === 'p0')!;
        expect(same.similarity).toBeGreaterThan(0);
        expect(same.similarity).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('why two are alike, the nearest first and what nobody told last', () => {
  const other = { ...roughing, vc: 405, toolKind: 'ball-end-mill' as const, apMm: undefined };
  const reasons = explain(roughing, other);
  expect(reasons[0]).toMatchObject({ apart: 0 });
  expect(reasons.find(({ about }) => about === 'vc')).toEqual({
    about: 'vc',
    apart: 1,
    one: '300 m/min',
    other: '405 m/min',
  });
  expect(reasons.find(({ about }) => about === 'tool')).toMatchObject({ apart: 0.5 });
  expect(reasons.at(-1)).toEqual({ about: 'ap/D', apart: undefined, one: '0.5 D', other: undefined });
});

test('one unit apart is clearly less alike', () => {
  expect(similarityAt(0)).toBe(1);
  expect(similarityAt(1)).toBeCloseTo(0.607, 3);
});
