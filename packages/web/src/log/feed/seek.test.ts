import type { Event } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { pagesOf } from '../../../test/pages-of.ts';
import { appendMissed } from '../rows/row-window.ts';
import { defaultView } from '../view/view.ts';
import { feedPages } from './feed-pages.ts';
import { type FeedState, startingState } from './feed-state.ts';
import { seekLoaded, seekStored } from './seek.ts';

/** Faults at 100, 450, 500 and 1900. */
const stored = Array.from({ length: 2000 }, (_, seq) =>
  eventOf({ seq, severity: [100, 450, 500, 1900].includes(seq) ? 17 : 9 }),
);
const { signal } = new AbortController();
const { fetchPage, asked } = pagesOf(stored);
const window = await feedPages({ view: defaultView, fetchPage, signal }).at({ atRank: 400 });
const wanted = (event: Event) => event.severity >= 17;
const near = (step: 1 | -1, given: Partial<FeedState>) =>
  seekLoaded(
    { ...startingState(undefined), starting: false, window, top: 460, viewport: 10, ...given },
    { step, wanted },
  )?.event.seq;
const far = (step: 1 | -1) =>
  seekStored(window, {
    step,
    wanted,
    search: { minSeverity: 17 },
    view: defaultView,
    fetchPage,
    signal,
  });

test('among the loaded rows, from the selected one or from the edge of the screen', () => {
  expect(near(1, {})).toBe(500);
  expect(near(-1, {})).toBe(450);
  expect(near(1, { selected: 'node.1.450' })).toBe(500);
  expect(near(1, { selected: 'node.1.500' })).toBeUndefined();
  expect(near(-1, { selected: 'node.1.450' })).toBeUndefined();
  expect(near(1, { top: 500 })).toBe(500);
});

test('not over a hole, which may hold a nearer one', () => {
  const holed = appendMissed({ ...window, rows: window.rows.slice(0, 80) }, 7);
  const state = { window: { ...holed, rows: [...holed.rows, ...window.rows.slice(90)] } };
  expect(near(1, state)).toBeUndefined();
});

test('in the store beyond what is loaded, asking only for what is wanted', async () => {
  asked.length = 0;
  expect(await far(1)).toBe('node.1.1900');
  expect(await far(-1)).toBe('node.1.100');
  expect(asked).toHaveLength(2);
});

test('page after page where the filter of the store is wider', async () => {
  asked.length = 0;
  const found = await seekStored(window, {
    step: 1,
    wanted: (event) => event.seq === 1500,
    search: {},
    view: defaultView,
    fetchPage,
    signal,
  });
  expect(found).toBe('node.1.1500');
  expect(asked.length).toBeGreaterThan(3);
});

test('nothing is asked beyond the ends, and nothing found is said', async () => {
  asked.length = 0;
  const ask = { wanted, search: {}, view: defaultView, fetchPage, signal };
  expect(await seekStored({ ...window, reachesNewest: true }, { step: 1, ...ask })).toBeUndefined();
  expect(await seekStored({ ...window, reachesOldest: true }, { step: -1, ...ask })).toBeUndefined();
  expect(asked).toEqual([]);
  expect(await seekStored(window, { step: 1, ...ask, wanted: () => false })).toBeUndefined();
});
