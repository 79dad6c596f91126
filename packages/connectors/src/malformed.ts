/** Input that could not be understood, as an observation: nothing a source sends is dropped without a trace. */
import type { Observation } from './connector.ts';

/** Bytes of bad input that are kept to look at. */
export const keptRawLength = 4096;

export interface MalformedInput {
  readonly timeUs: number;
  readonly problem: string;
  readonly raw: string;
  /** Length of the whole input in bytes, where `raw` is only its beginning. */
  readonly rawBytes?: number;
  readonly place?: string | undefined;
}

export function malformed({ timeUs, problem, raw, rawBytes, place }: MalformedInput): Observation {
  return {
    kind: 'malformed',
    timeUs,
    problem,
    raw: raw.length > keptRawLength ? raw.slice(0, keptRawLength) : raw,
    rawBytes: rawBytes ?? Buffer.byteLength(raw),
    ...(place === undefined ? {} : { place }),
  };
}
