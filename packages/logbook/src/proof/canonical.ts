/**
 * The one form of an event that is hashed, whatever form it is stored in: so segments become blocks, and blocks are written anew,
 * without a signed head becoming invalid. Numbers are big endian; str is its length in bytes u32 and its UTF-8.
 *
 *   series  0x01 | str node | f64 epoch | str site | machine | path, each 0 or 1 and str | str kind | severity u8 | str code
 *           | str quality | number of attributes u32 | for each, in its order: str key, type u8 (place in `attributeTypes`)
 *   leaf    SHA-256 of the series | f64 seq | f64 timeUs | f64 receivedUs | str message | the values of the attributes in the same
 *           order: number f64, boolean u8, null nothing, text and JSON str | trace: 0, or 1 and 16 bytes, or 2 and 24 bytes
 *
 * The hash of the tree is SHA-256(0x00 ‖ leaf). What is private stands in it as the cipher text that is stored.
 */
import { hash } from 'node:crypto';
import type { Event } from '@mantinel/domain';
import { jsonText } from '../codec/json-text.ts';
import { attributeTypeOf, attributeTypes, type Series } from '../codec/series.ts';

const canonicalVersion = 1;

export interface Origin {
  readonly node: string;
  readonly epoch: number;
}

export function canonicalSeries(series: Series, { node, epoch }: Origin): Uint8Array {
  const parts: Uint8Array[] = [Buffer.of(canonicalVersion), str(node), f64(epoch), str(series.site)];
  for (const part of [series.machine, series.path])
    parts.push(part === undefined ? Buffer.of(0) : Buffer.concat([Buffer.of(1), str(part)]));
  parts.push(str(series.kind), Buffer.of(series.severity), str(series.code), str(series.quality));
  parts.push(u32(series.shape.length));
  for (const { key, type } of series.shape) parts.push(str(key), Buffer.of(attributeTypes.indexOf(type)));
  return Buffer.concat(parts);
}

/** Both parts of what an event is hashed as: whoever verifies it checks that the leaf begins with the digest of the series. */
export interface Canonical {
  readonly series: Uint8Array;
  readonly leaf: Uint8Array;
}

export function canonicalEvent(event: Event): Canonical {
  const shape = Object.entries(event.attributes).map(([key, value]) => ({
    key,
    type: attributeTypes[attributeTypeOf(value)]!,
  }));
  const series = canonicalSeries({ ...event, shape }, event);
  const values = Object.values(event.attributes).map((value): Uint8Array => {
    if (typeof value === 'number') return f64(value);
    if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
    if (value === null) return new Uint8Array(0);
    return str(typeof value === 'string' ? value : jsonText(value));
  });
  const { trace } = event;
  const ids = trace ? Buffer.from(trace.traceId + (trace.spanId ?? ''), 'hex') : new Uint8Array(0);
  const leaf = Buffer.concat([
    hash('sha256', series, 'buffer'),
    ...[f64(event.seq), f64(event.timeUs), f64(event.receivedUs), str(event.message), ...values],
    Buffer.of(trace ? (trace.spanId === undefined ? 1 : 2) : 0),
    ids,
  ]);
  return { series, leaf };
}

function str(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([u32(bytes.length), bytes]);
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function f64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}
