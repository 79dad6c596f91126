/** Counts of matching rows by interval of time and by group of series: from summaries wherever they are exact, from rows elsewhere. */
import type { Bounds, SeriesCounts, TimeCounts } from '../../blocks/block-format.ts';
import { firstNotBelow } from '../parts.ts';
import {
  type CompiledSelection,
  mayMatch,
  overlapsRange,
  pagesHolding,
  partOverlapsRange,
  rowTest,
  withinRange,
} from '../selection.ts';
import { slices } from '../slices.ts';
import type { Part, Rows, Source } from '../source.ts';
import { verdict } from '../verdict.ts';

export interface TallyRequest {
  readonly sources: readonly Source[];
  readonly selection: CompiledSelection;
  /** Ascending times of the selection's order between which rows are counted; default the selection's own range. */
  readonly edges?: Float64Array;
  /** Series of the registry → group, and how many groups there are; default one for all. */
  readonly groups?: { readonly of: ArrayLike<number>; readonly count: number };
  /** When to stop reading rows for a text filter, by performance.now(). */
  readonly untilMs?: number;
}

export interface Tally {
  /** Interval × groups + group → rows. */
  readonly counts: Float64Array;
  /** False when the time was up before every row had been seen. */
  readonly complete: boolean;
}

const oneForAll: readonly number[] = [];
/** Of so many groups, sums for every span are small beside the counts themselves. */
const fewGroups = 8;

export async function tally(request: TallyRequest): Promise<Tally> {
  const { selection } = request;
  const edges = request.edges ?? Float64Array.of(selection.fromUs, selection.toUs);
  const groupCount = request.groups?.count ?? 1;
  const counts = new Float64Array((edges.length - 1) * groupCount);
  const of = request.groups?.of ?? oneForAll;
  const breathe = slices();

  for (const source of [...request.sources].reverse()) {
    if (source.rows === 0 || !overlapsRange(selection, source)) continue;
    const groupOf = groupsIn(source);
    if (selection.searches) {
      if (!(await countRows(source, partsIn(source)))) return { counts, complete: false };
      continue;
    }
    const [least, most] = extent(selection, source);
    const interval = intervalOf(edges, least);
    if (interval >= 0 && interval === intervalOf(edges, most) && withinRange(selection, source)) {
      for (const { totals } of source.strands)
        add(interval, totals, { groupOf, from: 0, to: totals.series.length });
      continue;
    }
    const summary = selection.order === 'time' ? source.byTime : source.byReceived;
    if (!summary) await countRows(source, partsIn(source));
    else {
      const inSpan = groupCount <= fewGroups ? perSpan(source, summary, groupOf) : undefined;
      const split = addSummary(summary, { edges, selection }, (interval, span) => {
        if (inSpan) {
          const base = interval * groupCount;
          for (let group = 0; group < groupCount; group++)
            counts[base + group]! += inSpan[span * groupCount + group]!;
        } else
          add(interval, summary, { groupOf, from: summary.starts[span]!, to: summary.starts[span + 1]! });
      });
      if (split.size > 0) {
        const spanOf = (timeUs: number) => Math.floor(timeUs / summary.unitUs);
        await countRows(source, partsHolding(source, split, spanOf), (timeUs) => split.has(spanOf(timeUs)));
      }
    }
    await breathe();
  }
  return { counts, complete: true };

  /** Series of the source → its group; -1 when none of its rows match. */
  function groupsIn(source: Source): Int32Array {
    const { verdicts } = selection.of(source);
    const groupOf = new Int32Array(verdicts.length).fill(-1);
    for (let series = 0; series < groupOf.length; series++)
      if (verdicts[series] !== verdict.none) groupOf[series] = of[source.seriesIds[series]!] ?? 0;
    return groupOf;
  }

  /** Counts of each group in each span, added up once for a selection: whoever looks on asks for the same again and again. */
  function perSpan(source: Source, summary: TimeCounts, groupOf: Int32Array): Uint32Array {
    const bySummary = selection.of(source).perSpan;
    const known = bySummary.get(summary);
    if (known?.of === of) return known.counts;
    const sums = new Uint32Array(summary.spans.length * groupCount);
    for (let span = 0; span < summary.spans.length; span++) {
      for (let cell = summary.starts[span]!; cell < summary.starts[span + 1]!; cell++) {
        const group = groupOf[summary.series[cell]!]!;
        if (group >= 0) sums[span * groupCount + group]! += summary.counts[cell]!;
      }
    }
    bySummary.set(summary, { of, counts: sums });
    return sums;
  }

  function add(
    interval: number,
    counted: SeriesCounts,
    { groupOf, from, to }: { groupOf: Int32Array; from: number; to: number },
  ): void {
    const base = interval * groupCount;
    for (let at = from; at < to; at++) {
      const group = groupOf[counted.series[at]!]!;
      if (group >= 0) counts[base + group]! += counted.counts[at]!;
    }
  }

  /** Counts row by row, newest pages first; false when the time was up. */
  async function countRows(
    source: Source,
    parts: readonly Part[],
    isOpen: (timeUs: number) => boolean = () => true,
  ): Promise<boolean> {
    const own = selection.of(source);
    const holding = await pagesHolding(source, own);
    for (const part of [...parts].reverse()) {
      const { page } = part;
      if (!partOverlapsRange(selection, own, part) || !mayMatch(page, own, holding)) continue;
      if (request.untilMs !== undefined && performance.now() > request.untilMs) return false;
      const rows = await source.load(page);
      if (rows) countPart(source, { part, rows }, isOpen);
      await breathe();
    }
    return true;
  }

  function countPart(
    source: Source,
    { part, rows }: { part: Part; rows: Rows },
    isOpen: (timeUs: number) => boolean,
  ): void {
    const matches = rowTest(selection, selection.of(source), { part, rows });
    const times = selection.order === 'time' ? rows.timeUs : rows.receivedUs;
    const { seriesOf } = rows;
    let interval = -1;
    for (let row = 0; row < rows.count; row++) {
      const timeUs = times[row]!;
      if (!matches(row) || !isOpen(timeUs)) continue;
      // Rows nearly follow the clock: most fall where the last one fell.
      if (!(interval >= 0 && timeUs >= edges[interval]! && timeUs < edges[interval + 1]!))
        interval = intervalOf(edges, timeUs);
      if (interval < 0) continue;
      const group = of[source.seriesIds[seriesOf[row]!]!] ?? 0;
      counts[interval * groupCount + group]! += 1;
    }
  }

  function partsIn(source: Source): readonly Part[] {
    return source.parts[selection.order];
  }

  function partsHolding(
    source: Source,
    split: ReadonlySet<number>,
    spanOf: (timeUs: number) => number,
  ): Part[] {
    const open = Float64Array.from(split).sort();
    const { verdicts } = selection.of(source);
    const holds = (fromUs: number, toUs: number) => {
      const next = open[firstNotBelow(open, spanOf(fromUs))];
      return next !== undefined && next <= spanOf(toUs);
    };
    return partsIn(source).filter(({ page, minUs, maxUs, late }) => {
      if (selection.order === 'received') return holds(page.minReceivedUs, page.maxReceivedUs);
      if (!late || !holds(minUs, maxUs)) return holds(minUs, maxUs);
      return late.lateUs.some(
        (time, i) => verdicts[late.lateSeries[i]!] !== verdict.none && holds(time, time),
      );
    });
  }
}

