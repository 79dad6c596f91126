import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event, NewEvent } from '@mantinel/domain';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aFilter, aLog, aScope } from '../../test/arbitrary-log.ts';
import { countedAgain, countInto, facetsOf, inScope, select } from '../../test/naive-queries.ts';
import { openBlocks } from '../blocks/open-blocks.ts';
import { encodeBatch } from '../codec/encode-batch.ts';
import { noKeys } from '../crypt/keyring.ts';
import { everything, type Order, type PageRequest, type Selection } from '../event-store.ts';
import { writeBlocks } from '../rewriter/write-blocks.ts';
import { memorySources } from './memory-sources.ts';
import { queryEngine } from './query-engine.ts';

const node = 'node-1';
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mantinel-query-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A log whose batches can be appended, sealed and rewritten at will. */
async function aStore(where: string) {
  const blocks = await openBlocks(where, {
    segmentNames: [],
    keyring: noKeys,
    cacheBytes: 20_000,
    onDamaged: ({ problem }) => {
      throw new Error(problem);
    },
  });
  const events: Event[] = [];
  let segments: {
    name: string;
    epoch: number;
    lastSeq: number;
    frames: { firstSeq: number; count: number; bytes: Uint8Array }[];
  }[] = [];
  let epoch = 1;
  let seq = 0;
  let named = 0;
  const seal = () => {
    segments.push({ name: `s${++named}`, epoch, lastSeq: 0, frames: [] });
  };
  seal();
  const memory = memorySources(() => segments, blocks.registry);
  const queries = queryEngine({
    node,
    registry: blocks.registry,
    snapshot: async () => {
      await memory.catchUp();
      return [...blocks.sources(), ...memory.sources()];
    },
  });
  return {
    blocks,
    queries,
    events,
    seal,
    append(batch: NewEvent[]) {
      segments.at(-1)!.frames.push({ firstSeq: seq + 1, ...encodeBatch(batch) });
      for (const event of batch) events.push({ node, epoch, seq: ++seq, ...event });
      segments.at(-1)!.lastSeq = seq;
    },
    newEpoch() {
      epoch++;
      seq = 0;
      seal();
    },
    async rewriteOldest(rowsPerPage = 16) {
      const [oldest] = segments;
      if (!oldest || segments.length < 2) return;
      const content = { ...oldest, firstSeq: oldest.frames[0]?.firstSeq ?? 0 };
      await blocks.commit(writeBlocks(where, content, { keyring: noKeys, rowsPerPage }), () => {
        segments = segments.filter((segment) => segment !== oldest);
      });
    },
  };
}
type Store = Awaited<ReturnType<typeof aStore>>;

/** Reads every page in one direction; `between` happens between two pages. */
async function readAll(
  store: Store,
  request: Omit<PageRequest, 'direction' | 'limit'>,
  options: { direction: 'older' | 'newer'; limit: number; between?: () => Promise<void> },
) {
  const pages: Event[][] = [];
  let from: string | undefined;
  for (;;) {
    const page = await store.queries.page({
      ...request,
      direction: options.direction,
      limit: options.limit,
      ...(from !== undefined && { from }),
    });
    expect(page.events.length).toBeLessThanOrEqual(options.limit);
    if (page.events.length > 0) pages.push(page.events);
    const next = options.direction === 'older' ? page.older : page.newer;
    if (page.events.length === 0 || next === undefined) break;
    from = next;
    await options.between?.();
  }
  return (options.direction === 'older' ? pages.reverse() : pages).flat();
}

const aCase = fc.record({
  log: aLog(40),
  /** What happens after each batch. */
  acts: fc.array(fc.constantFrom('', '', '', 'seal', 'seal', 'rewrite', 'rewrite', 'epoch'), {
    minLength: 40,
    maxLength: 40,
  }),
  scope: aScope,
  filter: aFilter,
  order: fc.constantFrom<Order>('received', 'time'),
  limit: fc.constantFrom(1, 3, 10, 50),
});

let cases = 0;
async function build(log: NewEvent[][], acts: string[]): Promise<Store> {
  const store = await aStore(join(directory, String(++cases)));
  for (const [i, batch] of log.entries()) {
    store.append(batch);
    if (acts[i] === 'seal') store.seal();
    if (acts[i] === 'epoch') store.newEpoch();
    if (acts[i] === 'rewrite') await store.rewriteOldest();
  }
  return store;
}

