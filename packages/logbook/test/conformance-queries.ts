/** What every event store answers: the same as a plain array would. Run it from the test of each implementation. */
import type { Event, NewEvent } from '@mantinel/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EventStore, everything, type Order, type Selection } from '../src/event-store.ts';
import { aFilter, aLog, aScope } from './arbitrary-log.ts';
import { countedAgain, countInto, facetsOf, inScope, select } from './naive-queries.ts';

export interface QueryConformance {
  /** An empty store; closed by the suite. */
  readonly open: () => Promise<EventStore>;
  /** Random logs tried; 25 unless told. */
  readonly runs?: number;
}

const aCase = fc.record({
  log: aLog(25),
  scope: aScope,
  filter: aFilter,
  order: fc.constantFrom<Order>('received', 'time'),
  limit: fc.constantFrom(1, 7, 100),
  pick: fc.nat(),
});

export function describeQueries(name: string, { open, runs = 25 }: QueryConformance): void {
  /** Appends a log; the events as they must come back, those that the store itself wrote included. */
  async function filled(log: NewEvent[][]): Promise<{ store: EventStore; events: Event[] }> {
    const store = await open();
    for (const events of log) await store.append({ events });
    return { store, events: await allOf(store) };
  }

  describe(`${name} answers like a plain array`, () => {
    test('what was appended comes back as it was', async () => {
      await fc.assert(
        fc.asyncProperty(aLog(25), async (log) => {
          const store = await open();
          const placed: Event[] = [];
          for (const events of log) {
            const { epoch, firstSeq } = await store.append({ events });
            for (const [i, event] of events.entries())
              placed.push({ node: store.node, epoch, seq: firstSeq + i, ...event });
          }
          expect(await allOf(store)).toEqual(expect.arrayContaining(placed));
          expect(store.head).toEqual({ epoch: placed.at(-1)!.epoch, seq: placed.at(-1)!.seq });
          await store.close();
        }),
        { numRuns: runs },
      );
    });

    test('pages both ways, counts, facets and histograms', async () => {
      await fc.assert(
        fc.asyncProperty(aCase, async ({ log, scope, filter, order, limit }) => {
          const { store, events } = await filled(log);
          const selection: Selection = { scope, filter, order };
          const expected = select(events, selection);
          for (const direction of ['older', 'newer'] as const)
            expect(await readPages(store, selection, { direction, limit })).toEqual(expected);
          expect(await store.count(selection)).toEqual({ count: expected.length, exact: true });
          for (const by of ['machine', 'code', 'kind', 'severity', 'path'] as const)
            expect(await store.facets(selection, by)).toEqual({
              values: facetsOf(expected, by),
              exact: true,
            });
          const histogram = await store.histogram({ ...selection, buckets: limit });
          expect(histogram.series.warn.length).toBeLessThanOrEqual(limit);
          expect(histogram.exact).toBe(true);
          expect(histogram.series).toEqual(countInto(histogram, expected, order));

          const compared = filter.fromUs === undefined ? {} : { comparedFromUs: filter.fromUs - 60_000_000 };
          const { patterns, exact } = await store.patterns({ ...selection, ...compared, limit: 100 });
          const before = filter.fromUs !== undefined && {
            before: select(events, {
              ...selection,
              filter: { ...filter, fromUs: filter.fromUs - 60_000_000, toUs: filter.fromUs },
            }),
          };
          expect(exact).toBe(true);
          expect(patterns).toEqual(countedAgain(patterns, { events: expected, order, ...before }));
          expect(patterns.reduce((sum, pattern) => sum + pattern.count, 0)).toBe(
            expected.filter(({ message }) => message !== '').length,
          );
          await store.close();
        }),
        { numRuns: runs },
      );
    });

    test('finds times, ranks and events, and nothing beyond the scope', async () => {
      await fc.assert(
        fc.asyncProperty(aCase, async ({ log, scope, filter, order, pick }) => {
          const { store, events } = await filled(log);
          const { text: _, where: __, ...ranked } = filter;
          const selection: Selection = { scope, filter: ranked, order };
          const expected = select(events, selection);
          const rowAt = async (key: string | undefined) =>
            key === undefined
              ? undefined
              : (await store.page({ ...selection, direction: 'newer', from: key, limit: 1 })).events[0];
          const rank = pick % (expected.length + 1);
          const key = await store.seek(selection, { rank });
          expect(await rowAt(key)).toEqual(expected[rank]);
          if (key !== undefined) expect(await store.rank(selection, key)).toBe(rank);

          const event = events[pick % events.length]!;
          expect(await store.get(event, scope)).toEqual(inScope(scope, event) ? event : undefined);
          const timeOf = (row: Event) => (order === 'time' ? row.timeUs : row.receivedUs);
          const atTime = await store.seek(selection, { timeUs: timeOf(event) });
          expect(await rowAt(atTime)).toEqual(expected.find((row) => timeOf(row) >= timeOf(event)));
          const atEvent = await store.seek(selection, { event });
          if (!inScope(scope, event)) expect(atEvent).toBeUndefined();
          else if (expected.includes(event)) expect(await rowAt(atEvent)).toEqual(event);
          await store.close();
        }),
        { numRuns: runs },
      );
    });

    test('a pattern that is none is refused', async () => {
      const { store } = await filled(fc.sample(aLog(3), { seed: 1, numRuns: 1 })[0]!);
      const where = { is: 'regex', source: 'a(' } as const;
      const selection: Selection = { scope: everything, filter: { where }, order: 'time' };
      const refused = expect.objectContaining({ code: 'request.invalid' });
      await expect(store.page({ ...selection, direction: 'older', limit: 1 })).rejects.toEqual(refused);
      await expect(store.count(selection)).rejects.toEqual(refused);
      await store.close();
    });

    test('a key of another order, or none at all, is refused', async () => {
      const { store } = await filled(fc.sample(aLog(3), { seed: 1, numRuns: 1 })[0]!);
      const selection: Selection = { scope: everything, filter: {}, order: 'time' };
      const { newer } = await store.page({ ...selection, direction: 'older', limit: 1 });
      for (const from of [newer!, 'nonsense', ''])
        await expect(
          store.page({ ...selection, order: 'received', direction: 'older', from, limit: 1 }),
        ).rejects.toMatchObject({ code: 'cursor.invalid' });
      await store.close();
    });
  });
}

async function readPages(
  store: EventStore,
  selection: Selection,
  { direction, limit }: { direction: 'older' | 'newer'; limit: number },
): Promise<Event[]> {
  const pages: Event[][] = [];
  for (let from: string | undefined; ; ) {
    const page = await store.page({ ...selection, direction, limit, ...(from !== undefined && { from }) });
    pages.push(page.events);
    from = direction === 'older' ? page.older : page.newer;
    if (page.events.length === 0 || from === undefined) break;
  }
  return (direction === 'older' ? pages.reverse() : pages).flat();
}

const allOf = (store: EventStore): Promise<Event[]> =>
  readPages(store, { scope: everything, filter: {}, order: 'received' }, { direction: 'newer', limit: 1000 });
