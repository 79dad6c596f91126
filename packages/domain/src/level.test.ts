import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from './event.ts';
import { isVisibleAt } from './level.ts';

const anyEvent = fc.record({ severity: fc.integer({ min: 1, max: 24 }), kind: fc.constantFrom(...kinds) });

test('each level shows a part of the one below it', () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      expect(isVisibleAt('developer', event)).toBe(true);
      if (isVisibleAt('operator', event)) expect(isVisibleAt('technical', event)).toBe(true);
    }),
  );
});

test('operators see warnings and errors, but no log lines of the product', () => {
  expect(isVisibleAt('operator', { severity: 13, kind: 'condition' })).toBe(true);
  expect(isVisibleAt('operator', { severity: 12, kind: 'condition' })).toBe(false);
  expect(isVisibleAt('operator', { severity: 21, kind: 'log' })).toBe(false);
  expect(isVisibleAt('technical', { severity: 9, kind: 'log' })).toBe(true);
  expect(isVisibleAt('technical', { severity: 8, kind: 'sample' })).toBe(false);
});
