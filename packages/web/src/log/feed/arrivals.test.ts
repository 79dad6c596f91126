import { describe, expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { emptyWindow, isMissed } from '../rows/row-window.ts';
import { matchesOf } from '../view/matches.ts';
import { defaultView, type View } from '../view/view.ts';
import { Arrivals, withArrived } from './arrivals.ts';
import { type FeedState, startingState } from './feed-state.ts';

const view: View = { ...defaultView, level: 'developer' };
const events = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => eventOf({ seq: from + index }));

describe('what waits', () => {
  test('is only what belongs to the view', () => {
    const arrivals = new Arrivals(matchesOf({ ...view, machine: ['m2'] }));
    arrivals.add(events(1, 3), 0);
    expect(arrivals.waiting).toBe(false);
    arrivals.add([eventOf({ seq: 4, machine: 'm2' })], 0);
    expect(arrivals.take(0).events.map(({ seq }) => seq)).toEqual([4]);
    expect(arrivals.waiting).toBe(false);
  });

  test('is bounded; the oldest beyond it count as missed', () => {
    const arrivals = new Arrivals(matchesOf(view));
    for (let batch = 0; batch < 10; batch += 1) arrivals.add(events(batch * 1000, 1000), 1);
    const { events: taken, missed } = arrivals.take(0);
    expect(taken).toHaveLength(6000);
    expect(taken[0]!.seq).toBe(4000);
    expect(missed).toBe(4010);
  });

  test('is drawn at once, then not again within 66 ms', () => {
    const arrivals = new Arrivals(matchesOf(view));
    arrivals.add(events(1, 1), 0);
    expect(arrivals.dueInMs(1000)).toBe(0);
    arrivals.take(1000);
    expect(arrivals.dueInMs(1010)).toBe(56);
    expect(arrivals.dueInMs(1066)).toBe(0);
  });
});

describe('drawn', () => {
  const state = (given: Partial<FeedState> = {}): FeedState => ({
    ...startingState(undefined),
    starting: false,
    window: { ...emptyWindow, rows: events(0, 50) },
    viewport: 10,
    top: 40,
    total: 50,
    ...given,
  });
  const arrived = (given: FeedState, from: number, missed = 0) =>
    withArrived(given, { events: events(from, 3), missed }, view);

  test('while following they stand at the end and nothing waits', () => {
    const { window, unseen, top } = arrived(state(), 50);
    expect(window.rows).toHaveLength(53);
    expect([unseen, top]).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  test('a hole is marked and counted', () => {
    const { window } = arrived(state(), 60, 10);
    expect(window.rows[50]).toMatchObject({ missed: 10 });
    expect(window.startRank).toBe(9);
  });

  test('looked at elsewhere, they only count, and what is seen stays', () => {
    const { window, unseen, top } = arrived(state({ following: false, top: 20, unseen: 4 }), 60, 10);
    expect(window.rows.some(isMissed)).toBe(false);
    expect(window.rows).toHaveLength(50);
    expect(window.reachesNewest).toBe(false);
    expect([unseen, top]).toEqual([17, 20]);
  });

  test('memory stays bounded, and ranks stay right', () => {
    const full = state({ window: { ...emptyWindow, rows: events(0, 3000) } });
    const { window } = arrived(full, 3000);
    expect(window.rows).toHaveLength(3000);
    expect(window).toMatchObject({ startRank: 3, reachesOldest: false });
  });
});
