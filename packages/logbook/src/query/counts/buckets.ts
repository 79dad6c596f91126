/** Round widths for buckets of time, on which the summaries of blocks add up without reading rows. */

const ms = 1000;
const second = 1000 * ms;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const roundUs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((n) => [n, n * ms]),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 3, 6, 12].map((n) => n * hour),
].sort((a, b) => a - b);

export interface Buckets {
  readonly fromUs: number;
  readonly bucketUs: number;
  readonly count: number;
}

interface Range {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * At most `limit` buckets that cover [fromUs, toUs), of the least round width not below `leastUs`, aligned to multiples of
 * it. Where alignment itself would need one bucket too many, they begin at `fromUs` instead.
 */
export function bucketsOver({ fromUs, toUs }: Range, limit: number, leastUs = 1): Buckets {
  const span = Math.max(1, toUs - fromUs);
  for (const bucketUs of widths()) {
    if (bucketUs * limit < span || bucketUs < leastUs) continue;
    const first = Math.floor(fromUs / bucketUs);
    const count = Math.max(1, Math.ceil(toUs / bucketUs) - first);
    if (count <= limit) return { fromUs: first * bucketUs, bucketUs, count };
    if (bucketUs > 2 * span) return { fromUs, bucketUs, count: Math.ceil(span / bucketUs) };
  }
  throw new RangeError('widths never end');
}

function* widths(): Generator<number> {
  yield* roundUs;
  for (let days = day; ; days *= 2) yield days;
}

export function edgesOf({ fromUs, bucketUs, count }: Buckets): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, i) => fromUs + i * bucketUs);
}
