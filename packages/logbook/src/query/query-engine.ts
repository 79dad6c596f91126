/** The queries of an EventStore over whatever sources it has at the moment. */
import {
  type Event,
  type EventIdentity,
  type SeverityRange,
  severityRange,
  severityRanges,
} from '@mantinel/domain';
import type { Profile } from '../codec/series.ts';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import type {
  Counted,
  EventStore,
  Facet,
  Faceted,
  Histogram,
  HistogramRequest,
  Scope,
  Seek,
  Selection,
} from '../event-store.ts';
import { bucketsOver, edgesOf } from './counts/buckets.ts';
import { findPatterns } from './counts/patterns.ts';
import { rankOf, seekRank } from './counts/rank.ts';
import { tally } from './counts/tally.ts';
import { gather } from './gather.ts';
import { formatKey, type Place, parseKey } from './key.ts';
import { opened } from './opened.ts';
import { materialise, readPage } from './page.ts';
import { CopiesLost } from './parts.ts';
import {
  anySays,
  type CompiledSelection,
  mayMatch,
  overlapsRange,
  selectionCompiler,
  withinRange,
} from './selection.ts';
import type { Source } from './source.ts';
import { verdict } from './verdict.ts';

/**
 * How long rows are read to count what a text filter matches, newest first; then counts, facets and histograms are lower
 * bounds. The rows of a page are always found, however long it takes.
 */
const textLimitMs = 1000;

export interface QueryEngineOptions {
  readonly node: string;
  readonly registry: SeriesRegistry;
  /** Every durable row exactly once, as of the moment it resolves. */
  readonly snapshot: () => Promise<readonly Source[]>;
}

export type Queries = Pick<
  EventStore,
  'page' | 'get' | 'seek' | 'rank' | 'count' | 'facets' | 'histogram' | 'patterns'
>;

export function queryEngine({ node, registry, snapshot }: QueryEngineOptions): Queries {
  const compile = selectionCompiler(registry);
  /** Series → its range of severity; the same array while no new series appears. */
  let rangeOf = new Uint8Array(0);
  const prepare = async (request: Selection) => {
    const sources = await snapshot();
    return { sources, selection: compile(request) };
  };
  const limits = ({ searches }: CompiledSelection) =>
    searches ? { untilMs: performance.now() + textLimitMs } : {};

  async function get(identity: EventIdentity, scope: Scope): Promise<Event | undefined> {
    if (identity.node !== node) return undefined;
    const { sources, selection } = await prepare({ scope, filter: {}, order: 'received' });
    const { epoch, seq } = identity;
    const holds = ({ minSeq, maxSeq }: { minSeq: number; maxSeq: number }) => minSeq <= seq && seq <= maxSeq;
    const candidates = sources.filter((source) => source.epoch === epoch && source.rows > 0 && holds(source));
    const from = { timeUs: 0, epoch, seq, after: false };
    const [found] = await gather({ sources: candidates, selection, direction: 'newer', from, limit: 1 });
    return found?.place.seq === seq ? materialise(found, node) : undefined;
  }

  async function seek(request: Selection, to: Seek): Promise<string | undefined> {
    const { order, filter } = request;
    const keyBefore = (place: Place) => formatKey(order, { ...place, after: false });
    if ('event' in to) {
      const event = await get(to.event, request.scope);
      return event && keyBefore({ ...event, timeUs: order === 'time' ? event.timeUs : 0 });
    }
    if ('rank' in to) {
      const prepared = await prepare(request);
      if (prepared.selection.searches || to.rank < 0) return undefined;
      const cut = await seekRank(prepared, to.rank);
      return cut && keyBefore(cut);
    }
    const fromUs = Math.max(to.timeUs, filter.fromUs ?? Number.NEGATIVE_INFINITY);
    const prepared = await prepare({ ...request, filter: { ...filter, fromUs } });
    const [first] = await gather({ ...prepared, direction: 'newer', limit: 1 });
    return first && keyBefore(first.place);
  }

  async function count(request: Selection): Promise<Counted> {
    const prepared = await prepare(request);
    const { counts, complete } = await tally({ ...prepared, ...limits(prepared.selection) });
    return { count: counts[0]!, exact: complete };
  }

  async function facets(request: Selection, by: Facet): Promise<Faceted> {
    const prepared = await prepare(request);
    const values = new Map<string, number>();
    const groupOf = (value: string | undefined) => {
      // Group 0 takes what has no such value.
      if (value === undefined) return 0;
      if (!values.has(value)) values.set(value, values.size + 1);
      return values.get(value)!;
    };
    const [partOf, groupOfPart] =
      by === 'machine'
        ? [registry.machineOf, registry.machines.map(groupOf)]
        : [registry.profileOf, registry.profiles.map((profile) => groupOf(facetValue(profile, by)))];
    const groups = { of: Uint32Array.from(partOf, (part) => groupOfPart[part]!), count: values.size + 1 };
    const { counts, complete } = await tally({ ...prepared, groups, ...limits(prepared.selection) });
    const counted = [...values]
      .map(([value, group]) => ({ value, count: counts[group]! }))
      .filter((facet) => facet.count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return { values: counted, exact: complete };
  }

  async function histogram(request: HistogramRequest): Promise<Histogram> {
    const prepared = await prepare(request);
    const { selection } = prepared;
    const extent = await extentOf(prepared);
    const fromUs = request.filter.fromUs ?? extent?.[0] ?? request.filter.toUs ?? 0;
    const toUs = Math.max(fromUs, request.filter.toUs ?? (extent ? extent[1] + 1 : fromUs + 1));
    const buckets = bucketsOver({ fromUs, toUs }, request.buckets, summaryUnit(prepared));
    if (rangeOf.length !== registry.count) {
      const ofProfile = registry.profiles.map(({ severity }) =>
        severityRanges.indexOf(severityRange(severity)),
      );
      rangeOf = Uint8Array.from(registry.profileOf, (profile) => ofProfile[profile]!);
    }
    const groups = { of: rangeOf, count: severityRanges.length };
    const edges = edgesOf(buckets);
    const { counts, complete } = await tally({ ...prepared, edges, groups, ...limits(selection) });
    const counted = (range: SeverityRange) =>
      Array.from(
        { length: buckets.count },
        (_, i) => counts[i * groups.count + severityRanges.indexOf(range)]!,
      );
    return {
      fromUs: bounded(buckets.fromUs),
      toUs: bounded(buckets.fromUs + buckets.count * buckets.bucketUs),
      bucketUs: bounded(buckets.bucketUs),
      exact: complete,
      series: {
        trace: counted('trace'),
        debug: counted('debug'),
        info: counted('info'),
        warn: counted('warn'),
        error: counted('error'),
        fatal: counted('fatal'),
      },
    };
  }

  return {
    page: (request) => complete(async () => readPage({ request, node, ...(await prepare(request)) })),
    get: (identity, scope) => complete(() => get(identity, scope)),
    seek: (request, to) => complete(() => seek(request, to)),
    async rank(request, key) {
      const cut = parseKey(request.order, key);
      return complete(async () => {
        const prepared = await prepare(request);
        return !prepared.selection.searches ? rankOf(prepared, cut) : undefined;
      });
    },
    count: (request) => complete(() => count(request)),
    facets: (request, by) => complete(() => facets(request, by)),
    histogram: (request) => complete(() => histogram(request)),
    patterns: (request) =>
      complete(async () => {
        const { filter, comparedFromUs } = request;
        const { sources, selection } = await prepare(request);
        const isCompared = comparedFromUs !== undefined && filter.fromUs !== undefined;
        const before = isCompared && { ...selection, fromUs: comparedFromUs, toUs: filter.fromUs };
        const untilMs = performance.now() + textLimitMs;
        return findPatterns({
          sources,
          selection,
          ...(before && { before }),
          node,
          registry,
          untilMs,
          limit: request.limit,
        });
      }),
  };
}

/** Each loss of copies is met once for a source, so this ends. */
async function complete<T>(query: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await query();
    } catch (error) {
      if (!(error instanceof CopiesLost)) throw error;
    }
  }
}