describe('queries equal those over a plain array', () => {
  test('pages in both orders and directions, with seek and rank', async () => {
    await fc.assert(
      fc.asyncProperty(aCase, async ({ log, acts, scope, filter, order, limit }) => {
        const store = await build(log, acts);
        const selection: Selection = { scope, filter, order };
        const expected = select(store.events, selection);
        expect(await readAll(store, selection, { direction: 'newer', limit })).toEqual(expected);
        expect(await readAll(store, selection, { direction: 'older', limit })).toEqual(expected);
        for (const rank of new Set([0, expected.length >> 1, expected.length - 1, expected.length])) {
          const key = await store.queries.seek(selection, { rank });
          if (filter.text !== undefined || filter.where || rank < 0 || rank >= expected.length)
            expect(key).toBeUndefined();
          else {
            expect(await store.queries.rank(selection, key!)).toBe(rank);
            const page = await store.queries.page({ ...selection, direction: 'newer', from: key!, limit });
            expect(page.events).toEqual(expected.slice(rank, rank + limit));
            expect(page.older !== undefined).toBe(rank > 0);
          }
        }
        await store.blocks.close();
      }),
      { numRuns: 60 },
    );
  });

  test('counts, facets, histograms, single events, seeking a time or an event', async () => {
    await fc.assert(
      fc.asyncProperty(aCase, fc.nat(), async ({ log, acts, scope, filter, order, limit }, pick) => {
        const store = await build(log, acts);
        const { queries } = store;
        const selection: Selection = { scope, filter, order };
        const expected = select(store.events, selection);
        expect(await queries.count(selection)).toEqual({ count: expected.length, exact: true });
        for (const by of ['machine', 'code', 'kind', 'severity', 'path'] as const)
          expect(await queries.facets(selection, by)).toEqual({
            values: facetsOf(expected, by),
            exact: true,
          });
        const histogram = await queries.histogram({ ...selection, buckets: limit });
        expect(histogram.series.info.length).toBeLessThanOrEqual(limit);
        expect(histogram.series.info.length).toBe(
          Math.round((histogram.toUs - histogram.fromUs) / histogram.bucketUs),
        );
        expect(histogram.exact).toBe(true);
        expect(histogram.series).toEqual(countInto(histogram, expected, order));

        const compared = filter.fromUs === undefined ? {} : { comparedFromUs: filter.fromUs - 60_000_000 };
        const { patterns, exact } = await queries.patterns({ ...selection, ...compared, limit: 100 });
        const before = filter.fromUs !== undefined && {
          before: select(store.events, {
            ...selection,
            filter: { ...filter, fromUs: filter.fromUs - 60_000_000, toUs: filter.fromUs },
          }),
        };
        expect(exact).toBe(true);
        expect(patterns).toEqual(countedAgain(patterns, { events: expected, order, ...before }));
        expect(patterns.reduce((sum, pattern) => sum + pattern.count, 0)).toBe(
          expected.filter(({ message }) => message !== '').length,
        );

        const event = store.events[pick % store.events.length]!;
        expect(await queries.get(event, scope)).toEqual(inScope(scope, event) ? event : undefined);
        expect(await queries.get({ ...event, seq: 99_999 }, everything)).toBeUndefined();
        const toEvent = await queries.seek(selection, { event });
        if (!inScope(scope, event)) expect(toEvent).toBeUndefined();
        else {
          const { events } = await queries.page({
            ...selection,
            filter: {},
            direction: 'newer',
            from: toEvent!,
            limit: 1,
          });
          expect(events).toEqual([event]);
        }
        const timeUs = order === 'time' ? event.timeUs : event.receivedUs;
        const first = expected.find(
          (other) => (order === 'time' ? other.timeUs : other.receivedUs) >= timeUs,
        );
        const key = await queries.seek(selection, { timeUs });
        if (!first) expect(key).toBeUndefined();
        else {
          const { events } = await queries.page({ ...selection, direction: 'newer', from: key!, limit: 1 });
          expect(events).toEqual([first]);
        }
        await store.blocks.close();
      }),
      { numRuns: 60 },
    );
  });

  test('a pattern names the first of its many machines and codes, whichever blocks have them', async () => {
    const store = await aStore(join(directory, String(++cases)));
    const names = ['7', '2', '9', '4', '1', '8', '3', '6'];
    for (const [i, name] of names.entries()) {
      store.append([
        {
          timeUs: 1_790_000_000_000_000 + i,
          receivedUs: 1_790_000_000_000_000 + i,
          site: 'main',
          machine: `m${name}`,
          kind: 'log',
          severity: name === '9' ? 13 : 9,
          code: `log.c${names.at(-1 - i)}`,
          message: `Coolant level ${i} percent`,
          attributes: {},
          quality: 'good',
        },
      ]);
      store.seal();
      if (i < 6) await store.rewriteOldest();
    }
    const selection: Selection = { scope: everything, filter: {}, order: 'time' };
    const { patterns } = await store.queries.patterns({ ...selection, limit: 10 });
    expect(patterns).toEqual(countedAgain(patterns, { events: store.events, order: 'time' }));
    expect(patterns).toMatchObject([
      {
        count: 8,
        severity: 13,
        machines: ['m1', 'm2', 'm3', 'm4', 'm6'],
        codes: ['log.c1', 'log.c2', 'log.c3', 'log.c4', 'log.c6'],
      },
    ]);
    await store.blocks.close();
  });

  test('appending, sealing and rewriting between pages loses and repeats nothing', async () => {
    await fc.assert(
      fc.asyncProperty(aCase, aLog(20), async ({ log, acts, scope, filter, order, limit }, later) => {
        const store = await build(log, acts);
        const selection: Selection = { scope, filter, order };
        const before = select(store.events, selection);
        const rest = [...later];
        const between = async () => {
          const batch = rest.shift();
          if (batch) store.append(batch);
          store.seal();
          await store.rewriteOldest();
        };
        const seen = await readAll(store, selection, { direction: 'older', limit, between });
        const after = select(store.events, selection);
        expect(new Set(seen.map((event) => `${event.epoch}.${event.seq}`)).size).toBe(seen.length);
        expect(
          seen.filter((event) =>
            before.some((other) => other.seq === event.seq && other.epoch === event.epoch),
          ),
        ).toEqual(before);
        expect(select(seen, selection)).toEqual(seen);
        expect(after).toEqual(expect.arrayContaining(seen));
        expect(await readAll(store, selection, { direction: 'newer', limit })).toEqual(after);
        await store.blocks.close();
      }),
      { numRuns: 60 },
    );
  });
});
