/** Bars of a histogram: where each stands, and which time a pixel means. Drawn on a canvas. */
import type { Histogram } from '@mantinel/contract';
import { type SeverityRange, severityRanges } from '@mantinel/domain';
import type { tokens } from '../../shell/theme/tokens.ts';

export interface ChartSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

export const bucketCount = (histogram: Histogram): number => histogram.series.info.length;

export function totalOf(histogram: Histogram, bucket: number): number {
  return severityRanges.reduce((sum, range) => sum + (histogram.series[range][bucket] ?? 0), 0);
}

export const bucketFromUs = (histogram: Histogram, bucket: number): number =>
  histogram.fromUs + bucket * histogram.bucketUs;

/** The bucket under a pixel, within the chart. */
export function bucketAt(histogram: Histogram, xPx: number, widthPx: number): number {
  const count = bucketCount(histogram);
  return Math.min(Math.max(Math.floor((xPx / widthPx) * count), 0), count - 1);
}

/** Two buckets in any order as a time range: from the first's beginning to the last's end. */
export function rangeOf(histogram: Histogram, a: number, b: number): { fromUs: number; toUs: number } {
  return {
    fromUs: bucketFromUs(histogram, Math.min(a, b)),
    toUs: bucketFromUs(histogram, Math.max(a, b) + 1),
  };
}

/**
 * Height of a count: by its square root, so that ten warnings still show beside a hundred thousand samples. What there is
 * at all has at least 1.5 px.
 */
export function barPx(count: number, most: number, heightPx: number): number {
  return count === 0 || most === 0 ? 0 : Math.max(1.5, Math.sqrt(count / most) * heightPx);
}

type Colours = (typeof tokens)['light'] | (typeof tokens)['dark'];

/** Faults below everything else: on one base line the abnormal is compared most easily. */
const stack = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const satisfies SeverityRange[];

export function drawHistogram(
  canvas: CanvasRenderingContext2D,
  histogram: Histogram,
  { size, colours }: { size: ChartSize; colours: Colours },
): void {
  const { widthPx, heightPx } = size;
  const fills: Record<SeverityRange, string> = {
    // The red of text, which is lighter in the dark: a bar has no white sign on it to be legible by.
    fatal: colours.p1Text,
    error: colours.p1Text,
    warn: colours.p2,
    info: colours.barInfo,
    debug: colours.barDebug,
    trace: colours.barTrace,
  };
  canvas.clearRect(0, 0, widthPx, heightPx);
  const count = bucketCount(histogram);
  const most = Array.from({ length: count }, (_, bucket) => totalOf(histogram, bucket)).reduce(
    (a, b) => Math.max(a, b),
    0,
  );
  const step = widthPx / count;
  const gapPx = step > 4 ? 1 : 0;
  for (let bucket = 0; bucket < count; bucket += 1) {
    let below = 0;
    let yPx = heightPx;
    for (const range of stack) {
      const part = histogram.series[range][bucket] ?? 0;
      if (part === 0) continue;
      below += part;
      const topPx = Math.min(heightPx - barPx(below, most, heightPx), yPx - 1.5);
      canvas.fillStyle = fills[range];
      canvas.fillRect(bucket * step, topPx, Math.max(1, step - gapPx), yPx - topPx);
      yPx = topPx;
    }
  }
  canvas.fillStyle = colours.line;
  canvas.fillRect(0, heightPx - 1, widthPx, 1);
}
