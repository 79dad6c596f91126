/** What has come at each level since the store last counted, so that the counts move with the rows. */
import type { Event } from '@mantinel/contract';
import { isVisibleAt, type Level, levels } from '@mantinel/domain';
import { type Matches, matchesOf } from '../view/matches.ts';
import { isUnfiltered, type View } from '../view/view.ts';

export type LevelCounts = Readonly<Record<Level, number>>;

export interface LevelTally {
  add(events: readonly Event[], missed: number): void;
  /** What came after the store counted; all of it while the store has not. Each call of it may be for a later count. */
  since(countedUs: number | undefined): LevelCounts;
}

/** A hidden tab does not ask the store, and an hour of live events is millions. */
const mostRecent = 20_000;
const nothing: LevelCounts = { developer: 0, technical: 0, operator: 0 };

/**
 * A stream narrower than a level does not carry all of it: such a level moves by what is known of it, and the store's next
 * count adds the rest. No count ever shows more than the store holds.
 */
/** `matches`: of the widest level; by the view itself when left out. */
export function levelTally(
  view: View,
  matches: Matches = matchesOf({ ...view, level: 'developer' }),
): LevelTally {
  const unfiltered = isUnfiltered(view);
  let recent: { readonly receivedUs: number; readonly at: readonly Level[] }[] = [];
  let settledUs = Number.NEGATIVE_INFINITY;
  let sum = nothing;
  /** In the sum, but no longer in the list. */
  let folded = nothing;
  const plus = (to: LevelCounts, at: readonly Level[]): LevelCounts => ({
    developer: to.developer + (at.includes('developer') ? 1 : 0),
    technical: to.technical + (at.includes('technical') ? 1 : 0),
    operator: to.operator + (at.includes('operator') ? 1 : 0),
  });

  return {
    add(events, missed) {
      for (const event of events) {
        if (event.receivedUs <= settledUs || !matches(event)) continue;
        const at = levels.filter((level) => isVisibleAt(level, event));
        recent.push({ receivedUs: event.receivedUs, at });
        sum = plus(sum, at);
      }
      // Every event belongs to the widest level, so what was missed counts there, whatever it was.
      if (unfiltered && missed > 0) {
        sum = { ...sum, developer: sum.developer + missed };
        folded = { ...folded, developer: folded.developer + missed };
      }
      if (recent.length <= mostRecent) return;
      const half = recent.splice(0, mostRecent / 2);
      folded = half.reduce((to, { at }) => plus(to, at), folded);
    },
    since(countedUs = Number.NEGATIVE_INFINITY) {
      if (countedUs === settledUs) return sum;
      settledUs = countedUs;
      recent = recent.filter(({ receivedUs }) => receivedUs > countedUs);
      folded = nothing;
      sum = recent.reduce((to, { at }) => plus(to, at), nothing);
      return sum;
    },
  };
}
