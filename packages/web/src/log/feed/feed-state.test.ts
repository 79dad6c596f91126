import { describe, expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { emptyWindow, type RowWindow } from '../rows/row-window.ts';
import {
  type FeedState,
  indexToSelect,
  movedTo,
  settled,
  startingState,
  topToReveal,
  topToShow,
} from './feed-state.ts';

/** A hundred rows loaded from rank 1000 on; rows 1020 to 1030 on the screen. */
const window: RowWindow = {
  ...emptyWindow,
  rows: Array.from({ length: 100 }, (_, index) => eventOf({ seq: 1000 + index })),
  startRank: 1000,
  reachesOldest: false,
  reachesNewest: false,
};
const state = (given: Partial<FeedState> = {}): FeedState => ({
  ...startingState(undefined),
  starting: false,
  following: false,
  window,
  top: 1020,
  viewport: 10,
  total: 5000,
  ...given,
});
const atNewest = { ...window, reachesNewest: true };

test('the scale ends where the store counted, and the screen never stands beyond it', () => {
  expect(settled(state({ top: 9000 }), 5000)).toMatchObject({ total: 5000, top: 4990 });
  expect(settled(state({ window: atNewest, top: 9000 }), 5000)).toMatchObject({ total: 1100, top: 1090 });
});

describe('moving', () => {
  test('to the newest row follows, and nothing is unseen any more', () => {
    expect(movedTo(1090, state({ window: atNewest, total: 1100, unseen: 3 }))).toEqual({
      top: 1090,
      following: true,
      unseen: 0,
    });
  });

  test('away from it, or while paused, does not', () => {
    expect(movedTo(1050, state({ window: atNewest, total: 1100 })).following).toBe(false);
    expect(movedTo(1090, state({ window: atNewest, total: 1100, paused: true })).following).toBe(false);
    expect(movedTo(4990, state()).following).toBe(false);
  });

  test('before the first page nothing is decided', () => {
    expect(movedTo(0, state({ starting: true, following: true })).following).toBe(true);
    expect(movedTo(0, state({ starting: true, window: atNewest })).following).toBe(false);
  });
});

test.each([
  [1019, 1019],
  [1020, undefined],
  [1029, undefined],
  [1030, 1021],
])('row %i is revealed by moving to %s', (index, top) => {
  expect(topToReveal(index, state())).toBe(top);
});

test('a row jumped to stands a third down, and nothing moves when it is there already', () => {
  expect(topToShow(1100, state())).toBe(1097);
  expect(topToShow(900, state())).toBe(897);
  expect(topToShow(1029, state())).toBeUndefined();
});

test.each<[number, string | undefined, number]>([
  [1, 'node.1.1025', 1026],
  [-1, 'node.1.1025', 1024],
  [1, undefined, 1020],
  [-1, undefined, 1029],
  [1, 'node.1.1090', 1020],
  [1, 'gone', 1020],
])('a step of %i from %s selects row %i', (step, selected, index) => {
  expect(indexToSelect(step, state({ selected }))).toBe(index);
});

test('the selection stays within the loaded rows', () => {
  expect(indexToSelect(1, state({ top: 1090, selected: 'node.1.1099' }))).toBe(1099);
  expect(indexToSelect(-1, state({ top: 1000, selected: 'node.1.1000' }))).toBe(1000);
});
