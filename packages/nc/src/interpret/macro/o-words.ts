/** LinuxCNC's O-words: sub, call, if, while, do, repeat. The reader stands behind the number, or at the name. */
import { type Keyword, keywords } from '../../tokens/keywords.ts';
import { TokenKind } from '../../tokens/token-chunk.ts';
import { enterProgram, findProgram, leaveProgram } from '../calls/calls.ts';
import type { Control } from '../control.ts';
import { nameOf } from '../program/program-file.ts';
import type { Reading } from '../program/reading.ts';
import { skipBlock } from '../program/skip-block.ts';
import { spotOfBlock } from '../program/spots.ts';
import { turned } from '../program/turns.ts';
import { report, reportAt } from '../report.ts';
import { keywordHere, kindAt, primary, symbolAt } from './expression.ts';
import { orZero } from './variables.ts';

const open = 91;
const mostArguments = 30;

export const oWord = (state: Control, number: number | string): Reading => {
  const { file } = state;
  const label = kindAt(state) === TokenKind.name ? nameOf(file.tokens!, file.token++) : number;
  const name = keywords[keywordHere(state)];
  if (name === undefined) {
    // `O<name>` alone names the program.
    if (state.frame.program === undefined) state.frame = { ...state.frame, program: label };
    skipBlock(state);
    return 'done';
  }
  file.token++;
  carryOut(state, label, name);
  return 'done';
};

const carryOut = (state: Control, label: number | string, name: Keyword): void => {
  switch (name) {
    case 'SUB':
      // Met in passing: a definition.
      skipPast(state, label, ['ENDSUB']);
      return;
    case 'CALL':
      call(state, label);
      return;
    case 'RETURN':
    case 'ENDSUB':
      endOfSub(state);
      return;
    case 'IF':
    case 'ELSEIF':
      if (name === 'ELSEIF' && !state.branching) {
        // Reached from the branch before, which was the one.
        skipPast(state, label, ['ENDIF']);
        return;
      }
      state.branching = false;
      branch(state, label);
      return;
    case 'ELSE':
      if (!state.branching) {
        skipPast(state, label, ['ENDIF']);
        return;
      }
      state.branching = false;
      skipBlock(state);
      return;
    case 'ENDIF':
      state.branching = false;
      skipBlock(state);
      return;
    default:
      loops(state, label, name);
  }
};

const branch = (state: Control, label: number | string): void => {
  if (orZero(primary(state)) !== 0) {
    skipBlock(state);
    return;
  }
  state.branching = true;
  skipTo(state, label, ['ELSE', 'ELSEIF', 'ENDIF']);
};

const loops = (state: Control, label: number | string, name: Keyword): void => {
  const top = state.loops.findLast((loop) => loop.label === label);
  const drop = (): void => {
    state.loops = state.loops.filter((loop) => loop !== top);
  };
  switch (name) {
    case 'WHILE':
      if (top?.kind === 'do') {
        const again = orZero(primary(state)) !== 0;
        if (again) {
          turned(state);
          state.file.seek(top.spot);
        } else drop();
        skipFirst(state);
        return;
      }
      if (orZero(primary(state)) === 0) {
        if (top) drop();
        skipPast(state, label, ['ENDWHILE']);
        return;
      }
      if (!top) state.loops.push({ label, spot: spotOfBlock(state), kind: 'while', remaining: 0 });
      skipBlock(state);
      return;
    case 'DO':
      state.loops.push({ label, spot: spotOfBlock(state), kind: 'do', remaining: 0 });
      skipBlock(state);
      return;
    case 'REPEAT': {
      const times = orZero(primary(state));
      if (times < 1) {
        skipPast(state, label, ['ENDREPEAT']);
        return;
      }
      state.loops.push({ label, spot: spotOfBlock(state), kind: 'repeat', remaining: times - 1 });
      skipBlock(state);
      return;
    }
    case 'ENDWHILE':
    case 'ENDREPEAT':
    case 'CONTINUE':
      if (!top) {
        report(state, 'macro.loop-unmatched', { keyword: name });
        skipBlock(state);
        return;
      }
      if (top.kind === 'repeat' && top.remaining-- < 1) {
        drop();
        if (name === 'CONTINUE') skipPast(state, label, ['ENDREPEAT']);
        else skipBlock(state);
        return;
      }
      if (top.kind === 'do' && name === 'CONTINUE') {
        skipTo(state, label, ['WHILE']);
        return;
      }
      turned(state);
      state.file.seek(top.spot);
      if (top.kind === 'repeat') skipFirst(state);
      return;
    case 'BREAK':
      drop();
      skipPast(state, label, top?.kind === 'do' ? ['WHILE'] : ['ENDWHILE', 'ENDREPEAT']);
      return;
    default:
      reportAt(state, 'macro.syntax', { detail: `${name} has no meaning here` });
      skipBlock(state);
  }
};

/** The block at which the reader has just been set. */
const skipFirst = (state: Control): void => {
  if (!state.file.tokens) state.file.advance();
  skipBlock(state);
};

const call = (state: Control, label: number | string): void => {
  const values = new Float64Array(mostArguments + 4);
  let count = 0;
  for (;;) {
    while (kindAt(state) === TokenKind.comment) state.file.token++;
    if (symbolAt(state) !== open || count >= mostArguments) break;
    values[++count] = orZero(primary(state));
  }
  skipBlock(state);
  const callee = findProgram(state, label);
  if (!callee || ('sub' in callee.start && !callee.start.sub)) {
    report(state, 'call.not-found', { program: label });
    return;
  }
  const entered = enterProgram(state, callee, { kind: 'sub', repeats: 1, values });
  if (!entered) return;
  // Behind `o… sub`: met again it would be a definition.
  if (callee.start.offset > 0 || callee.file.programs().length > 0) skipFirst(state);
};

const endOfSub = (state: Control): void => {
  const hasValue = symbolAt(state) === open;
  const value = hasValue ? orZero(primary(state)) : 0;
  skipBlock(state);
  const level = state.levels[state.levels.length - 1];
  if (level?.kind !== 'sub') {
    report(state, 'macro.loop-unmatched', { keyword: 'endsub' });
    state.ended = true;
    return;
  }
  leaveProgram(state);
  state.variables.setNamed('_value', value);
  state.variables.setNamed('_value_returned', Number(hasValue));
};

/** To the block `o<label> one of these`, which is read next. */
const skipTo = (state: Control, label: number | string, names: readonly Keyword[]): boolean => {
  const { file } = state;
  for (;;) {
    skipBlock(state);
    if (!file.tokens || file.token >= file.tokens.count) {
      if (!file.tokens || !file.advance()) break;
    }
    const tokens = file.tokens!;
    let at = file.token;
    while (at < tokens.count && (tokens.kind[at] === 78 || tokens.kind[at] === TokenKind.comment)) at++;
    const named = tokens.kind[at] === TokenKind.address && tokens.value[at] === 79;
    if (!named && tokens.kind[at] !== 79) continue;
    const own = named ? nameOf(tokens, at + 1) : tokens.value[at];
    const keyword = named ? at + 2 : at + 1;
    if (own !== label || keyword >= tokens.count || tokens.kind[keyword] !== TokenKind.keyword) continue;
    if (names.includes(keywords[tokens.value[keyword]!]!)) return true;
  }
  report(state, 'macro.loop-unmatched', { keyword: `O${label}` });
  state.ended = state.levels.length === 0;
  return false;
};

const skipPast = (state: Control, label: number | string, names: readonly Keyword[]): void => {
  if (skipTo(state, label, names)) skipBlock(state);
};
