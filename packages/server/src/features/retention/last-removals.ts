/** What retention took in its last runs, by site and level: how much, and how much of it is proved by a signature. */
import type { RetentionView } from '@mantinel/contract';
import type { Removal } from '@mantinel/logbook';

const shownRemovals = 50;

export function lastRemovals(removals: readonly Removal[]): RetentionView['removals'] {
  // All blocks of a run bear its time.
  const runs = Map.groupBy(removals, ({ atUs, site, class: level }) => `${atUs} ${site} ${level}`);
  return [...runs.values()]
    .map((blocks) => {
      const { atUs, site, class: level } = blocks[0]!;
      return {
        atUs,
        ...(site === undefined ? {} : { site }),
        ...(level === undefined ? {} : { level }),
        events: blocks.reduce((sum, { rows }) => sum + rows, 0),
        blocks: blocks.length,
        signed: blocks.filter(({ signature }) => signature !== undefined).length,
      };
    })
    .sort((one, other) => other.atUs - one.atUs)
    .slice(0, shownRemovals);
}
