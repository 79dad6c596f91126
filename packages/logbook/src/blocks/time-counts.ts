/** How many rows of each series fall into each span of time: histograms and counts without touching a row. */
import type { TimeCounts } from './block-format.ts';

const secondUs = 1_000_000;
/** Each divides the next, so that a longer bucket is a whole number of any of them it exceeds. */
const unitsUs = [1, 10, 60, 300, 1800, 10_800, 86_400].map((seconds) => seconds * secondUs);
/** The finest unit with this many rows a count is taken, so that the counts stay small beside the rows. */
const rowsPerCount = 16;

interface Rows {
  readonly rows: Uint32Array;
  readonly times: Float64Array;
  readonly seriesOf: Uint32Array;
}

export function countByTime(source: Rows): TimeCounts {
  const limit = source.rows.length / rowsPerCount + 64;
  for (const unitUs of unitsUs) {
    const counted = countWithin(source, unitUs, unitUs === unitsUs.at(-1) ? Number.POSITIVE_INFINITY : limit);
    if (counted) return sorted(counted, unitUs);
  }
  throw new Error('the last unit has no limit');
}

type Counted = Map<number, Map<number, number>>;

/** span → series → rows; undefined when there are more counts than `limit`. */
function countWithin({ rows, times, seriesOf }: Rows, unitUs: number, limit: number): Counted | undefined {
  const bySpan: Counted = new Map();
  let cells = 0;
  let lastSpan = Number.NaN;
  let bySeries = new Map<number, number>();
  for (const row of rows) {
    const span = Math.floor(times[row]! / unitUs);
    if (span !== lastSpan) {
      lastSpan = span;
      const known = bySpan.get(span);
      bySeries = known ?? new Map();
      if (!known) bySpan.set(span, bySeries);
    }
    const series = seriesOf[row]!;
    const count = bySeries.get(series);
    if (count === undefined && ++cells > limit) return undefined;
    bySeries.set(series, (count ?? 0) + 1);
  }
  return bySpan;
}

function sorted(counted: Counted, unitUs: number): TimeCounts {
  const spans = Float64Array.from(counted.keys()).sort();
  const starts = new Uint32Array(spans.length + 1);
  spans.forEach((span, i) => {
    starts[i + 1] = starts[i]! + counted.get(span)!.size;
  });
  const series = new Uint32Array(starts.at(-1)!);
  const counts = new Uint32Array(starts.at(-1)!);
  spans.forEach((span, i) => {
    [...counted.get(span)!]
      .sort(([a], [b]) => a - b)
      .forEach(([id, count], j) => {
        series[starts[i]! + j] = id;
        counts[starts[i]! + j] = count;
      });
  });
  return { unitUs, spans, starts, series, counts };
}
