/** A scope and a filter, decided once for each series instead of once for each row. */

import { AppError } from '@mantinel/contract/app-error';
import { type Condition, type EventTest, eventTest } from '@mantinel/domain';
import { linearRegex, RegexFlaw } from '@mantinel/domain/linear-regex';
import type { Bounds } from '../blocks/block-format.ts';
import type { Profile } from '../codec/series.ts';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import type { Filter, Order, Selection } from '../event-store.ts';
import { scopeParts } from '../scope-test.ts';
import { mayHoldTime } from './parts.ts';
import type { Part, Rows, Source, SourcePage } from './source.ts';
import { type SourceSelection, verdict } from './verdict.ts';

export interface CompiledSelection {
  readonly order: Order;
  /** Inclusive and exclusive, on the time of the order. */
  readonly fromUs: number;
  readonly toUs: number;
  /** In lower case. */
  readonly needle: string | undefined;
  readonly test: EventTest | undefined;
  /** Series of the registry → verdict. */
  readonly verdicts: Uint8Array;
  /** The same for a source's own numbering, and as bits for its pages. */
  of(source: Source): SourceSelection;
}

/** What is decided for each series, whatever the order and the range of time. */
type Decided = Pick<CompiledSelection, 'needle' | 'test' | 'verdicts' | 'of'>;

/** Kept while no new series appears: whoever scrolls asks the same again and again. */
const kept = 8;

export type CompileSelection = (selection: Selection) => CompiledSelection;

export function selectionCompiler(registry: SeriesRegistry): CompileSelection {
  const known = new Map<string, Decided>();
  return (selection) => {
    const { scope, filter, order } = selection;
    const { fromUs, toUs, ...lasting } = filter;
    const key = JSON.stringify([scope, lasting]);
    let decided = known.get(key);
    if (decided?.verdicts.length !== registry.series.length) decided = decide(selection, registry);
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
  const needle = filter.text ? filter.text.toLowerCase() : undefined;
  const test = filter.where && compiled(filter.where);
  const { profileOf, machineOf } = registry;
  const ofProfile = registry.profiles.map(profileDecider(selection, needle));
  const wanted = filter.machines && new Set(filter.machines);
  const isWanted = registry.machines.map((name) => !wanted || (name !== undefined && wanted.has(name)));
  const scopes = scopeParts(selection.scope).map((part) => ({
    machines: registry.machines.map(part.hasMachine),
    profiles: registry.profiles.map(part.hasProfile),
  }));
  const decideFor = (id: number): number => {
    const machine = machineOf[id]!;
    const profile = profileOf[id]!;
    if (!isWanted[machine]) return verdict.none;
    const isInScope = scopes.some(({ machines, profiles }) => machines[machine]! && profiles[profile]!);
    return isInScope ? ofProfile[profile]! : verdict.none;
  };
  const verdicts = new Uint8Array(registry.series.length);
  for (let id = 0; id < verdicts.length; id++) verdicts[id] = decideFor(id);
  const bySource = new WeakMap<Source, SourceSelection>();
  const of = (source: Source): SourceSelection => {
    const known = bySource.get(source);
    if (known && known.verdicts.length === source.seriesIds.length) return known;
    const own = new Uint8Array(source.seriesIds.length);
    const wanted = new Uint32Array(Math.ceil(own.length / 32));
    const sure = new Uint32Array(wanted.length);
    for (let series = 0; series < own.length; series++) {
      const id = source.seriesIds[series]!;
      own[series] = verdicts[id]!;
      if (own[series] !== verdict.none) wanted[series >> 5]! |= 1 << (series & 31);
      if (own[series] === verdict.all) sure[series >> 5]! |= 1 << (series & 31);
    }
    const made = { verdicts: own, wanted, sure };
    bySource.set(source, made);
    return made;
  };
  return { needle, test, verdicts, of };
}

function profileDecider({ filter }: Selection, needle: string | undefined): (profile: Profile) => number {
  const kinds = filter.kinds && new Set(filter.kinds);
  const withoutKinds = new Set(filter.withoutKinds);
  const paths = filter.paths && new Set(filter.paths);
  const isCode = codeTest(filter.codes);
  return ({ path, kind, severity, code }) => {
    const matches =
      severity >= (filter.minSeverity ?? 0) &&
      (!kinds || kinds.has(kind)) &&
      !withoutKinds.has(kind) &&
      (!paths || (path !== undefined && paths.has(path))) &&
      isCode(code);
    if (!matches) return verdict.none;
    if (filter.where) return verdict.ifTextMatches;
    if (needle === undefined) return verdict.all;
    const inSeries = code.toLowerCase().includes(needle) || path?.toLowerCase().includes(needle);
    return inSeries ? verdict.all : verdict.ifTextMatches;
  };
}

function compiled(where: Condition): EventTest {
  try {
    return eventTest(where, { regex: linearRegex });
  } catch (error) {
    if (!(error instanceof RegexFlaw)) throw error;
    throw new AppError('request.invalid', { data: { problem: error.message }, cause: error });
  }
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
export const mayMatch = ({ present }: SourcePage, { wanted }: SourceSelection): boolean =>
  intersect(present, wanted);

/** The same once it is open: its texts are searched as a whole before any row is looked at. */
export function mayMatchOpened(
  { needle, test }: CompiledSelection,
  { sure }: SourceSelection,
  { page, rows }: { page: SourcePage; rows: Rows },
): boolean {
  return (
    needle === undefined || test !== undefined || intersect(page.present, sure) || rows.mayContain(needle)
  );
}

function intersect(some: Uint32Array, others: Uint32Array): boolean {
  for (let word = 0; word < some.length; word++) if ((some[word]! & others[word]!) !== 0) return true;
  return false;
}

/** Tests single rows of a part. */
export function rowTest(
  selection: CompiledSelection,
  { verdicts }: SourceSelection,
  { part, rows }: { part: Part; rows: Rows },
): (row: number) => boolean {
  const { needle, test } = selection;
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
    const said = verdicts[seriesOf[row]!]!;
    if (said === verdict.none) return false;
    if (times && !(times[row]! >= fromUs && times[row]! < toUs)) return false;
    if (said === verdict.all) return true;
    if (!test) return rows.contains(row, needle!);
    const event = rows.event(row);
    return (
      test(event) &&
      (needle === undefined ||
        [event.code, event.path ?? ''].some((text) => text.toLowerCase().includes(needle)) ||
        rows.contains(row, needle))
    );
  };
}
