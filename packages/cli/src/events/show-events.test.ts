import { type Event, EventFilter } from '@mantinel/contract';
import { expect, test } from 'vitest';
import type { EventReader } from './event-reader.ts';
import { showEvents } from './show-events.ts';

/** Pages over a list that grows, with ranks as cursors, as the API pages. */
function listReader(events: Event[]): EventReader {
  return {
    live: true,
    export: () => expect.unreachable('nothing is exported here'),
    close: async () => undefined,
    explanations: async () => new Map(),
    page: async ({ direction, cursor, limit }) => {
      const at = cursor === undefined ? (direction === 'older' ? events.length : 0) : Number(cursor);
      const [from, to] =
        direction === 'older' ? [Math.max(0, at - limit), at] : [at, Math.min(at + limit, events.length)];
      const page = events.slice(from, to);
      return {
        events: page,
        ...(from > 0 ? { older: String(from) } : {}),
        ...(page.length > 0 ? { newer: String(to) } : {}),
      };
    },
  };
}

const event = (seq: number) => ({ seq }) as Event;
const filter = EventFilter.parse({});

async function shownOf(count: number, limit: number): Promise<number[]> {
  const shown: number[] = [];
  const events = Array.from({ length: count }, (_, seq) => event(seq));
  const { signal } = new AbortController();
  const show = ({ seq }: Event) => shown.push(seq);
  await showEvents(listReader(events), { filter, limit, follow: false, show, signal });
  return shown;
}

test.each([
  [0, 10],
  [3, 10],
  [10, 3],
  [2500, 2400],
  [2500, 9999],
])('of %i events the newest %i, oldest first', async (count, limit) => {
  const kept = Math.min(count, limit);
  expect(await shownOf(count, limit)).toEqual(
    Array.from({ length: kept }, (_, index) => count - kept + index),
  );
});

test('following shows each event that comes once, also when nothing was there', async () => {
  const stop = new AbortController();
  const events: Event[] = [];
  const shown: number[] = [];
  const show = ({ seq }: Event) => {
    shown.push(seq);
    if (shown.length === 1500) stop.abort();
  };
  const following = showEvents(listReader(events), {
    filter,
    limit: 10,
    follow: true,
    show,
    signal: stop.signal,
  });
  for (let seq = 0; seq < 1500; seq += 1) events.push(event(seq));
  expect(await following).toBe(1500);
  expect(shown).toEqual(Array.from({ length: 1500 }, (_, index) => index));
});
