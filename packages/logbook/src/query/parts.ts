/**
 * What a source is read by. In order of receipt: its pages. In order of time: of each page the rows between two moments,
 * and the single ones beside them, late or early, gathered in pages of their own, known to the row and its series.
 */
import type { LatePage, PageMeta } from '../blocks/block-format.ts';
import type { Part, Parts, SourcePage } from './source.ts';
import { type SourceSelection, verdict } from './verdict.ts';

/** A page of late rows cannot be read. The rows themselves can: asked again, the source tells none apart any more. */
export class CopiesLost extends Error {}

const whole = (page: SourcePage): Part => ({
  page,
  rows: page.rows,
  minUs: page.minTimeUs,
  maxUs: page.maxTimeUs,
});

/** Of pages whose rows are never told apart by time. */
export function wholeParts(pages: readonly SourcePage[]): Parts {
  const parts = pages.map(whole);
  return { received: parts, time: parts };
}

export function partsOf(pages: readonly PageMeta[], latePages: readonly LatePage[]): Parts {
  const main = pages.map((page): Part => {
    const { mainRows: rows, minMainUs: minUs, maxMainUs: maxUs } = page;
    return { page, rows, minUs, maxUs };
  });
  return {
    received: pages.map(whole),
    time: [...main, ...latePages.map((page): Part => ({ ...whole(page), late: page }))],
  };
}

/** Whether a row that may match can have a time from `fromUs` to before `toUs`. */
export function mayHoldTime(
  part: Part,
  own: SourceSelection,
  { fromUs, toUs }: { fromUs: number; toUs: number },
): boolean {
  if (!(part.maxUs >= fromUs && part.minUs < toUs)) return false;
  if (!part.late) return true;
  const next = firstFrom(part, own, fromUs);
  return next !== undefined && next < toUs;
}

/** The first time at `fromUs` or after it that a row which may match can have. */
export function firstFrom(
  { minUs, maxUs, late }: Part,
  own: SourceSelection,
  fromUs: number,
): number | undefined {
  if (!late) return maxUs >= fromUs ? minUs : undefined;
  const { lateUs, lateSeries } = late;
  for (let i = firstNotBelow(lateUs, fromUs); i < lateUs.length; i++)
    if (own.verdicts[lateSeries[i]!] !== verdict.none) return lateUs[i];
  return undefined;
}

/** The last before `toUs`. */
export function lastBefore(
  { minUs, maxUs, late }: Part,
  own: SourceSelection,
  toUs: number,
): number | undefined {
  if (!late) return minUs < toUs ? maxUs : undefined;
  const { lateUs, lateSeries } = late;
  for (let i = firstNotBelow(lateUs, toUs) - 1; i >= 0; i--)
    if (own.verdicts[lateSeries[i]!] !== verdict.none) return lateUs[i];
  return undefined;
}

/** The first place whose value is not below; the length when all are. Values ascend. */
export function firstNotBelow(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
