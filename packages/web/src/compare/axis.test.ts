import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedAddress, parseCompared, shareOf, zoomed } from './axis.ts';

test('an address brings back what it was made of', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,9}$/), { maxLength: 2 }),
      fc.integer({ min: 10e6, max: 31 * 86_400e6 }),
      fc.option(fc.integer({ min: 0, max: 2e15 }), { nil: undefined }),
      (machines, spanUs, toUs) => {
        const compared = { machines, spanUs, ...(toUs === undefined ? {} : { toUs }) };
        expect(parseCompared(comparedAddress(compared).split('?')[1]!)).toEqual(compared);
      },
    ),
  );
});

test.each(['spanUs=-1', 'spanUs=1', 'spanUs=99999999999999999', 'toUs=x'])(
  '%s opens all the same',
  (search) => {
    const { spanUs, toUs } = parseCompared(search);
    expect(spanUs).toBeGreaterThanOrEqual(10e6);
    expect(spanUs).toBeLessThanOrEqual(31 * 86_400e6);
    expect(toUs).toBeUndefined();
  },
);

test('what is zoomed at stays where it is', () => {
  const axis = { fromUs: 0, toUs: 1000e6 };
  for (const factor of [0.5, 2]) {
    const { toUs, spanUs } = zoomed(axis, 250e6, factor);
    expect(spanUs).toBe(1000e6 * factor);
    expect(shareOf({ fromUs: toUs - spanUs, toUs }, 250e6)).toBeCloseTo(0.25);
  }
});
