/** Matching rows in order, one after the other, opening as few pages as the order allows. */

import { heap } from './heap.ts';
import { type Cut, comparePlaces, isBefore, type Place } from './key.ts';
import { type Opened, opened } from './opened.ts';
import { firstFrom, firstNotBelow, lastBefore } from './parts.ts';
import { type CompiledSelection, mayMatch, overlapsRange, rowTest } from './selection.ts';
import { slices } from './slices.ts';
import type { Part, Rows, Source } from './source.ts';
import type { SourceSelection } from './verdict.ts';

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
  | {
      readonly what: 'source';
      readonly place: Place;
      readonly source: Source;
      /** Begun before its turn. */
      opening?: Promise<Opened | undefined>;
    }
  | {
      readonly what: 'part';
      readonly place: Place;
      readonly source: Source;
      readonly part: Part;
      loading?: Promise<Rows | undefined>;
    }
  | { readonly what: 'run'; readonly place: Place; readonly run: Run };

/** The matching rows of an open page in reading order. */
interface Run {
  readonly rows: Rows;
  readonly epoch: number;
  readonly order: ArrayLike<number>;
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
  /** The best place between two corners, unless no place between them can be wanted. */
  const bestOf = (first: Place, last: Place): Place | undefined =>
    isWanted(older ? first : last) ? (older ? last : first) : undefined;
  const bestInTime = (epoch: number, seqs: Seqs, [fromUs, toUs]: readonly [number, number]) =>
    toUs >= selection.fromUs && fromUs < selection.toUs
      ? bestOf({ timeUs: fromUs, epoch, seq: seqs.minSeq }, { timeUs: toUs, epoch, seq: seqs.maxSeq })
      : undefined;
  /** The best place of any row of the source. */
  const bestOfSource = (source: Source): Place | undefined => {
    if (source.rows === 0 || !overlapsRange(selection, source)) return undefined;
    const { epoch, minSeq, maxSeq, minTimeUs, maxTimeUs } = source;
    if (selection.order === 'time') return bestInTime(epoch, source, [minTimeUs, maxTimeUs]);
    return bestOf({ timeUs: 0, epoch, seq: minSeq }, { timeUs: 0, epoch, seq: maxSeq });
  };
  const bestOfPart = (source: Source, part: Part, own: SourceSelection): Place | undefined => {
    const { epoch } = source;
    const { minSeq, maxSeq } = part.page;
    if (selection.order === 'received') {
      if (!overlapsRange(selection, part.page)) return undefined;
      return bestOf({ timeUs: 0, epoch, seq: minSeq }, { timeUs: 0, epoch, seq: maxSeq });
    }
    const best = older ? lastBefore(part, own, wantedTo) : firstFrom(part, own, wantedFrom);
    if (best === undefined) return undefined;
    return bestInTime(epoch, part.page, part.late ? [best, best] : [part.minUs, part.maxUs]);
  };
  const wantedFrom = Math.max(selection.fromUs, from?.timeUs ?? Number.NEGATIVE_INFINITY);
  const wantedTo = Math.min(selection.toUs, from ? from.timeUs + 1 : Number.POSITIVE_INFINITY);
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
  /** Pages looked at, and the rows of theirs that match and are not taken yet. */
  let [pages, atHand] = [0, 0];
  /** Where these do not hold all that is missing, the next page is read while this one is looked at. */
  const readAhead = () => {
    if (pages > 0 && atHand < limit - found.length) begin(waiting.peek());
  };
  const begin = (next: Waiting | undefined) => {
    if (next?.what === 'source') next.opening ??= heard(opened(next.source, selection));
    if (next?.what === 'part') next.loading ??= heard(load(next));
  };

