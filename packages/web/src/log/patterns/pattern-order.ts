/** In which order patterns stand, and which of them are new. */
import type { Pattern } from '@mantinel/contract';

export type PatternOrder = 'count' | 'first' | 'last';

export function sortPatterns(patterns: readonly Pattern[], order: PatternOrder): Pattern[] {
  const rank: (pattern: Pattern) => number = {
    count: ({ count }: Pattern) => count,
    first: ({ firstUs }: Pattern) => firstUs,
    last: ({ lastUs }: Pattern) => lastUs,
  }[order];
  return patterns.toSorted((a, b) => rank(b) - rank(a));
}

/** The beginning of the day in this browser's zone. */
export function dayBegan(nowUs: number): number {
  const date = new Date(nowUs / 1000);
  date.setHours(0, 0, 0, 0);
  return date.getTime() * 1000;
}

/** Only what was not seen before today although everything was looked through, and the view reaches further back. */
export const isNewToday = (
  { firstUs }: Pattern,
  { fromUs, exact }: { fromUs: number | undefined; exact: boolean },
  todayUs: number,
): boolean => exact && firstUs >= todayUs && (fromUs === undefined || fromUs < todayUs);
