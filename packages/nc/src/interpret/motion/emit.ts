/** Makes rows of the stream from where the control stands. */
import { MoveKind } from '../../moves/move-kind.ts';
import { type Control, contextOf } from '../control.ts';
import { copyAxes } from './copy-axes.ts';

/** What a motion may have beyond its end point. */
export interface Arc {
  readonly centre1: number;
  readonly centre2: number;
  readonly turns: number;
}

/** A motion to `state.target` (frame). `programmed` follows for whoever set it. */
export const moveToTarget = (
  state: Control,
  kind: number,
  flags: number,
  arc?: Arc,
  feed = state.modal.feed,
): void => {
  const { row, target } = state;
  if (state.recording) {
    state.recording(kind, target, arc ?? { centre1: 0, centre2: 0, turns: 0 });
    copyAxes(target, state.position);
    return;
  }
  if (state.quiet !== 0 && differs(state.position, target)) state.quiet = 0;
  row.kind = kind;
  row.flags = flags;
  row.unplaced = state.unplaced;
  copyAxes(target, row.end);
  if (arc) {
    row.centre1 = arc.centre1;
    row.centre2 = arc.centre2;
    row.turns = arc.turns;
  } else {
    row.centre1 = 0;
    row.centre2 = 0;
    row.turns = 0;
  }
  row.feed = kind === MoveKind.rapid ? 0 : feed;
  row.value = 0;
  row.source = state.block.offset;
  row.line = state.block.line;
  row.context = state.context ?? contextOf(state);
  copyAxes(target, state.position);
  state.corners.take(row);
};

/** A motion to `state.goal` (program coordinates), which becomes the programmed point. */
export const moveToGoal = (state: Control, kind: number, flags: number, feed?: number): void => {
  state.placing.toFrame(state.goal, state.target);
  copyAxes(state.goal, state.programmed);
  moveToTarget(state, kind, flags, undefined, feed);
};

/** Something that takes no way. */
export const event = (state: Control, kind: number, value: number): void => {
  if (state.recording) return;
  const { row } = state;
  row.kind = kind;
  row.flags = 0;
  row.unplaced = state.unplaced;
  copyAxes(state.position, row.end);
  row.centre1 = 0;
  row.centre2 = 0;
  row.turns = 0;
  row.feed = 0;
  row.value = value;
  row.source = state.block.offset;
  row.line = state.block.line;
  row.context = state.context ?? contextOf(state);
  state.corners.take(row);
};

const differs = (a: Float64Array, b: Float64Array): boolean =>
  a[0] !== b[0] || a[1] !== b[1] || a[2] !== b[2] || a[3] !== b[3] || a[4] !== b[4] || a[5] !== b[5];
