/** Where material stood for sure at the beginning, whatever else is assumed of the stock: there a rapid may be called a crash. */
import type { Surveyed } from './mill-survey.ts';

/** In the stream's frame, mm. */
export interface SureStock {
  /** Somebody gave the block, or a note tells its size. */
  readonly source: 'given' | 'note';
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/** Of a block that lies as it is thought to lie, what tools reach. */
const mostOfIt = 0.95;

/**
 * A note tells how large a block is and not where it lies. Programs have their zero at a side of it or in its middle: what each such block that the
 * tools sweep over covers, and the one in the middle of their ways, is material. Undefined where none of them fits, or the tools sweep less than the block.
 */
export function placedBySize(found: Surveyed, [x, y]: readonly number[]): SureStock | undefined {
  const alongX = covered(found.minX, found.maxX, found.offsetMm[0], x!);
  const alongY = covered(found.minY, found.maxY, found.offsetMm[1], y!);
  if (!alongX || !alongY) return undefined;
  return { source: 'note', minX: alongX[0], maxX: alongX[1], minY: alongY[0], maxY: alongY[1] };
}

function covered(min: number, max: number, zero: number, size: number): [number, number] | undefined {
  if (size > max - min) return undefined;
  const fitting = [zero, zero - size / 2, zero - size].filter(
    (from) => Math.min(max, from + size) - Math.max(min, from) >= mostOfIt * size,
  );
  if (fitting.length === 0) return undefined;
  const begins = [...fitting, (min + max - size) / 2];
  const [from, to] = [Math.max(...begins), Math.min(...begins) + size];
  return from < to ? [from, to] : undefined;
}

/** The whole tool is over it. */
export const isSure = (sure: SureStock | undefined, radiusMm: number, x: number, y: number): boolean =>
  sure !== undefined &&
  x - radiusMm >= sure.minX &&
  x + radiusMm <= sure.maxX &&
  y - radiusMm >= sure.minY &&
  y + radiusMm <= sure.maxY;
