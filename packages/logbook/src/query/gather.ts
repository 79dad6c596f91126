/** Matching rows in order, one after the other, opening as few pages as the order allows. */

import type { Bounds } from '../blocks/block-format.ts';
import { heap } from './heap.ts';
import { type Cut, comparePlaces, isBefore, type Place } from './key.ts';
import { type CompiledSelection, mayMatch, mayMatchOpened, overlapsRange, rowTest } from './selection.ts';
import { slices } from './slices.ts';
import type { Rows, Source, SourcePage } from './source.ts';

export interface GatherRequest {
  readonly sources: readonly Source[];
  readonly selection: CompiledSelection;
  readonly direction: 'older' | 'newer';
  /** Only rows beyond it in this direction. */
  readonly from?: Cut;
  readonly limit: number;
}

/** A row found, not yet materialised. */
export interface Found {
  readonly place: Place;
  readonly rows: Rows;
  readonly row: number;
}

/** Stands for rows that may still come: `place` is the best that any of them can have. */
type Waiting =
  | { readonly what: 'source'; readonly place: Place; readonly source: Source }
  | { readonly what: 'page'; readonly place: Place; readonly source: Source; readonly page: SourcePage }
  | { readonly what: 'run'; readonly place: Place; readonly run: Run };

/** The matching rows of an open page in reading order. */
interface Run {
  readonly rows: Rows;
  readonly epoch: number;
  readonly order: readonly number[];
  next: number;
}

/**
 * Everything not yet read waits in a heap by the best place it can still yield. Sources open into pages, pages into rows,
 * and a row is taken when nothing that waits can come before it. So pages that overlap are merged, and those that cannot
 * contribute are never opened.
 */
export async function gather(request: GatherRequest): Promise<Found[]> {
  const { selection, from, limit } = request;
  const older = request.direction === 'older';
  const compare = (a: Place, b: Place) => (older ? comparePlaces(b, a) : comparePlaces(a, b));
  const waiting = heap<Waiting>((a, b) => {
    const compared = compare(a.place, b.place);
    // On a tie the unopened comes first: it may hold the very next row.
    return compared < 0 || (compared === 0 && a.what !== 'run' && b.what === 'run');
  });
  const isWanted = (place: Place) => !from || isBefore(place, from) === older;
  /** The best place that rows in these bounds can have, unless none of them can be wanted. */
  const bestPlace = (epoch: number, bounds: Bounds): Place | undefined => {
    if (!overlapsRange(selection, bounds)) return undefined;
    const [first, last] = cornersOf(selection, epoch, bounds);
    return isWanted(older ? first : last) ? (older ? last : first) : undefined;
  };
  const pushRun = (run: Run) => {
    const row = run.order[run.next];
    if (row !== undefined) waiting.push({ what: 'run', place: placeOf(run, row), run });
  };
  const placeOf = ({ rows, epoch }: Pick<Run, 'rows' | 'epoch'>, row: number): Place => ({
    timeUs: selection.order === 'time' ? rows.timeUs[row]! : 0,
    epoch,
    seq: rows.seq[row]!,
  });
  const breathe = slices();
  const found: Found[] = [];

  for (const source of request.sources) {
    const place = source.rows > 0 && bestPlace(source.epoch, source);
    if (place) waiting.push({ what: 'source', place, source });
  }
  while (found.length < limit) {
    const best = waiting.pop();
    if (!best) break;
    switch (best.what) {
      case 'source': {
        const wanted = selection.of(best.source);
        for (const page of best.source.strands.flatMap((strand) => strand.pages)) {
          const place = mayMatch(page, wanted) && bestPlace(best.source.epoch, page);
          if (place) waiting.push({ what: 'page', place, source: best.source, page });
        }
        break;
      }
      case 'page': {
        const { source, page } = best;
        const rows = await source.load(page);
        if (rows && mayMatchOpened(selection, selection.of(source), { page, rows }))
          pushRun(openRun(source, rows));
        await breathe();
        break;
      }
      case 'run': {
        const { run } = best;
        found.push({ place: best.place, rows: run.rows, row: run.order[run.next++]! });
        pushRun(run);
        break;
      }
    }
  }
  return found;

  function openRun(source: Source, rows: Rows): Run {
    const wanted = rowsWanted(rows, selection.order === 'time' ? rows.timeUs : undefined);
    const matches = rowTest(selection, selection.of(source), rows);
    const order: number[] = [];
    for (let row = 0; row < rows.count; row++) if (wanted(row, source.epoch) && matches(row)) order.push(row);
    // Reversed first: what nearly stands in order sorts in nearly linear time.
    if (older) order.reverse();
    const sign = older ? -1 : 1;
    const { seq } = rows;
    const values = selection.order === 'time' ? rows.timeUs : seq;
    const best = bestOf(order, values, { count: limit, sign });
    best.sort((a, b) => sign * (values[a]! - values[b]! || seq[a]! - seq[b]!));
    return { rows, epoch: source.epoch, order: best, next: 0 };
  }

  /** `isWanted` without making a place for each row. */
  function rowsWanted(
    { seq }: Rows,
    timeUs: Float64Array | undefined,
  ): (row: number, epoch: number) => boolean {
    if (!from) return () => true;
    return (row, epoch) => {
      const compared =
        (timeUs ? timeUs[row]! - from.timeUs : 0) || epoch - from.epoch || seq[row]! - from.seq;
      return (compared < 0 || (compared === 0 && from.after)) === older;
    };
  }
}

/** At least the `count` rows of least value (sign 1) or greatest (−1), all ties included: no page need yield more. */
function bestOf(
  rows: number[],
  values: Float64Array,
  { count, sign }: { count: number; sign: 1 | -1 },
): number[] {
  if (rows.length <= 2 * count) return rows;
  if (rows.every((row, i) => i === 0 || sign * (values[row]! - values[rows[i - 1]!]!) > 0))
    return rows.slice(0, count);
  const sorted = new Float64Array(rows.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = sign * values[rows[i]!]!;
  const limit = sorted.sort()[count - 1]!;
  return rows.filter((row) => sign * values[row]! <= limit);
}

/** The first and the last place that rows in these bounds can have. */
function cornersOf({ order }: CompiledSelection, epoch: number, bounds: Bounds): [Place, Place] {
  if (order === 'received')
    return [
      { timeUs: 0, epoch, seq: bounds.minSeq },
      { timeUs: 0, epoch, seq: bounds.maxSeq },
    ];
  return [
    { timeUs: bounds.minTimeUs, epoch, seq: bounds.minSeq },
    { timeUs: bounds.maxTimeUs, epoch, seq: bounds.maxSeq },
  ];
}
