/** Where a page's rows lie in time: between two moments, and single late ones, known to the row and its series. */
import { type SourceSelection, verdict } from './selection.ts';
import type { SourcePage } from './source.ts';

/** Whether a row that may match can have a time from `fromUs` to before `toUs`. */
export function mayHoldTime(
  { times: { minUs, maxUs, lateUs, lateSeries } }: SourcePage,
  { verdicts }: SourceSelection,
  { fromUs, toUs }: { fromUs: number; toUs: number },
): boolean {
  if (maxUs >= fromUs && minUs < toUs) return true;
  for (let i = firstNotBelow(lateUs, fromUs); i < lateUs.length && lateUs[i]! < toUs; i++)
    if (verdicts[lateSeries[i]!] !== verdict.none) return true;
  return false;
}

/** Of the late rows that may match the first at `fromUs` or after it. */
export function lateFrom({ times }: SourcePage, own: SourceSelection, fromUs: number): number | undefined {
  const { lateUs, lateSeries } = times;
  for (let i = firstNotBelow(lateUs, fromUs); i < lateUs.length; i++)
    if (own.verdicts[lateSeries[i]!] !== verdict.none) return lateUs[i];
  return undefined;
}

/** The last before `toUs`. */
export function lateBefore({ times }: SourcePage, own: SourceSelection, toUs: number): number | undefined {
  const { lateUs, lateSeries } = times;
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
