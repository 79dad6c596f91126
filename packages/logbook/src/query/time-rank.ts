/** Ranks in time order: summaries say how many rows certainly stand before a moment, so only pages around it are opened. */
import type { Bounds } from '../blocks/block-format.ts';
import { type CompiledSelection, mayMatch, rowTest, verdict } from './selection.ts';
import { slices } from './slices.ts';
import type { Source, SourcePage } from './source.ts';

/** So many matching rows have times from the first to the last, both included. */
interface Piece {
  readonly source: Source;
  /** All of its rows match and are the piece; absent, the piece is the source's matching rows between these times. */
  readonly page?: SourcePage;
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

/** `selection` is of time order, without a text; its range of time is left aside. */
export async function timeRank(sources: readonly Source[], ranged: CompiledSelection): Promise<TimeRank> {
  const selection = { ...ranged, fromUs: Number.NEGATIVE_INFINITY, toUs: Number.POSITIVE_INFINITY };
  const breathe = slices();
  const pieces: Piece[] = [];
  for (const source of sources) if (source.rows > 0) await addPieces(source);
  const byFirst = Float64Array.from(pieces, (piece) => piece.firstUs).sort();
  const byLast = Float64Array.from(pieces, (piece) => piece.lastUs).sort();

  return { before, at };

  async function before(timeUs: number): Promise<number> {
    const { counted, times } = await look(timeUs, timeUs);
    return counted + times.length;
  }

  async function at(rank: number): Promise<{ timeUs: number; before: number } | undefined> {
    const total = pieces.reduce((sum, { count }) => sum + count, 0);
    if (rank >= total) return undefined;
    const fromUs = boundary(byFirst, (piece) => piece.firstUs, rank);
    const toUs = boundary(byLast, (piece) => piece.lastUs, rank) + 1;
    const { counted, times } = await look(fromUs, toUs);
    const timeUs = times.sort()[rank - counted];
    if (timeUs === undefined) return undefined;
    return { timeUs, before: counted + times.indexOf(timeUs) };
  }

  /** The least edge up to which pieces begun (or ended) hold more rows than `rank`. */
  function boundary(edges: Float64Array, edgeOf: (piece: Piece) => number, rank: number): number {
    const upTo = (edge: number) => {
      let rows = 0;
      for (const piece of pieces) if (edgeOf(piece) <= edge) rows += piece.count;
      return rows;
    };
    let [low, high] = [0, edges.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo(edges[middle]!) > rank) high = middle;
      else low = middle + 1;
    }
    return edges[low]!;
  }

  /**
   * Rows known to be earlier than `fromUs` without opening a page, and the times, below `toUs`, of those that had to be
   * looked at. With `fromUs` equal to `toUs` both together are all the earlier rows.
   */
  async function look(fromUs: number, toUs: number): Promise<{ counted: number; times: Float64Array }> {
    let counted = 0;
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
    for (const [source, spans] of open) {
      const own = selection.of(source);
      const whole = new Set(spans.map((piece) => piece.page));
      for (const page of pagesOf(source)) {
        const isWhole = whole.has(page);
        if (page.minTimeUs >= toUs || !mayMatch(page, own)) continue;
        if (!isWhole && !spans.some((piece) => overlaps(piece, page))) continue;
        const rows = await source.load(page);
        await breathe();
        if (!rows) continue;
        const matches = rowTest(selection, own, rows);
        const { timeUs } = rows;
        for (let row = 0; row < rows.count; row++) {
          const time = timeUs[row]!;
          if (time < toUs && matches(row) && (isWhole || spans.some((piece) => holds(piece, time))))
            times.push(time);
        }
      }
    }
    const late = times.filter((time) => time >= fromUs);
    return { counted: counted + times.length - late.length, times: Float64Array.from(late) };
  }

  async function addPieces(source: Source): Promise<void> {
    const own = selection.of(source);
    const isWanted = (series: number) => own.verdicts[series] !== verdict.none;
    const total = source.strands.reduce((sum, { totals }) => {
      for (let i = 0; i < totals.series.length; i++)
        if (isWanted(totals.series[i]!)) sum += totals.counts[i]!;
      return sum;
    }, 0);
    if (total === 0) return;
    if (total === source.rows) {
      for (const page of pagesOf(source)) pieces.push({ page, ...pieceOf(source, page, page.rows) });
      return;
    }
    const { byTime } = source;
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

const pagesOf = (source: Source): SourcePage[] => source.strands.flatMap((strand) => strand.pages);

const pieceOf = (source: Source, bounds: Bounds, count: number): Piece => ({
  source,
  firstUs: bounds.minTimeUs,
  lastUs: bounds.maxTimeUs,
  count,
});

const overlaps = ({ page: own, firstUs, lastUs }: Piece, page: Bounds): boolean =>
  !own && page.minTimeUs <= lastUs && page.maxTimeUs >= firstUs;

const holds = ({ page, firstUs, lastUs }: Piece, timeUs: number): boolean =>
  !page && firstUs <= timeUs && timeUs <= lastUs;
