import { expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { pagesOf } from '../../../test/pages-of.ts';
import { firstIndex, type RowWindow } from '../rows/row-window.ts';
import { defaultView, type View } from '../view/view.ts';
import { feedPages } from './feed-pages.ts';

const stored = Array.from({ length: 1000 }, (_, index) => eventOf({ seq: index }));
const { signal } = new AbortController();
const bench = (view: View = defaultView) => {
  const { fetchPage, asked } = pagesOf(stored);
  return { pages: feedPages({ view, fetchPage, signal }), asked };
};
const seqs = ({ rows }: RowWindow) => [rows[0]!.id, rows.at(-1)!.id, rows.length];

test('the two ends', async () => {
  const { pages } = bench();
  const newest = await pages.newest();
  expect(seqs(newest)).toEqual(['node.1.800', 'node.1.999', 200]);
  expect(newest).toMatchObject({ startRank: 800, reachesNewest: true, reachesOldest: false });
  const oldest = await pages.oldest();
  expect(seqs(oldest)).toEqual(['node.1.0', 'node.1.199', 200]);
  expect(oldest).toMatchObject({ startRank: 0, reachesNewest: false, reachesOldest: true });
});

test('a page asked for before is not asked for again', async () => {
  const { pages, asked } = bench();
  const given = pagesOf(stored).fetchPage(defaultView, { direction: 'older', limit: 200 });
  expect(seqs(await pages.newest(given))).toEqual(['node.1.800', 'node.1.999', 200]);
  expect(asked).toEqual([]);
});

test('a rank begins a window, an event stands between what is before and after it', async () => {
  const { pages } = bench();
  expect(firstIndex(await pages.at({ atRank: 400 }))).toBe(400);
  const around = await pages.at({ atEvent: 'node.1.500' });
  expect(seqs(around)).toEqual(['node.1.300', 'node.1.699', 400]);
  expect(firstIndex(around)).toBe(300);
});

test('both sides are read on without a hole or a double, by cursor or by the edge row', async () => {
  const { pages } = bench();
  const middle = await pages.at({ atRank: 400 });
  const older = (await pages.beside(middle, 'older'))(middle)!;
  expect(seqs(older)).toEqual(['node.1.200', 'node.1.599', 400]);
  const { older: _older, newer: _newer, ...trimmed } = older;
  const bare = { ...trimmed, older: undefined, newer: undefined };
  const newer = (await pages.beside(bare, 'newer'))(bare)!;
  expect(newer.rows.map((row) => row.id)).toEqual(stored.slice(200, 799).map(({ id }) => id));
});

test('a page is not joined to an edge it was not asked for', async () => {
  const { pages } = bench();
  const middle = await pages.at({ atRank: 400 });
  const join = await pages.beside(middle, 'newer');
  expect(join({ ...middle, rows: middle.rows.slice(0, -1) })).toBeUndefined();
  expect(join({ ...middle, rows: middle.rows.slice(1) })).toBeDefined();
});

test('what came after the last row, and whether that is all', async () => {
  const { pages } = bench();
  const newest = await pages.newest();
  const cut = { ...newest, rows: newest.rows.slice(0, -8) };
  const { events, all } = await pages.after(cut);
  // The last row itself comes along, and is known when it is taken.
  expect(events.map(({ id }) => id)).toEqual(stored.slice(-9).map(({ id }) => id));
  expect(all).toBe(true);
  expect((await pages.after(await pages.oldest())).all).toBe(false);
});

test('with a text nothing is known by its rank', async () => {
  const { pages } = bench({ ...defaultView, text: 'row' });
  expect((await pages.newest()).startRank).toBeUndefined();
  expect((await pages.at({ atRank: 400 })).startRank).toBeUndefined();
});
