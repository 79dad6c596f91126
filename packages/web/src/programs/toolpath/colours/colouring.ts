/** What the colour of a line says: its operation, or a number that each row has. */
import type { Rows } from '../../reading/rows.ts';

export type ColourBy = 'operation' | 'feed' | 'engagement';

/** Tones are indices into a list of colours; the one behind the last class is "no value". */
export interface Colouring {
  readonly by: ColourBy;
  readonly toneOf: (row: number) => number;
  /** Of a scale: upper ends of its classes but the last one. */
  readonly bounds: readonly number[];
}

export const operationTones = 8;
export const scaleClasses = 5;

/** Colours come again after eight: the list beside the picture names the operation as well. */
export const byOperation = ({ operation }: Rows): Colouring => ({
  by: 'operation',
  toneOf: (row) => operation[row]! % operationTones,
  bounds: [],
});

/**
 * One number a row of the stream (events too), NaN where there is none: mm/min of the feed, mm² of the engagement ap·ae. Classes hold
 * about as many rows each, so that one fast move does not make all others look alike.
 */
export function byValue(by: 'feed' | 'engagement', values: Float32Array, count: number): Colouring {
  const bounds = boundsOf(values, count);
  return {
    by,
    bounds,
    toneOf: (row) => {
      const value = values[row]!;
      if (Number.isNaN(value)) return scaleClasses;
      let tone = 0;
      while (tone < bounds.length && value > bounds[tone]!) tone++;
      // With fewer classes than colours the ends of the scale stay what they are.
      return bounds.length === 0 ? 0 : Math.round((tone * (scaleClasses - 1)) / bounds.length);
    },
  };
}

const mostSamples = 20_000;

function boundsOf(values: Float32Array, count: number): number[] {
  const step = Math.max(1, Math.floor(count / mostSamples));
  const samples: number[] = [];
  for (let row = 0; row < count; row += step) if (!Number.isNaN(values[row]!)) samples.push(values[row]!);
  const sorted = Float32Array.from(samples).sort();
  const last = sorted.at(-1);
  if (last === undefined) return [];
  const bounds: number[] = [];
  const distinct = new Set(sorted);
  // Where a program has few feeds each is a class of its own.
  const ends =
    distinct.size <= scaleClasses
      ? [...distinct]
      : Array.from({ length: scaleClasses - 1 }, (_, i) =>
          rounded(sorted[Math.floor(((i + 1) * sorted.length) / scaleClasses)]!),
        );
  for (const end of ends)
    if (end < last && end > (bounds.at(-1) ?? Number.NEGATIVE_INFINITY)) bounds.push(end);
  return bounds;
}

/** Two digits are enough for a legend. */
const rounded = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(2)));
