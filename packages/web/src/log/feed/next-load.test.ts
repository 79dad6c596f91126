import { expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { emptyWindow, type RowWindow } from '../rows/row-window.ts';
import { type FeedState, startingState } from './feed-state.ts';
import { type NextLoad, nextLoad } from './next-load.ts';

const rows = Array.from({ length: 400 }, (_, index) => eventOf({ seq: 10_000 + index }));
const window = (given: Partial<RowWindow> = {}): RowWindow => ({
  ...emptyWindow,
  rows,
  startRank: 10_000,
  reachesOldest: false,
  reachesNewest: false,
  ...given,
});
const load = (
  given: Partial<FeedState>,
  options: Partial<{ ranked: boolean; busy: boolean }> = {},
): NextLoad =>
  nextLoad(
    { ...startingState(undefined), starting: false, window: window(), viewport: 20, total: 50_000, ...given },
    { ranked: true, busy: false, ...options },
  );

test('in the middle of what is loaded nothing is needed', () => {
  expect(load({ top: 10_190 })).toBeUndefined();
  expect(load({ top: 10_190, starting: true })).toBeUndefined();
});

test('near an edge its side is read on, unless it is the end of the log or something is under way', () => {
  expect(load({ top: 10_050 })).toBe('older');
  expect(load({ top: 10_050, window: window({ reachesOldest: true }) })).toBeUndefined();
  expect(load({ top: 10_050 }, { busy: true })).toBeUndefined();
  expect(load({ top: 10_300 })).toBe('newer');
  expect(load({ top: 10_300, window: window({ reachesNewest: true }) })).toBeUndefined();
  expect(load({ top: 10_300 }, { busy: true })).toBeUndefined();
});

test('paused, newer rows are read only when the screen would be blank', () => {
  expect(load({ top: 10_300, paused: true })).toBeUndefined();
  expect(load({ top: 10_380, paused: true })).toBe('newer');
});

test('a far place is jumped to, also while something else is under way', () => {
  expect(load({ top: 40_000 })).toEqual({ atRank: 39_910 });
  expect(load({ top: 40_000 }, { busy: true })).toEqual({ atRank: 39_910 });
  expect(load({ top: 30 })).toEqual({ atRank: 0 });
});

test('without ranks the way is read', () => {
  expect(load({ top: 40_000 }, { ranked: false })).toBe('newer');
});
