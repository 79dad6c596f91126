/** A scope and a filter, decided once for each series instead of once for each row. */

import type { Bounds } from '../blocks/block-format.ts';
import { type Cache, leastRecentCache } from '../blocks/page-cache.ts';
import type { Profile } from '../codec/series.ts';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import type { Filter, Order, Selection } from '../event-store.ts';
import { scopeParts } from '../scope-test.ts';
import { mayHoldTime } from './parts.ts';
import { anyOf, isNothing, type Need } from './search/need.ts';
import { needOf, type Program, programKey, programOf } from './search/program.ts';
import { rowSearch } from './search/row-search.ts';
import { type CompiledSearch, compileSearch } from './search/search.ts';
import type { Holding, Part, Rows, Source, SourcePage } from './source.ts';
import { type SourceSelection, type SpanSums, verdict } from './verdict.ts';

export interface CompiledSelection {
  readonly order: Order;
  /** Inclusive and exclusive, on the time of the order. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Whether rows are asked what their series cannot tell: then nothing is known without a scan. */
  readonly searches: boolean;
  /** Series of the registry → verdict. */
  readonly verdicts: Uint8Array;
  /** What must stand where no series is sure; undefined where that is nothing in particular. */
  readonly need: Need | undefined;
  /** The same for a source's own numbering, and as bits for its pages. */
  of(source: Source): SourceSelection;
  readonly sums: Cache<Source, SpanSums>;
}

/** What is decided for each series, whatever the order and the range of time. */
type Decided = Omit<CompiledSelection, 'order' | 'fromUs' | 'toUs'>;

/** Kept while no new series appears: whoever scrolls asks the same again and again. */
const kept = 8;
/** Sources for whose series it is spelt out: those that are read from. */
const keptSources = 32;
/** Of sums by span for each selection: those of a hundred million rows. */
const sumsBytes = 3 * 1024 * 1024;

export type CompileSelection = (selection: Selection) => CompiledSelection;

export function selectionCompiler(registry: SeriesRegistry): CompileSelection {
  const known = new Map<string, Decided>();
  return (selection) => {
    const { scope, filter, order } = selection;
    const { fromUs, toUs, ...lasting } = filter;
    const key = JSON.stringify([scope, lasting]);
    let decided = known.get(key);
    if (decided?.verdicts.length !== registry.count) decided = decide(selection, registry);
    known.delete(key);
    known.set(key, decided);
    for (const oldest of known.keys()) {
      if (known.size <= kept) break;
      known.delete(oldest);
    }
    return {
      ...decided,
      order,
      fromUs: fromUs ?? Number.NEGATIVE_INFINITY,
      toUs: toUs ?? Number.POSITIVE_INFINITY,
    };
  };
}

function decide(selection: Selection, registry: SeriesRegistry): Decided {
  const { filter } = selection;
  const search = compileSearch(filter);
  const { profileOf, machineOf } = registry;
  const isListed = registry.profiles.map(profileTest(filter));
  const answerOf = searchDecider(search, registry);
  const wanted = filter.machines && new Set(filter.machines);
  const isWanted = registry.machines.map((name) => !wanted || (name !== undefined && wanted.has(name)));
  const scopes = scopeParts(selection.scope).map((part) => ({
    machines: registry.machines.map(part.hasMachine),
    profiles: registry.profiles.map(part.hasProfile),
  }));
  const verdicts = new Uint8Array(registry.count);
  /** Each once; series of the registry → its place among them. */
  const programs = new Map<Program, number>();
  const programNumbers = new Uint32Array(registry.count);
  const decideFor = (id: number): number => {
    const machine = machineOf[id]!;
    const profile = profileOf[id]!;
    if (!isWanted[machine] || !isListed[profile]) return verdict.none;
    if (!scopes.some(({ machines, profiles }) => machines[machine]! && profiles[profile]!))
      return verdict.none;
    const answer = answerOf(id);
    if (typeof answer === 'boolean') return answer ? verdict.all : verdict.none;
    if (!programs.has(answer)) programs.set(answer, programs.size);
    programNumbers[id] = programs.get(answer)!;
    return verdict.ifRowMatches;
  };
  for (let id = 0; id < verdicts.length; id++) verdicts[id] = decideFor(id);
  const all = [...programs.keys()];
  const needed = anyOf(all.map(needOf));
  const bySource = leastRecentCache<Source, SourceSelection>(keptSources, () => 1);
  const of = (source: Source): SourceSelection => {
    const known = bySource.get(source);
    if (known && known.verdicts.length === source.seriesIds.length) return known;
    const own = new Uint8Array(source.seriesIds.length);
    const wanted = new Uint32Array(Math.ceil(own.length / 32));
    const sure = new Uint32Array(wanted.length);
    const asked = new Set<number>();
    for (let series = 0; series < own.length; series++) {
      const id = source.seriesIds[series]!;
      own[series] = verdicts[id]!;
      if (own[series] !== verdict.none) wanted[series >> 5]! |= 1 << (series & 31);
      if (own[series] === verdict.all) sure[series >> 5]! |= 1 << (series & 31);
      if (own[series] === verdict.ifRowMatches) asked.add(programNumbers[id]!);
    }
    const { seriesIds } = source;
    const made = {
      verdicts: own,
      wanted,
      sure,
      programFor: (series: number) => all[programNumbers[seriesIds[series]!]!]!,
      distinct: Array.from(asked, (number) => all[number]!),
    };
    bySource.put(source, made);
    return made;
  };
  const isAsked = all.length > 0 && !isNothing(needed);
  return {
    searches: search !== undefined,
    verdicts,
    need: isAsked ? needed : undefined,
    of,
    sums: leastRecentCache(sumsBytes, (_, { spans, counts }) => 8 * spans.length + 4 * counts.length),
  };
}

