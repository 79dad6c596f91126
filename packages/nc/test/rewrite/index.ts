/** The ways in which a program may be written otherwise and mean the same. */
import type { DialectFinding, NcProgram, Splice } from '../../src/index.ts';
import { otherArcs } from './arcs.ts';
import { cyclesByHand } from './cycles.ts';
import { otherMode } from './modes.ts';
import { noted, renumbered } from './numbers.ts';
import type { Likeness } from './same-moves.ts';
import { otherUnits } from './units.ts';

export interface Rewriting {
  readonly name: string;
  /** Undefined where the program is not one that it can rewrite. */
  readonly rewrite: (program: NcProgram, dialect: DialectFinding) => Splice[] | undefined;
  readonly like: Likeness;
}

const exactly: Likeness = { placeMm: 1e-6, centreMm: 1e-6, feed: 1e-9 };

export const rewritings: readonly Rewriting[] = [
  {
    name: 'inches for millimetres, and back',
    rewrite: otherUnits,
    like: { placeMm: 1e-5, centreMm: 1e-4, feed: 1e-5 },
  },
  { name: 'increments for coordinates, and back', rewrite: otherMode, like: exactly },
  { name: 'R for I, J and K, and back', rewrite: otherArcs, like: { ...exactly, centreMm: 0.05 } },
  { name: 'drilling cycles by hand', rewrite: cyclesByHand, like: { ...exactly, movingOnly: true } },
  { name: 'other block numbers', rewrite: renumbered, like: exactly },
  { name: 'notes before every block', rewrite: noted, like: exactly },
];
