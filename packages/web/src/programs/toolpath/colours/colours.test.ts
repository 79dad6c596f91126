/** Lines stand out from their ground, and no two colours of a legend look alike to who sees no red, no green or no blue. */
import { describe, expect, test } from 'vitest';
import { colours, tonesBesideNone } from './colours.ts';

type Rgb = readonly [number, number, number];

const linear = (hex: string): Rgb =>
  [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
/** WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
const sights: Readonly<Record<string, readonly Rgb[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};
const seen = (hex: string, matrix: readonly Rgb[]): Rgb => {
  const rgb = linear(hex);
  return matrix.map((row) =>
    Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  ) as unknown as Rgb;
};

/** OKLab (Ottosson 2020), in which the same distance looks about as different everywhere. */
function lab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const difference = (a: string, b: string, matrix: readonly Rgb[]) => {
  const [x, y] = [lab(seen(a, matrix)), lab(seen(b, matrix))];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
};
const least = (list: readonly string[], matrix: readonly Rgb[]) => {
  let found = { difference: Number.POSITIVE_INFINITY, pair: '' };
  list.forEach((a, i) => {
    for (const b of list.slice(i + 1)) {
      const apart = difference(a, b, matrix);
      if (apart < found.difference) found = { difference: apart, pair: `${a} ${b}` };
    }
  });
  return found;
};

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const { ground, operations, scale, none, rapid, marked } = colours[scheme];

  test.each([...operations, ...scale, none, marked])('%s stands out 3:1', (colour) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3);
  });

  test('what is known is told from what is not', () => {
    for (const tone of tonesBesideNone(scheme))
      expect(difference(tone, none, sights.all!), tone).toBeGreaterThan(0.05);
  });

  test('rapids step back, and are seen', () => {
    expect(contrast(rapid, ground)).toBeGreaterThan(2);
    expect(contrast(rapid, ground)).toBeLessThan(
      Math.max(...operations.map((each) => contrast(each, ground))),
    );
  });

  test.each(Object.keys(sights))('operations differ for who sees %s', (sight) => {
    const { difference: apart, pair } = least(operations, sights[sight]!);
    expect(apart, pair).toBeGreaterThan(0.05);
  });

  test.each(Object.keys(sights))('so do neighbours on the scale, for who sees %s', (sight) => {
    scale.slice(1).forEach((each, i) => {
      expect(difference(each, scale[i]!, sights[sight]!), `${scale[i]} ${each}`).toBeGreaterThan(0.05);
    });
  });

  test('more is always lighter, or always darker', () => {
    const lights = scale.map((each) => lab(linear(each))[0]);
    const steps = lights.slice(1).map((each, i) => Math.sign(each - lights[i]!));
    expect(new Set(steps).size).toBe(1);
  });
});
