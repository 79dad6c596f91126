/**
 * G70, G71 and G72 of Haas mills (Mill Operator's Manual NGC 2017, Bolt Hole Circle, Arc, Holes Along an Angle): the drilling cycle in force
 * around a circle or a part of it about the place at hand, or along a line that begins there.
 */
import { has, Word, wordOr } from '../block.ts';
import type { Control } from '../control.ts';
import { gName, isCycle } from '../g-codes.ts';
import { angleOf, lengthOf } from '../motion/target.ts';
import { report } from '../report.ts';
import { drillAt } from './drill.ts';

const mostHoles = 10_000;

/**
 * I: radius, negative clockwise, of G72 the distance between two; J: angle of the first hole, of G72 that of the line; L: how many; K of
 * G71: the angle between two. Code × 10.
 */
export const boltHoles = (state: Control, code: number): void => {
  const { block, programmed, modal } = state;
  const arc = code === 710;
  const needed = arc
    ? ([
        ['I', Word.I],
        ['K', Word.K],
        ['L', Word.L],
      ] as const)
    : ([
        ['I', Word.I],
        ['L', Word.L],
      ] as const);
  const missing = needed.filter(([, word]) => !has(block, word)).map(([letter]) => letter);
  if (missing.length > 0) {
    report(state, 'turning.no-parameters', { code: gName(code), letters: missing.join(', ') });
    return;
  }
  if (!isCycle(modal.motion)) {
    report(state, 'pattern.no-cycle', { code: gName(code) });
    return;
  }
  const radius = lengthOf(state, Word.I);
  const count = Math.min(mostHoles, Math.max(0, Math.trunc(wordOr(block, Word.L, 0))));
  const start = has(block, Word.J) ? angleOf(state, Word.J) : 0;
  const [x, y] = [programmed[0]!, programmed[1]!];
  if (code === 720) {
    const angle = (start * Math.PI) / 180;
    const along = (hole: number) =>
      [x + radius * hole * Math.cos(angle), y + radius * hole * Math.sin(angle)] as const;
    drillAt(
      state,
      Array.from({ length: count }, (_, hole) => along(hole)),
    );
    return;
  }
  const step = arc ? angleOf(state, Word.K) : ((radius < 0 ? -1 : 1) * 360) / count;
  drillAt(
    state,
    Array.from({ length: count }, (_, hole) => {
      const angle = ((start + step * hole) * Math.PI) / 180;
      return [x + Math.abs(radius) * Math.cos(angle), y + Math.abs(radius) * Math.sin(angle)] as const;
    }),
  );
};
