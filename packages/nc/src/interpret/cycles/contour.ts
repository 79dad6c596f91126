/** The contour of G70 – G73: the blocks from N P to N Q, read as geometry or carried out. */
import type { CycleCall } from '../../moves/move-context.ts';
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { gName } from '../g-codes.ts';
import { moveToGoal } from '../motion/emit.ts';
import type { Spot } from '../program/program-file.ts';
import { spotAhead, spotOfBlock } from '../program/spots.ts';
import { report } from '../report.ts';
import { inCycle } from './in-cycle.ts';

/** A line, or an arc about (centreZ, centreX), in program coordinates, X as radius. */
export interface Segment {
  readonly x: number;
  readonly z: number;
  /** 0: a line. */
  readonly turns: number;
  readonly centreX: number;
  readonly centreZ: number;
}

export interface Contour {
  readonly startX: number;
  readonly startZ: number;
  readonly segments: readonly Segment[];
  /** For the rows of the cycle. */
  readonly below: Pick<CycleCall, 'contourLast'>;
  /** Behind the contour, when it follows the cycle; else behind the cycle. */
  goOn(): void;
}

const mostBlocks = 5000;

/** Carries out the blocks from P to Q, where both are found; the reader then stands behind Q. */
const walk = (
  state: Control,
  action: number,
  carryOut: (state: Control) => void,
): { readonly start: Spot; readonly last: number } | undefined => {
  const { block, file } = state;
  const from = spotOfBlock(state);
  const first = block.words[Word.P]!;
  const last = block.words[Word.Q]!;
  const start = file.block(first, from);
  if (!start || !file.block(last, start)) {
    report(state, 'turning.contour-missing', { code: gName(action), number: start ? last : first });
    return undefined;
  }
  file.seek(start);
  state.walking = true;
  let lastAt = start.offset;
  for (let count = 0; count < mostBlocks; count++) {
    const reading = state.read();
    if (reading === 'end' || state.ended) break;
    if (reading === 'block') {
      lastAt = state.block.offset;
      const isLast = has(state.block, Word.N) && state.block.words[Word.N] === last;
      carryOut(state);
      if (isLast) break;
    }
  }
  state.walking = false;
  return { start, last: lastAt };
};

export const readContour = (state: Control, action: number): Contour | undefined => {
  const { block, programmed, position, modal } = state;
  const cycleAt = spotOfBlock(state);
  const behindCycle = spotAhead(state);
  const kept = {
    programmed: programmed.slice(),
    position: position.slice(),
    unplaced: state.unplaced,
    modal: { ...modal },
    cycle: state.cycle,
    block: { ...block, words: block.words.slice() },
  };
  const segments: Segment[] = [];
  const offset = state.placing.placement().offsetMm;
  state.recording = (kind, end, arc) => {
    if (kind >= 16 || segments.length >= mostBlocks) return;
    const x = end[0]! - offset[0]!;
    const z = end[2]! - offset[2]!;
    // In the ZX plane the first centre is Z's.
    segments.push({
      x,
      z,
      turns: arc.turns,
      centreX: arc.centre2 - offset[0]!,
      centreZ: arc.centre1 - offset[2]!,
    });
  };
  modal.motion = 0;
  const walked = walk(state, action, state.carryOut);
  state.recording = undefined;
  const behindContour = spotAhead(state);
  programmed.set(kept.programmed);
  position.set(kept.position);
  state.unplaced = kept.unplaced;
  Object.assign(modal, kept.modal);
  state.context = undefined;
  state.cycle = kept.cycle;
  Object.assign(block, { ...kept.block, words: block.words });
  block.words.set(kept.block.words);
  const follows = walked !== undefined && walked.start.offset > cycleAt.offset;
  const goOn = (): void => state.file.seek(follows ? behindContour : behindCycle);
  if (!walked) return undefined;
  if (segments.length < 2) {
    report(state, 'turning.contour-short', { code: gName(action) });
    goOn();
    return undefined;
  }
  const below = follows ? { contourLast: walked.last } : {};
  return { startX: programmed[0]!, startZ: programmed[2]!, segments, below, goOn };
};

/** G70: the contour once, and back to where it began. */
export const runContour = (state: Control): void => {
  const behind = spotAhead(state);
  const startX = state.programmed[0]!;
  const startZ = state.programmed[2]!;
  const at = { offset: state.block.offset, line: state.block.line };
  inCycle(state, { code: 70, kind: 'finish' });
  if (!walk(state, 700, state.carryOut)) return;
  state.block.offset = at.offset;
  state.block.line = at.line;
  state.goal.set(state.programmed);
  state.goal[0] = startX;
  moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
  state.goal[2] = startZ;
  moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
  state.file.seek(behind);
};