  for (const source of request.sources) {
    const place = bestOfSource(source);
    if (place) waiting.push({ what: 'source', place, source });
  }
  while (found.length < limit) {
    const best = waiting.pop();
    if (!best) break;
    switch (best.what) {
      case 'source': {
        const { source } = best;
        begin(best);
        readAhead();
        const { layout, own, holding } = (await best.opening) ?? {};
        for (const part of layout?.parts[selection.order] ?? []) {
          const place = mayMatch(part.page, own!, holding) && bestOfPart(source, part, own!);
          if (place) waiting.push({ what: 'part', place, source, part });
        }
        await breathe();
        break;
      }
      case 'part': {
        const { source, part } = best;
        begin(best);
        readAhead();
        const rows = await best.loading;
        if (rows) {
          const run = openRun(source, { part, rows });
          pages++;
          atHand += run.order.length;
          pushRun(run);
        }
        await breathe();
        break;
      }
      case 'run': {
        const { run } = best;
        found.push({ place: best.place, rows: run.rows, row: run.order[run.next++]! });
        atHand--;
        pushRun(run);
        break;
      }
    }
  }
  return found;

  function openRun(source: Source, opened: { part: Part; rows: Rows }): Run {
    const { rows } = opened;
    const matches = rowTest(selection, selection.of(source), opened);
    const order = !matches
      ? []
      : selection.order === 'time'
        ? byTime(matches, source.epoch, rows)
        : bySeq(matches, source.epoch, rows.seq);
    return { rows, epoch: source.epoch, order, next: 0 };
  }

  /** Rows of a page stand in order of seq: no more of them than wanted are looked at. */
  function bySeq(matches: (row: number) => boolean, epoch: number, seq: Float64Array): number[] {
    const order: number[] = [];
    const cut =
      from === undefined ? undefined : from.epoch === epoch ? from.seq + (from.after ? 1 : 0) : undefined;
    const firstAfter = cut === undefined ? (older ? seq.length : 0) : firstNotBelow(seq, cut);
    if (older) {
      for (let row = firstAfter - 1; row >= 0 && order.length < limit; row--)
        if (matches(row)) order.push(row);
    } else {
      for (let row = firstAfter; row < seq.length && order.length < limit; row++)
        if (matches(row)) order.push(row);
    }
    return order;
  }

  function byTime(matches: (row: number) => boolean, epoch: number, { count, timeUs, seq }: Rows): number[] {
    const order: number[] = [];
    for (let row = 0; row < count; row++) {
      if (!matches(row)) continue;
      if (from) {
        const compared = timeUs[row]! - from.timeUs || epoch - from.epoch || seq[row]! - from.seq;
        if ((compared < 0 || (compared === 0 && from.after)) !== older) continue;
      }
      order.push(row);
    }
    // Reversed first: what nearly stands in order sorts in nearly linear time.
    if (older) order.reverse();
    const sign = older ? -1 : 1;
    const best = bestOfRows(order, timeUs, { count: limit, sign });
    return best.sort((a, b) => sign * (timeUs[a]! - timeUs[b]! || seq[a]! - seq[b]!));
  }
}

/** Where it fails that is told to whoever waits for it, if anybody comes to. */
function heard<T>(begun: Promise<T>): Promise<T> {
  begun.catch(() => undefined);
  return begun;
}

const load = async ({ source, part }: { source: Source; part: Part }) => source.load(part.page);

/**
 * At least the `count` rows of least value (sign 1) or greatest (−1), all ties included: no page need yield more. Rows nearly
 * stand in order, so that few come after the first `count` that are as good.
 */
function bestOfRows(
  rows: readonly number[],
  values: Float64Array,
  { count, sign }: { count: number; sign: 1 | -1 },
): number[] {
  let best = rows.slice(0, count);
  let worst = best.reduce((most, row) => Math.max(most, sign * values[row]!), Number.NEGATIVE_INFINITY);
  for (let i = count; i < rows.length; i++) {
    const row = rows[i]!;
    if (sign * values[row]! > worst) continue;
    best.push(row);
    if (best.length < 2 * count) continue;
    const sorted = Float64Array.from(best, (kept) => sign * values[kept]!).sort();
    const limit = sorted[count - 1]!;
    best = best.filter((kept) => sign * values[kept]! <= limit);
    worst = limit;
    // All of one time: no fewer can be kept, and each further one is kept as well.
    if (best.length >= 2 * count)
      return best.concat(rows.slice(i + 1).filter((kept) => sign * values[kept]! <= limit));
  }
  return best;
}

interface Seqs {
  readonly minSeq: number;
  readonly maxSeq: number;
}
