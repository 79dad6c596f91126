/** Ranks in time order among sources that are open: only pages around the moment are read. */
import type { Bounds } from '../../blocks/block-format.ts';
import { firstNotBelow, mayHoldTime } from '../parts.ts';
import { type CompiledSelection, mayMatch, rowsOfSeries, rowTest } from '../selection.ts';
import { slices } from '../slices.ts';
import type { Layout, Part, Source } from '../source.ts';
import { verdict } from '../verdict.ts';

/** So many matching rows have times from the first to the last, both included. */
interface Piece {
  readonly source: Source;
  /** All of its rows match and are the piece; absent, the piece is the source's matching rows between these times. */
  readonly part?: Part;
  readonly firstUs: number;
  readonly lastUs: number;
  readonly count: number;
}

export interface TimeRank {
  /** Matching rows of earlier time. */
  before(timeUs: number): Promise<number>;
  /** The time of the row with this rank, and how many matching rows are earlier; undefined when there are not so many. */
  at(rank: number): Promise<{ timeUs: number; before: number } | undefined>;
}

/** `selection` is of time order, without a text or a range of time. */
export async function rankAmong(sources: readonly Source[], selection: CompiledSelection): Promise<TimeRank> {
  const layouts = new Map<Source, Layout>();
  const breathe = slices();
  const pieces: Piece[] = [];
  /** Of each source whose rows all match, the times beside its pieces. */
  const late: Float64Array[] = [];
  for (const source of sources) await addPieces(source);
  const byFirst = summed(pieces, (piece) => piece.firstUs);
  const byLast = summed(pieces, (piece) => piece.lastUs);
  const lateBefore = (timeUs: number) => late.reduce((sum, times) => sum + firstNotBelow(times, timeUs), 0);

  return { before, at };

  async function before(timeUs: number): Promise<number> {
    const { counted, times } = await look(timeUs, timeUs);
    return counted + times.length;
  }

  async function at(rank: number): Promise<{ timeUs: number; before: number } | undefined> {
    const total = byFirst.sums.at(-1)! + late.reduce((sum, times) => sum + times.length, 0);
    if (rank >= total) return undefined;
    const { counted, times } = await look(earliest(rank), latest(rank));
    const timeUs = times.sort()[rank - counted];
    if (timeUs === undefined) return undefined;
    return { timeUs, before: counted + times.indexOf(timeUs) };
  }

  /** The latest moment known to have at most `rank` rows before it: the row is not earlier. */
  function earliest(rank: number): number {
    const { edges, sums } = byFirst;
    const after = firstThat(edges.length, (i) => sums[i]! + lateBefore(edges[i]!) > rank);
    return after === 0 ? Number.NEGATIVE_INFINITY : edges[after - 1]!;
  }

  /** A moment known to have more than `rank` rows before it. */
  function latest(rank: number): number {
    const { edges, sums } = byLast;
    const at = firstThat(edges.length, (i) => sums[i + 1]! + lateBefore(edges[i]! + 1) > rank);
    return at === edges.length ? Number.POSITIVE_INFINITY : edges[at]! + 1;
  }

  /**
   * Rows known to be earlier than `fromUs` without opening a page, and the times, below `toUs`, of those that had to be
   * looked at. With `fromUs` equal to `toUs` both together are all the earlier rows.
   */
  async function look(fromUs: number, toUs: number): Promise<{ counted: number; times: Float64Array }> {
    let counted = lateBefore(fromUs);
    const open = new Map<Source, Piece[]>();
    for (const piece of pieces) {
      if (piece.lastUs < fromUs) counted += piece.count;
      else if (piece.firstUs < toUs) {
        const known = open.get(piece.source);
        if (known) known.push(piece);
        else open.set(piece.source, [piece]);
      }
    }
    const times: number[] = [];
    for (const own of late)
      for (let i = firstNotBelow(own, fromUs); i < own.length && own[i]! < toUs; i++) times.push(own[i]!);
    for (const [source, spans] of open) {
      const own = selection.of(source);
      const whole = new Set(spans.map((piece) => piece.part));
      const partial = spans.filter((piece) => !piece.part);
      for (const part of layouts.get(source)!.parts.time) {
        const isWhole = whole.has(part);
        if (!mayMatch(part.page, own)) continue;
        if (!isWhole && !partial.some((piece) => mayHoldTime(part, own, rangeOf(piece)))) continue;
        const rows = await source.load(part.page);
        await breathe();
        const matches = rows && rowTest(selection, own, { part, rows });
        if (!matches) continue;
        const { timeUs } = rows;
        for (let row = 0; row < rows.count; row++) {
          const time = timeUs[row]!;
          if (time < toUs && matches(row) && (isWhole || partial.some((piece) => holds(piece, time))))
            times.push(time);
        }
      }
    }
    const rest = times.filter((time) => time >= fromUs);
    return { counted: counted + times.length - rest.length, times: Float64Array.from(rest) };
  }

  async function addPieces(source: Source): Promise<void> {
    const own = selection.of(source);
    const isWanted = (series: number) => own.verdicts[series] !== verdict.none;
    const total = rowsOfSeries(selection, source);
    if (total === 0) return;
    const { parts } = await source.layout();
    layouts.set(source, { strands: [], parts });
    if (total === source.rows) {
      for (const part of parts.time) {
        const { minUs, maxUs, rows } = part;
        if (part.late) late.push(part.late.lateUs);
        else if (rows > 0) pieces.push({ source, part, firstUs: minUs, lastUs: maxUs, count: rows });
      }
      return;
    }
    const byTime = await source.counts?.('time');
    if (!byTime) {
      pieces.push(pieceOf(source, source, total));
      return;
    }
    for (let i = 0; i < byTime.spans.length; i++) {
      let count = 0;
      for (let cell = byTime.starts[i]!; cell < byTime.starts[i + 1]!; cell++)
        if (isWanted(byTime.series[cell]!)) count += byTime.counts[cell]!;
      const firstUs = byTime.spans[i]! * byTime.unitUs;
      if (count > 0) pieces.push({ source, firstUs, lastUs: firstUs + byTime.unitUs - 1, count });
    }
    await breathe();
  }
}

const pieceOf = (source: Source, bounds: Bounds, count: number): Piece => ({
  source,
  firstUs: bounds.minTimeUs,
  lastUs: bounds.maxTimeUs,
  count,
});

const rangeOf = ({ firstUs, lastUs }: Piece) => ({ fromUs: firstUs, toUs: lastUs + 1 });

const holds = ({ part, firstUs, lastUs }: Piece, timeUs: number): boolean =>
  !part && firstUs <= timeUs && timeUs <= lastUs;

export interface Summed {
  /** Ascending. */
  readonly edges: Float64Array;
  /** Rows of the pieces before each edge, and of all. */
  readonly sums: Float64Array;
}

export function summed<T extends { readonly count: number }>(
  pieces: readonly T[],
  edgeOf: (piece: T) => number,
): Summed {
  const sorted = pieces.toSorted((a, b) => edgeOf(a) - edgeOf(b));
  const sums = new Float64Array(sorted.length + 1);
  sorted.forEach(({ count }, i) => {
    sums[i + 1] = sums[i]! + count;
  });
  return { edges: Float64Array.from(sorted, edgeOf), sums };
}

/** The least index below `count` that holds, for all after the first that does hold; `count` when none does. */
export function firstThat(count: number, holdsAt: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holdsAt(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
