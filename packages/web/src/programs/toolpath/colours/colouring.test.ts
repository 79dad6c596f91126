import { expect, test } from 'vitest';
import { byValue, scaleClasses } from './colouring.ts';

const tones = (values: readonly number[]) => {
  const array = Float32Array.from(values);
  const { toneOf, bounds } = byValue('feed', array, array.length);
  return { tones: values.map((_, row) => toneOf(row)), bounds };
};

test('few values are a class each, from one end of the scale to the other', () => {
  expect(tones([100, 500, 100, 1000])).toEqual({ tones: [0, 2, 0, 4], bounds: [100, 500] });
  expect(tones([300, 300])).toEqual({ tones: [0, 0], bounds: [] });
});

test('many values are five classes of about as many rows', () => {
  const { tones: found, bounds } = tones(Array.from({ length: 1000 }, (_, i) => i + 1));
  expect(bounds).toEqual([200, 400, 600, 800]);
  for (let tone = 0; tone < scaleClasses; tone++)
    expect(found.filter((each) => each === tone).length).toBeCloseTo(200, -1);
});

test('one fast move does not make all others alike', () => {
  const { tones: found } = tones([...Array.from({ length: 99 }, (_, i) => 100 + i), 20_000]);
  expect(new Set(found).size).toBe(scaleClasses);
});

test('no value is a class of its own', () => {
  expect(tones([Number.NaN, 5, 9]).tones).toEqual([scaleClasses, 0, 4]);
  expect(tones([Number.NaN]).tones).toEqual([scaleClasses]);
});
