import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsOf } from './bands.ts';

const sketch = fc.uint32Array({ minLength: 128, maxLength: 128 });
const shared = (a: Int32Array, b: Int32Array) => a.filter((band, i) => b[i] === band).length;

test('equal sketches have equal bands, and one value changed spoils one of them', () => {
  fc.assert(
    fc.property(sketch, fc.nat(125), fc.integer(), (values, at, value) => {
      const other = Uint32Array.from(values);
      other[at] = value;
      const [a, b] = [bandsOf(values, 100), bandsOf(other, 100)];
      expect(shared(a, bandsOf(values, 100))).toBe(21);
      expect(shared(a, b)).toBeGreaterThanOrEqual(20);
    }),
  );
});

test('near programs have a band in common, strangers have none, as often as the formula says', () => {
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state;
  };
  const rounds = 400;
  const found = (alike: number) => {
    let hits = 0;
    for (let round = 0; round < rounds; round++) {
      const one = Uint32Array.from({ length: 128 }, random);
      const other = one.map((value) => ((random() % 1000) / 1000 < alike ? value : random()));
      if (shared(bandsOf(one, 100), bandsOf(other, 100)) > 0) hits += 1;
    }
    return hits / rounds;
  };
  expect(found(0.85)).toBeGreaterThan(0.98);
  expect(found(0.7)).toBeGreaterThan(0.85);
  expect(found(0.3)).toBeLessThan(0.06);
});

test('a program of a few blocks has none', () => {
  expect(bandsOf(new Uint32Array(128), 7)).toHaveLength(0);
});