/** Whether a series of the source says this of its rows. */
export function anySays({ verdicts }: CompiledSelection, { seriesIds }: Source, said: number): boolean {
  for (let series = 0; series < seriesIds.length; series++)
    if (verdicts[seriesIds[series]!] === said) return true;
  return false;
}

/** Rows of the source that match by what their series say alone. */
export function rowsOfSeries({ verdicts }: CompiledSelection, { seriesIds, seriesRows }: Source): number {
  let rows = 0;
  for (let series = 0; series < seriesIds.length; series++)
    if (verdicts[seriesIds[series]!] !== verdict.none) rows += seriesRows[series]!;
  return rows;
}

/** Series → what the search says of it; decided once for each profile where machines make no difference. */
function searchDecider(
  compiled: CompiledSearch | undefined,
  registry: SeriesRegistry,
): (id: number) => Program | boolean {
  if (!compiled) return () => true;
  const { search, asksMachine } = compiled;
  const same = new Map<string, Program>();
  const answerOf = (id: number): Program | boolean => {
    const answer = programOf(search, registry.at(id));
    if (typeof answer === 'boolean') return answer;
    const key = programKey(answer);
    const known = same.get(key) ?? answer;
    same.set(key, known);
    return known;
  };
  if (asksMachine) return answerOf;
  const ofProfile: (Program | boolean | undefined)[] = [];
  return (id) => {
    const profile = registry.profileOf[id]!;
    ofProfile[profile] ??= answerOf(id);
    return ofProfile[profile];
  };
}

function profileTest(filter: Filter): (profile: Profile) => boolean {
  const kinds = filter.kinds && new Set(filter.kinds);
  const withoutKinds = new Set(filter.withoutKinds);
  const paths = filter.paths && new Set(filter.paths);
  const isCode = codeTest(filter.codes);
  return ({ path, kind, severity, code }) =>
    severity >= (filter.minSeverity ?? 0) &&
    (!kinds || kinds.has(kind)) &&
    !withoutKinds.has(kind) &&
    (!paths || (path !== undefined && paths.has(path))) &&
    isCode(code);
}

function codeTest(codes: Filter['codes']): (code: string) => boolean {
  if (!codes) return () => true;
  const exact = new Set(codes.filter((code) => !code.endsWith('*')));
  const prefixes = codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
  return (code) => exact.has(code) || prefixes.some((prefix) => code.startsWith(prefix));
}

/** Whether any row in these bounds can lie in the range of time asked for. */
export function overlapsRange({ order, fromUs, toUs }: CompiledSelection, bounds: Bounds): boolean {
  return order === 'time'
    ? bounds.maxTimeUs >= fromUs && bounds.minTimeUs < toUs
    : bounds.maxReceivedUs >= fromUs && bounds.minReceivedUs < toUs;
}

/** The same of a part's rows that may match. */
export function partOverlapsRange(selection: CompiledSelection, own: SourceSelection, part: Part): boolean {
  return selection.order === 'time' ? mayHoldTime(part, own, selection) : overlapsRange(selection, part.page);
}

/** Whether every row in these bounds lies in it. */
export function withinRange({ order, fromUs, toUs }: CompiledSelection, bounds: Bounds): boolean {
  return order === 'time'
    ? bounds.minTimeUs >= fromUs && bounds.maxTimeUs < toUs
    : bounds.minReceivedUs >= fromUs && bounds.maxReceivedUs < toUs;
}

/** Whether a page can hold a match, decided without opening it. */
export const mayMatch = (
  { present, number }: SourcePage,
  { wanted, sure }: SourceSelection,
  holding: Holding = undefined,
): boolean =>
  holding === 'nowhere' || holding?.[number] === 0 ? intersect(present, sure) : intersect(present, wanted);

function intersect(some: Uint32Array, others: Uint32Array): boolean {
  for (let word = 0; word < some.length; word++) if ((some[word]! & others[word]!) !== 0) return true;
  return false;
}

/** Tests single rows of a part; undefined where none of them can match. */
export function rowTest(
  selection: CompiledSelection,
  own: SourceSelection,
  { part, rows }: { part: Part; rows: Rows },
): ((row: number) => boolean) | undefined {
  const { verdicts, programFor } = own;
  const { mayHold, holds } = rowSearch(rows);
  if (!intersect(part.page.present, own.sure) && !own.distinct.some(mayHold)) return undefined;
  const { seriesOf } = rows;
  let { fromUs, toUs } = selection;
  if (part.rows < rows.count) {
    // Only order of time has parts of pages.
    fromUs = Math.max(fromUs, part.minUs);
    toUs = Math.min(toUs, part.maxUs + 1);
  }
  const ranged = fromUs !== Number.NEGATIVE_INFINITY || toUs !== Number.POSITIVE_INFINITY;
  const times = ranged ? (selection.order === 'time' ? rows.timeUs : rows.receivedUs) : undefined;
  return (row) => {
    const series = seriesOf[row]!;
    const said = verdicts[series]!;
    if (said === verdict.none) return false;
    if (times && !(times[row]! >= fromUs && times[row]! < toUs)) return false;
    return said === verdict.all || holds(programFor(series), row);
  };
}
