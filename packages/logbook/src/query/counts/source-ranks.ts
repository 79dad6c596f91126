/** Ranks in time order: most sources lie whole before a moment or behind it, and only the others are opened. */
import { type CompiledSelection, rowsOfSeries } from '../selection.ts';
import type { Source } from '../source.ts';
import { firstThat, rankAmong, summed, type TimeRank } from './time-rank.ts';

/** `ranged` is of time order, without a text; its range of time is left aside. */
export function timeRank(sources: readonly Source[], ranged: CompiledSelection): TimeRank {
  const selection = { ...ranged, fromUs: Number.NEGATIVE_INFINITY, toUs: Number.POSITIVE_INFINITY };
  const counted = sources
    .map((source) => ({ source, count: source.rows > 0 ? rowsOfSeries(selection, source) : 0 }))
    .filter(({ count }) => count > 0);
  const byFirst = summed(counted, ({ source }) => source.minTimeUs);
  const byLast = summed(counted, ({ source }) => source.maxTimeUs);
  /** The rows of sources that end before a moment, and the ranks among those that reach from there to before another. */
  const among = async (fromUs: number, toUs: number) => {
    const before = byLast.sums[firstThat(byLast.edges.length, (i) => byLast.edges[i]! >= fromUs)]!;
    const within = counted.filter(({ source }) => source.maxTimeUs >= fromUs && source.minTimeUs < toUs);
    return {
      before,
      ranks: await rankAmong(
        within.map(({ source }) => source),
        selection,
      ),
    };
  };
  return {
    async before(timeUs) {
      const { before, ranks } = await among(timeUs, timeUs);
      return before + (await ranks.before(timeUs));
    },
    async at(rank) {
      // At most so many rows stand before `fromUs`, and more before `toUs`: the row is between.
      const first = firstThat(byFirst.edges.length, (i) => byFirst.sums[i]! > rank);
      const fromUs = first === 0 ? Number.NEGATIVE_INFINITY : byFirst.edges[first - 1]!;
      const last = firstThat(byLast.edges.length, (i) => byLast.sums[i + 1]! > rank);
      const toUs = last === byLast.edges.length ? Number.POSITIVE_INFINITY : byLast.edges[last]! + 1;
      const { before, ranks } = await among(fromUs, toUs);
      const moment = await ranks.at(rank - before);
      return moment && { timeUs: moment.timeUs, before: before + moment.before };
    },
  };
}
