/** The smallest EventStore: for tests of the server that need to make the logbook fail or stall at will. */
import { AppError } from '@mantinel/contract';
import {
  compareByTime,
  type Event,
  eventTest,
  severityRange,
  severityRanges,
  TemplateTree,
} from '@mantinel/domain';
import { linearRegex } from '@mantinel/domain/linear-regex';
import {
  type Batch,
  type DurableBatch,
  type EventStore,
  type Filter,
  type Selection,
  scopeTest,
} from '@mantinel/logbook';

export interface MemoryEventStore extends EventStore {
  /** Appends fail with this until it is undefined again. */
  failure: AppError | undefined;
}

export function memoryEventStore(): MemoryEventStore {
  const events: Event[] = [];
  const cursors = new Map<string, string>();
  const known = new Set<string>();
  const listeners = new Set<(batch: DurableBatch) => void>();
  let closed = false;

  const rows = ({ scope, filter, order }: Selection) => {
    const inScope = scopeTest(scope);
    const asked = filter.where ? eventTest(filter.where, { regex: linearRegex }) : () => true;
    const chosen = events.filter((event) => inScope(event) && asked(event) && matches(filter, event, order));
    return order === 'time' ? chosen.sort(compareByTime) : chosen;
  };
  const indexOf = (key: string) => Number(key.slice(1));

  const store: MemoryEventStore = {
    failure: undefined,
    node: 'test',
    epoch: 1,
    get head() {
      return { epoch: 1, seq: events.length };
    },
    append: async ({ events: given, source, batchId }: Batch) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (closed) throw new AppError('logbook.closed');
      if (store.failure) throw store.failure;
      if (!Array.isArray(given)) throw new AppError('logbook.badBatch', { data: { problem: 'encoded' } });
      const firstSeq = events.length + 1;
      if (batchId !== undefined && known.has(batchId))
        return { epoch: 1, firstSeq, count: given.length, duplicate: true };
      if (batchId !== undefined) known.add(batchId);
      const added = given.map((event, index) => ({
        ...event,
        node: 'test',
        epoch: 1,
        seq: firstSeq + index,
      }));
      events.push(...added);
      if (source) cursors.set(source.source, source.cursor);
      const batch = { epoch: 1, firstSeq, count: added.length, events: () => added };
      for (const listener of listeners) listener(batch);
      return { epoch: 1, firstSeq, count: added.length, duplicate: false };
    },
    proof: {
      key: undefined,
      head: () => undefined,
      seal: async () => undefined,
      prove: () => Promise.reject(new AppError('proof.unsigned')),
      verify: async () => ({ events: 0, signed: 0, removed: 0, uncovered: 0, heads: 0, flaws: [] }),
    },
    // Nobody's words are kept here.
    personal: {
      seal: (personId) => ({ erased: personId }),
      open: (value) => value,
      sealEvent: (event) => event,
      openEvent: (event) => event,
      erase: () => undefined,
      isErased: () => false,
      erased: () => [],
    },
    sourceCursor: (source) => cursors.get(source),
    page: async (request) => {
      const all = rows(request);
      if (request.from !== undefined && !/^k\d+$/.test(request.from)) throw new AppError('cursor.invalid');
      const older = request.direction === 'older';
      const at = request.from === undefined ? (older ? all.length : 0) : indexOf(request.from);
      const [start, end] = older ? [Math.max(0, at - request.limit), at] : [at, at + request.limit];
      const page = all.slice(start, end);
      return {
        events: page,
        ...(start > 0 ? { older: `k${start}` } : {}),
        ...(page.length > 0 ? { newer: `k${start + page.length}` } : {}),
      };
    },
    get: async ({ node, epoch, seq }, scope) => {
      const event = node === 'test' && epoch === 1 ? events[seq - 1] : undefined;
      return event && scopeTest(scope)(event) ? event : undefined;
    },
    seek: async (selection, to) => {
      const all = rows(selection);
      if ('rank' in to) return to.rank < all.length ? `k${to.rank}` : undefined;
      const at = all.findIndex((event) =>
        'event' in to
          ? event.seq >= to.event.seq
          : (selection.order === 'time' ? event.timeUs : event.receivedUs) >= to.timeUs,
      );
      return at < 0 ? undefined : `k${at}`;
    },
    rank: async (selection, key) => (selection.filter.text === undefined ? indexOf(key) : undefined),
    count: async (selection) => ({ count: rows(selection).length, exact: true }),
    patterns: async ({ limit, ...selection }) => {
      const tree = new TemplateTree();
      const messages = rows(selection).filter(({ message }) => message !== '');
      const groups = Map.groupBy(messages, ({ message }) => tree.add(message).text);
      const patterns = [...groups].map(([template, of]) => {
        const times = of.map(({ timeUs, receivedUs }) => (selection.order === 'time' ? timeUs : receivedUs));
        return {
          template,
          count: of.length,
          severity: Math.max(...of.map(({ severity }) => severity)),
          codes: [...new Set(of.map(({ code }) => code))].sort().slice(0, 5),
          machines: [...new Set(of.flatMap(({ machine }) => machine ?? []))].sort().slice(0, 5),
          firstUs: Math.min(...times),
          lastUs: Math.max(...times),
          example: of.at(-1)!,
        };
      });
      return { patterns: patterns.sort((a, b) => b.count - a.count).slice(0, limit), exact: true };
    },
    facets: async (selection, by) => {
      const counts = new Map<string, number>();
      for (const event of rows(selection)) {
        const value = String(event[by] ?? '');
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const values = [...counts].map(([value, count]) => ({ value, count }));
      return { values: values.sort((a, b) => b.count - a.count), exact: true };
    },
    histogram: async (request) => {
      const all = rows(request);
      const times = all.map((event) => (request.order === 'time' ? event.timeUs : event.receivedUs));
      const fromUs = request.filter.fromUs ?? Math.min(...times, 0);
      const toUs = request.filter.toUs ?? Math.max(...times, 0) + 1;
      const bucketUs = Math.max(1, Math.ceil((toUs - fromUs) / request.buckets));
      const series = Object.fromEntries(
        severityRanges.map((range) => [range, new Array<number>(request.buckets).fill(0)]),
      ) as Record<(typeof severityRanges)[number], number[]>;
      all.forEach((event, index) => {
        const bucket = Math.floor((times[index]! - fromUs) / bucketUs);
        series[severityRange(event.severity)][bucket]! += 1;
      });
      return { fromUs, toUs, bucketUs, series, exact: true };
    },
    async *read(after, { signal }) {
      let seen = after.seq;
      while (!signal.aborted) {
        if (seen < events.length) {
          const fresh = events.slice(seen);
          const firstSeq = seen + 1;
          seen = events.length;
          yield { epoch: 1, firstSeq, count: fresh.length, events: () => fresh };
        } else await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    cursor: async (name, { from }) => {
      let position = from ?? { epoch: 1, seq: 0 };
      return {
        name,
        get position() {
          return position;
        },
        commit: async (next) => {
          position = next;
        },
      };
    },
    holdings: async () => [],
    removals: () => [],
    retain: async () => ({ removedEvents: 0, freedBytes: 0 }),
    stats: () => ({
      state:
        store.failure === undefined ? 'writing' : store.failure.code === 'logbook.full' ? 'full' : 'failing',
      ...(store.failure === undefined ? {} : { problem: store.failure.message }),
      bytes: 0,
      events: events.length,
      unsealedSegments: 1,
      blocks: 0,
    }),
    close: async () => {
      closed = true;
    },
  };
  return store;
}

function matches(filter: Filter, event: Event, order: 'received' | 'time'): boolean {
  const time = order === 'time' ? event.timeUs : event.receivedUs;
  const code = (wanted: string) =>
    wanted.endsWith('*') ? event.code.startsWith(wanted.slice(0, -1)) : event.code === wanted;
  return (
    event.severity >= (filter.minSeverity ?? 1) &&
    (filter.machines?.includes(event.machine ?? '') ?? true) &&
    (filter.kinds?.includes(event.kind) ?? true) &&
    !(filter.withoutKinds?.includes(event.kind) ?? false) &&
    (filter.codes?.some(code) ?? true) &&
    (filter.paths?.includes(event.path ?? '') ?? true) &&
    (filter.text === undefined || event.message.includes(filter.text)) &&
    time >= (filter.fromUs ?? Number.NEGATIVE_INFINITY) &&
    time < (filter.toUs ?? Number.POSITIVE_INFINITY)
  );
}
