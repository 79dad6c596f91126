/** Counts of matching rows by interval of time and by group of series: from summaries wherever they are exact, from rows elsewhere. */
import type { Bounds } from '../../blocks/block-format.ts';
import { opened } from '../opened.ts';
import { firstNotBelow } from '../parts.ts';
import {
  anySays,
  type CompiledSelection,
  mayMatch,
  overlapsRange,
  partOverlapsRange,
  rowTest,
  withinRange,
} from '../selection.ts';
import { slices } from '../slices.ts';
import type { Part, Rows, Source } from '../source.ts';
import { type SourceSelection, type SpanSums, verdict } from '../verdict.ts';

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
/** Spans that must be counted row by row; `uncounted` where nothing but the rows can tell. */
type Split = Set<number> | 'uncounted';
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
    if (selection.searches) {
      if (!(await countRows(source))) return { counts, complete: false };
      continue;
    }
    if (!anySays(selection, source, verdict.all)) continue;
    const [least, most] = extent(selection, source);
    const interval = intervalOf(edges, least);
    if (interval >= 0 && interval === intervalOf(edges, most) && withinRange(selection, source))
      addAll(interval, source);
    else if (!source.unitUs) await countRows(source);
    else {
      const split = groupCount <= fewGroups ? await addSums(source) : await addCells(source);
      if (split === 'uncounted') {
        await countRows(source);
        continue;
      }
      const unitUs = source.unitUs[selection.order];
      const spanOf = (timeUs: number) => Math.floor(timeUs / unitUs);
      if (split.size > 0)
        await countRows(source, {
          isOpen: (timeUs) => split.has(spanOf(timeUs)),
          mayHold: partHolds(split, spanOf),
        });
    }
    await breathe();
  }
  return { counts, complete: true };

  function addAll(interval: number, { seriesIds, seriesRows }: Source): void {
    for (let series = 0; series < seriesIds.length; series++) {
      const id = seriesIds[series]!;
      if (selection.verdicts[id] !== verdict.none)
        counts[interval * groupCount + (of[id] ?? 0)]! += seriesRows[series]!;
    }
  }

  /** From sums of its spans; returns the spans that must be counted row by row. */
  async function addSums(source: Source): Promise<Split> {
    const sums = await sumsOf(source);
    if (!sums) return 'uncounted';
    return eachSpan(sums.spans, source.unitUs![selection.order], (interval, span) => {
      for (let group = 0; group < groupCount; group++)
        counts[interval * groupCount + group]! += sums.counts[span * groupCount + group]!;
    });
  }

  /** The same of so many groups that sums would be no smaller than what they are of. */
  async function addCells(source: Source): Promise<Split> {
    const summary = await source.counts?.(selection.order);
    if (!summary) return 'uncounted';
    const groupOf = groupsIn(source);
    return eachSpan(summary.spans, summary.unitUs, (interval, span) => {
      for (let cell = summary.starts[span]!; cell < summary.starts[span + 1]!; cell++) {
        const group = groupOf[summary.series[cell]!]!;
        if (group >= 0) counts[interval * groupCount + group]! += summary.counts[cell]!;
      }
    });
  }

  async function sumsOf(source: Source): Promise<SpanSums | undefined> {
    const known = selection.sums.get(source);
    if (known?.of === of && known.order === selection.order) return known;
    const summary = await source.counts?.(selection.order);
    if (!summary) return undefined;
    const groupOf = groupsIn(source);
    const added = new Uint32Array(summary.spans.length * groupCount);
    for (let span = 0; span < summary.spans.length; span++) {
      for (let cell = summary.starts[span]!; cell < summary.starts[span + 1]!; cell++) {
        const group = groupOf[summary.series[cell]!]!;
        if (group >= 0) added[span * groupCount + group]! += summary.counts[cell]!;
      }
    }
    const sums = { order: selection.order, of, spans: summary.spans, counts: added };
    selection.sums.put(source, sums);
    return sums;
  }

  /** Series of the source → its group; -1 when none of its rows match. */
  function groupsIn({ seriesIds }: Source): Int32Array {
    const groupOf = new Int32Array(seriesIds.length).fill(-1);
    for (let series = 0; series < groupOf.length; series++) {
      const id = seriesIds[series]!;
      if (selection.verdicts[id] !== verdict.none) groupOf[series] = of[id] ?? 0;
    }
    return groupOf;
  }

  /** Adds the spans that lie within one interval; returns those that an edge or the range cuts through. */
  function eachSpan(
    spans: Float64Array,
    unitUs: number,
    add: (interval: number, span: number) => void,
  ): Set<number> {
    const { fromUs, toUs } = selection;
    const split = new Set<number>();
    spans.forEach((span, i) => {
      const [first, next] = [span * unitUs, (span + 1) * unitUs];
      if (next <= edges[0]! || first >= edges.at(-1)! || next <= fromUs || first >= toUs) return;
      const interval = intervalOf(edges, first);
      const isWhole = interval >= 0 && next <= edges[interval + 1]! && first >= fromUs && next <= toUs;
      if (isWhole) add(interval, i);
      else split.add(span);
    });
    return split;
  }

  /** Counts row by row, newest pages first; false when the time was up. */
  async function countRows(
    source: Source,
    { isOpen = () => true, mayHold = () => true }: Partial<Choice> = {},
  ): Promise<boolean> {
    const found = await opened(source, selection);
    if (!found) return true;
    const { layout, own, holding } = found;
    for (const part of [...layout.parts[selection.order]].reverse()) {
      const { page } = part;
      if (!mayHold(part, own)) continue;
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
    if (!matches) return;
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

  /** Whether a part holds rows of these spans. */
  function partHolds(spans: ReadonlySet<number>, spanOf: (timeUs: number) => number): Choice['mayHold'] {
    const open = Float64Array.from(spans).sort();
    const holds = (fromUs: number, toUs: number) => {
      const next = open[firstNotBelow(open, spanOf(fromUs))];
      return next !== undefined && next <= spanOf(toUs);
    };
    return ({ page, minUs, maxUs, late }, { verdicts }) => {
      if (selection.order === 'received') return holds(page.minReceivedUs, page.maxReceivedUs);
      if (!late || !holds(minUs, maxUs)) return holds(minUs, maxUs);
      return late.lateUs.some(
        (time, i) => verdicts[late.lateSeries[i]!] !== verdict.none && holds(time, time),
      );
    };
  }
}

/** Which rows are counted one by one. */
interface Choice {
  readonly isOpen: (timeUs: number) => boolean;
  readonly mayHold: (part: Part, own: SourceSelection) => boolean;
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