/** Blocks of fewer rows are quickly counted row by row. */
const manyRows = 50_000;

/** The span by which large blocks in the range are summarised: finer buckets would have to read every row of them. */
function summaryUnit({
  sources,
  selection,
}: {
  sources: readonly Source[];
  selection: CompiledSelection;
}): number {
  let unitUs = 1;
  let rows = 0;
  for (const source of sources) {
    const spanUs = source.unitUs?.[selection.order];
    if (!spanUs || source.rows < manyRows || !overlapsRange(selection, source)) continue;
    unitUs = Math.max(unitUs, spanUs);
    rows += source.rows;
  }
  // So many rows can be read in a moment, and a close look deserves fine buckets.
  return rows > 8 * manyRows ? unitUs : 1;
}

function facetValue(profile: Profile, by: Exclude<Facet, 'machine'>): string | undefined {
  return by === 'severity' ? String(profile.severity) : profile[by];
}

/** The least and greatest time of what matches. */
async function extentOf(of: {
  sources: readonly Source[];
  selection: CompiledSelection;
}): Promise<[number, number] | undefined> {
  const { selection } = of;
  if (selection.order === 'time') {
    const matching = (source: Source) =>
      !anySays(selection, source, verdict.none) && !anySays(selection, source, verdict.ifRowMatches);
    const whole = of.sources.filter(
      (source) => source.rows > 0 && matching(source) && withinRange(selection, source),
    );
    const sources = of.sources.filter((source) => !whole.includes(source));
    const [first] = await gather({ sources, selection, direction: 'newer', limit: 1 });
    const [last] = await gather({ sources, selection, direction: 'older', limit: 1 });
    const leastUs = whole.reduce(
      (us, source) => Math.min(us, source.minTimeUs),
      first?.place.timeUs ?? Number.POSITIVE_INFINITY,
    );
    const mostUs = whole.reduce(
      (us, source) => Math.max(us, source.maxTimeUs),
      last?.place.timeUs ?? Number.NEGATIVE_INFINITY,
    );
    return leastUs <= mostUs ? [leastUs, mostUs] : undefined;
  }
  // Receive times do not quite follow the order of seq; this node's own clock lies seldom, so pages are close enough.
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const look = async (source: Source) => {
    const found = await opened(source, selection);
    for (const { page } of found?.layout.parts.received ?? []) {
      if (!overlapsRange(selection, page) || !mayMatch(page, found!.own)) continue;
      least = Math.min(least, page.minReceivedUs);
      most = Math.max(most, page.maxReceivedUs);
    }
  };
  const sources = of.sources.filter((source) => source.rows > 0 && overlapsRange(selection, source));
  // From either end: what lies between need not be opened.
  for (const source of sources.toSorted((a, b) => a.minReceivedUs - b.minReceivedUs))
    if (source.minReceivedUs < least) await look(source);
  for (const source of sources.toSorted((a, b) => b.maxReceivedUs - a.maxReceivedUs))
    if (source.maxReceivedUs > most) await look(source);
  return least <= most ? [least, most] : undefined;
}

/** Round widths may reach beyond what a number holds exactly, where somebody asks for thousands of years. */
const bounded = (us: number): number =>
  Math.max(Number.MIN_SAFE_INTEGER, Math.min(us, Number.MAX_SAFE_INTEGER));