/** Adds the spans that lie within one interval; returns those that an edge or the range cuts through. */
function addSummary(
  summary: TimeCounts,
  { edges, selection }: { edges: Float64Array; selection: CompiledSelection },
  add: (interval: number, span: number) => void,
): Set<number> {
  const split = new Set<number>();
  summary.spans.forEach((span, i) => {
    const fromUs = span * summary.unitUs;
    const toUs = fromUs + summary.unitUs;
    if (toUs <= edges[0]! || fromUs >= edges.at(-1)! || toUs <= selection.fromUs || fromUs >= selection.toUs)
      return;
    const interval = intervalOf(edges, fromUs);
    const whole =
      interval >= 0 && toUs <= edges[interval + 1]! && fromUs >= selection.fromUs && toUs <= selection.toUs;
    if (!whole) {
      split.add(span);
      return;
    }
    add(interval, i);
  });
  return split;
}

function extent({ order }: CompiledSelection, bounds: Bounds): [number, number] {
  return order === 'time'
    ? [bounds.minTimeUs, bounds.maxTimeUs]
    : [bounds.minReceivedUs, bounds.maxReceivedUs];
}

/** The interval that begins at or before a time and ends after it; -1 outside all. */
function intervalOf(edges: Float64Array, timeUs: number): number {
  const at = firstNotBelow(edges, timeUs);
  const interval = edges[at] === timeUs ? at : at - 1;
  return interval < edges.length - 1 ? interval : -1;
}
