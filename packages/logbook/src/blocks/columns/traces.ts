/** The few rows that belong to a trace: how many; for each twice the rows since the last, odd when a span follows; the ids. */
import type { TraceContext } from '@mantinel/domain';
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
import { type TraceTable, traceBytes } from '../row-table.ts';

const traceIdBytes = 16;
const spanIdBytes = traceBytes - traceIdBytes;

/** `rows`: the page's rows of the table. Writes nothing when none has a trace. */
export function writeTraces(out: ByteWriter, traces: TraceTable, rows: Uint32Array): void {
  const found: number[] = [];
  for (let at = 0; at < rows.length; at++) if (traces.of[rows[at]!]! >= 0) found.push(at);
  if (found.length === 0) return;
  out.reserve(5 * (1 + found.length));
  out.varint(found.length);
  let previous = 0;
  for (const at of found) {
    out.varint((at - previous) * 2 + traces.withSpan[traces.of[rows[at]!]!]!);
    previous = at;
  }
  for (const at of found) {
    const trace = traces.of[rows[at]!]!;
    const length = traces.withSpan[trace] === 1 ? traceBytes : traceIdBytes;
    out.append(traces.ids.subarray(trace * traceBytes, trace * traceBytes + length));
  }
}

/** The trace of a row, its ids made text when asked for. */
export function readTraces(input: ByteReader): (row: number) => TraceContext | undefined {
  const places = new Map<number, { at: number; withSpan: boolean }>();
  const count = input.at === input.end ? 0 : input.varint();
  let [row, at] = [0, 0];
  for (let i = 0; i < count; i++) {
    const coded = input.varint();
    row += coded >>> 1;
    const withSpan = (coded & 1) === 1;
    places.set(row, { at, withSpan });
    at += withSpan ? traceBytes : traceIdBytes;
  }
  const bytes = input.take(at);
  const hex = (from: number, length: number) => bytes.toString('hex', from, from + length);
  return (wanted) => {
    const place = places.get(wanted);
    if (!place) return undefined;
    const traceId = hex(place.at, traceIdBytes);
    return place.withSpan ? { traceId, spanId: hex(place.at + traceIdBytes, spanIdBytes) } : { traceId };
  };
}
