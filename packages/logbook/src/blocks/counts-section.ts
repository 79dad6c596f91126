/**
 * How many rows of each series a block has in each span of time, as a section of its own: a histogram reads nothing else.
 *
 *     varint    spans that hold rows, counts in all; zigzag the first span
 *     columns   (`columns/packed-integers.ts`) steps from span to span, counts in each span, steps from series to series in each span,
 *               the counts
 *     4 bytes of zero
 */
import { ByteReader } from '../codec/byte-reader.ts';
import { ByteWriter } from '../codec/byte-writer.ts';
import type { Counts, TimeCounts } from './block-format.ts';
import { padding } from './columns/bits.ts';
import { readPacked, writePacked } from './columns/packed-integers.ts';
import type { Scratch } from './columns/scratch.ts';

export function encodeCounts({ spans, starts, series, counts }: TimeCounts): Uint8Array {
  const out = new ByteWriter(64 + 4 * series.length);
  out.reserve(24);
  out.varint(spans.length);
  out.varint(series.length);
  out.zigzag(spans[0] ?? 0);
  writePacked(
    out,
    spans.slice(1).map((span, i) => span - spans[i]!),
  );
  writePacked(
    out,
    Float64Array.from(spans, (_, i) => starts[i + 1]! - starts[i]!),
  );
  const steps = Float64Array.from(series, (id, cell) => id - (series[cell - 1] ?? 0));
  for (const start of starts) if (start < series.length) steps[start] = series[start]!;
  writePacked(out, steps);
  writePacked(out, Float64Array.from(counts));
  out.append(new Uint8Array(padding));
  return out.written();
}

/** Throws RangeError for what `encodeCounts` did not write. */
export function decodeCounts(
  bytes: Uint8Array,
  { unitUs, scratch }: { unitUs: number; scratch: Scratch },
): TimeCounts {
  const input = new ByteReader(bytes, 0, bytes.length - padding);
  const [spanCount, cells, first] = [input.varint(), input.varint(), input.zigzag()];
  const column = (count: number) => readPacked(input, count, scratch(0, count));
  const spans = new Float64Array(spanCount);
  if (spanCount > 0) spans[0] = first;
  const steps = column(Math.max(0, spanCount - 1));
  for (let i = 1; i < spanCount; i++) spans[i] = spans[i - 1]! + steps[i - 1]!;
  const starts = new Uint32Array(spanCount + 1);
  const inSpan = column(spanCount);
  for (let i = 0; i < spanCount; i++) starts[i + 1] = starts[i]! + inSpan[i]!;
  if (starts[spanCount] !== cells) throw new RangeError('the counts of the spans are not those in all');
  const ids = column(cells);
  for (let i = 0; i < spanCount; i++)
    for (let cell = starts[i]! + 1; cell < starts[i + 1]!; cell++) ids[cell]! += ids[cell - 1]!;
  const series = narrow(ids, cells);
  return { unitUs, spans, starts, series, counts: narrow(column(cells), cells) };
}

/** The first `count` of the values, whole numbers, in an array of their own. */
export function narrow(values: Float64Array | Uint32Array, count = values.length): Counts {
  let most = 0;
  for (let i = 0; i < count; i++) if (values[i]! > most) most = values[i]!;
  const counts = most < 2 ** 16 ? new Uint16Array(count) : new Uint32Array(count);
  for (let i = 0; i < count; i++) counts[i] = values[i]!;
  return counts;
}
