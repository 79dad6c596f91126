/** Programs that call programs: where a callee is, and the way there and back. */
import type { CallFrame } from '../../moves/move-context.ts';
import type { Control, Level } from '../control.ts';
import { type ProgramFile, type ProgramStart, programFile, type Spot } from '../program/program-file.ts';
import { isSameProgram } from '../program/program-name.ts';
import { spotAhead } from '../program/spots.ts';
import { report } from '../report.ts';

export interface Callee {
  readonly file: ProgramFile;
  readonly start: Spot;
  readonly program: number | string;
}

/** O`program` (or `<program>`) in the file at hand, in a file of the library, or as a file of that name. */
export const findProgram = (state: Control, program: number | string): Callee | undefined => {
  const isIt = (start: ProgramStart) => isSameProgram(start.number, program);
  const here = state.file.programs().find(isIt);
  if (here) return { file: state.file, start: here, program };
  const main = state.levels[0]?.file;
  const inMain = main && main !== state.file ? main.programs().find(isIt) : undefined;
  if (main && inMain) return { file: main, start: inMain, program };
  const found = state.library?.find(program);
  if (!found) return undefined;
  const file = state.opened.get(found.name) ?? programFile(found, state.file.scan);
  state.opened.set(found.name, file);
  const start = file.programs().find(isIt);
  return { file, start: start ?? { offset: 0, line: 1 }, program };
};

export interface Call {
  readonly kind: Level['kind'];
  readonly repeats: number;
  /** Locals of the callee; undefined: it shares the caller's. */
  readonly values: Float64Array | undefined;
}

export const enterProgram = (state: Control, callee: Callee, call: Call): boolean => {
  state.called = true;
  if (call.repeats < 1) return false;
  if (state.levels.length >= state.limits.calls) {
    report(state, 'call.too-deep', { limit: state.limits.calls });
    state.ended = true;
    return false;
  }
  const ownLocals = call.values !== undefined;
  state.levels.push({
    file: state.file,
    frame: state.frame,
    back: spotAhead(state),
    start: callee.start,
    repeats: call.repeats - 1,
    ownLocals,
    loops: state.loops,
    percents: state.percents,
    kind: call.kind,
  });
  if (ownLocals) state.variables.enter(call.values);
  state.frame = calledFrame(state, callee);
  state.loops = [];
  state.percents = 0;
  state.file = callee.file;
  state.file.seek(callee.start);
  state.context = undefined;
  return true;
};

const calledFrame = (state: Control, callee: Callee): CallFrame => ({
  file: callee.file.name,
  program: callee.program,
  depth: state.frame.depth + 1,
  caller: state.frame,
  calledAt: state.block.offset,
  calledLine: state.block.line,
});

/** M99, `endsub`, or the end of the file: once more from the start, or back to the caller. */
export const leaveProgram = (state: Control, backTo?: number): void => {
  const level = state.levels[state.levels.length - 1];
  if (!level) {
    state.ended = true;
    return;
  }
  if (level.repeats > 0 && backTo === undefined) {
    level.repeats--;
    state.loops = [];
    state.percents = 0;
    state.file.seek(level.start);
    return;
  }
  state.levels.pop();
  if (level.ownLocals) state.variables.leave();
  state.file = level.file;
  state.frame = level.frame;
  state.loops = [...level.loops];
  state.percents = level.percents;
  state.context = undefined;
  const label = backTo === undefined ? undefined : state.file.block(backTo, level.back);
  if (backTo !== undefined && !label) report(state, 'jump.not-found', { number: backTo });
  state.file.seek(label ?? level.back);
};
