import { kinds, levels } from '@mantinel/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  columns,
  compact,
  defaultView,
  isUnfiltered,
  parseView,
  selecting,
  type View,
  viewSearch,
} from './view.ts';

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 });
const views: fc.Arbitrary<View> = fc
  .record({
    level: fc.constantFrom(...levels),
    order: fc.constantFrom('received' as const, 'time' as const),
    machine: names,
    kind: fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 4 }),
    code: names,
    path: names,
    minSeverity: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
    text: fc.option(fc.string({ maxLength: 500 }), { nil: undefined }),
    find: fc.option(fc.string({ maxLength: 500 }), { nil: undefined }),
    fromUs: fc.option(fc.maxSafeInteger(), { nil: undefined }),
    toUs: fc.option(fc.maxSafeInteger(), { nil: undefined }),
    hidden: fc.uniqueArray(fc.constantFrom(...columns), { maxLength: 3 }),
    density: fc.constantFrom('roomy' as const, undefined),
  })
  .map(compact);

describe('the address of a view', () => {
  test('brings the same view back', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseView(viewSearch(view))).toEqual(view);
      }),
    );
  });

  test('may be anything: what is not understood is left out', () => {
    fc.assert(fc.property(fc.string(), (search) => void parseView(search)));
    expect(parseView('level=all&order=up&kind=nothing&minSeverity=99&fromUs=soon&machine=&text=')).toEqual(
      defaultView,
    );
  });

  test('takes level and order from the fallback when it names none', () => {
    expect(parseView('machine=m1', { ...defaultView, level: 'operator' })).toEqual({
      ...defaultView,
      level: 'operator',
      machine: ['m1'],
    });
  });
});

test('how rows look selects nothing: another column begins no other search', () => {
  const view: View = { ...defaultView, machine: ['m1'] };
  expect(viewSearch(selecting({ ...view, hidden: ['code'], density: 'roomy' }))).toBe(viewSearch(view));
});

test('only filters narrow a view; searching does not', () => {
  expect(isUnfiltered({ ...defaultView, find: 'spindle', level: 'operator' })).toBe(true);
  expect(isUnfiltered({ ...defaultView, text: 'spindle' })).toBe(false);
  expect(isUnfiltered({ ...defaultView, machine: ['m1'] })).toBe(false);
});
