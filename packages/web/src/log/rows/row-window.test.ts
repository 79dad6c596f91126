import type { Event, EventPage } from '@mantinel/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import {
  appendMissed,
  appendPage,
  emptyWindow,
  firstIndex,
  insertLive,
  isMissed,
  prependPage,
  type RowWindow,
  reanchor,
  totalRows,
  trimWindow,
  windowOf,
} from './row-window.ts';

/** Rows `from` to `to` (exclusive) of a log of `length`, as the server pages them. */
function pageOf(from: number, to: number, length: number): EventPage {
  const [start, end] = [Math.max(0, from), Math.min(length, to)];
  return {
    events: Array.from({ length: Math.max(0, end - start) }, (_, offset) =>
      eventOf({ seq: start + offset + 1 }),
    ),
    ...(start > 0 ? { older: `k${start}` } : {}),
    newer: `k${end}`,
    rank: start,
  };
}
const ranked = { ranked: true } as const;
const seqs = (window: RowWindow) => window.rows.map((row) => (isMissed(row) ? -row.missed : row.seq));
const newest = (length: number, limit = 10) =>
  windowOf(pageOf(length - limit, length, length), { direction: 'older', limit, fromEnd: true, ...ranked });

describe('a window of the log', () => {
  test('whatever way one scrolls, it is one unbroken stretch and each row stands at its rank', () => {
    const steps = fc.array(fc.constantFrom('older', 'newer', 'trim', 'live'), { maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), steps, (initial, start, moves) => {
        let length = initial;
        const from = Math.min(start, length - 1);
        let window = windowOf(pageOf(from, from + 20, length), {
          direction: 'newer',
          limit: 20,
          fromEnd: false,
          ...ranked,
        });
        for (const move of moves) {
          const first = firstIndex(window);
          const end = first + window.rows.length;
          // An edge moved by trimming has no cursor: it is asked by its row, which then comes again.
          if (move === 'older' && !window.reachesOldest)
            window = prependPage(
              window,
              pageOf(first - 20, first + (window.older === undefined ? 1 : 0), length),
            );
          if (move === 'newer' && !window.reachesNewest) {
            const again = window.newer === undefined ? 1 : 0;
            window = appendPage(window, pageOf(end - again, end - again + 20, length), 20);
          }
          if (move === 'trim')
            window = trimWindow(window, first + (length % 2 === 0 ? 0 : window.rows.length), 30);
          if (move === 'live') {
            length += 1;
            window = insertLive(window, [eventOf({ seq: length })], {
              order: 'received',
              follow: true,
            }).window;
          }
          expect(seqs(window)).toEqual(window.rows.map((_, offset) => firstIndex(window) + offset + 1));
          expect(totalRows(window, length)).toBe(length);
        }
      }),
    );
  });

  test('a live event that is there already is taken once', () => {
    const window = newest(30);
    const { window: after, beyond } = insertLive(window, [eventOf({ seq: 30 }), eventOf({ seq: 31 })], {
      order: 'received',
      follow: true,
    });
    expect(seqs(after)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);
    expect(beyond).toBe(0);
  });

  test('what arrives while reading elsewhere is counted, not shown, and the end is no longer reached', () => {
    const { window, beyond } = insertLive(newest(30), [eventOf({ seq: 31 }), eventOf({ seq: 32 })], {
      order: 'received',
      follow: false,
    });
    expect([seqs(window).at(-1), beyond, window.reachesNewest]).toEqual([30, 2, false]);
    expect(totalRows(window, 32)).toBe(32);
  });

  test('in time order a late event lands where it belongs, or shifts the ranks of what is loaded', () => {
    const window = newest(30);
    const timeOf = (seq: number) =>
      (window.rows.find((row) => !isMissed(row) && row.seq === seq) as Event).timeUs;
    const within = insertLive(window, [eventOf({ seq: 31, timeUs: timeOf(25) + 1 })], {
      order: 'time',
      follow: true,
    }).window;
    expect(seqs(within)).toEqual([21, 22, 23, 24, 25, 31, 26, 27, 28, 29, 30]);
    const before = insertLive(window, [eventOf({ seq: 31, timeUs: timeOf(21) - 1 })], {
      order: 'time',
      follow: true,
    }).window;
    expect(seqs(before)).toEqual(seqs(window));
    expect(before.startRank).toBe(window.startRank! + 1);
  });

  test('the marker of what was missed stands between the rows, and grows', () => {
    const marked = appendMissed(appendMissed(newest(30, 2), 5), 7);
    const { window } = insertLive(marked, [eventOf({ seq: 43 })], { order: 'received', follow: true });
    expect(seqs(window)).toEqual([29, 30, -12, 43]);
  });

  test('a text filter has no ranks: blank rows stand for what is not loaded, and reading on does not move the screen', () => {
    const asked = { direction: 'older', limit: 10, fromEnd: true, ranked: false } as const;
    const window = windowOf({ ...pageOf(90, 100, 100), rank: undefined }, asked);
    expect(window.startRank).toBeUndefined();
    const joined = prependPage(window, { ...pageOf(80, 90, 100), rank: undefined });
    expect(reanchor(firstIndex(window) + 3.25, window, joined)).toBe(firstIndex(joined) + 13.25);
    expect(totalRows(joined, 5)).toBe(firstIndex(joined) + 20);
  });

  test("the store's rank wins when late events have shifted the sum", () => {
    const window = windowOf(pageOf(50, 60, 100), {
      direction: 'newer',
      limit: 10,
      fromEnd: false,
      ...ranked,
    });
    const joined = prependPage(window, { ...pageOf(40, 50, 100), rank: 43 });
    expect(joined.startRank).toBe(43);
    expect(reanchor(52.5, window, joined)).toBe(55.5);
  });
});

test('an empty log is no rows', () => {
  expect(totalRows(emptyWindow, 7)).toBe(0);
});
