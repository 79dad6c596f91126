/** IF, GOTO, WHILE and assignments of Macro B. The reader stands at the keyword. */

import { MoveKind } from '../../moves/move-kind.ts';
import { textOfBytes } from '../../source/byte-source.ts';
import { type Keyword, keywords } from '../../tokens/keywords.ts';
import { TokenKind } from '../../tokens/token-chunk.ts';
import type { Control } from '../control.ts';
import { event } from '../motion/emit.ts';
import { nameOf } from '../program/program-file.ts';
import { skipBlock } from '../program/skip-block.ts';
import { spotOfBlock } from '../program/spots.ts';
import { turned } from '../program/turns.ts';
import { reportAt } from '../report.ts';
import { expression, keywordHere, kindAt, primary, symbolAt } from './expression.ts';
import { writeVariable } from './system-variables.ts';
import { orZero } from './variables.ts';

const equals = 61;

/** How the block goes on: with its next token, not at all, or (`done`) elsewhere. */
type Next = 'go' | 'skip' | 'done';

export const statement = (state: Control): Next => {
  const { file } = state;
  const name = keywords[keywordHere(state)]!;
  switch (name) {
    case 'IF': {
      file.token++;
      const holds = orZero(expression(state)) !== 0;
      const then = keywords[keywordHere(state)] === 'THEN';
      if (then) file.token++;
      // Newer controls have IF … THEN / ELSE / ENDIF over several blocks.
      if (then && endsHere(state)) return holds ? 'skip' : otherwise(state);
      return holds ? 'go' : 'skip';
    }
    case 'ELSE':
    case 'ELSEIF':
      // The branch before was carried out.
      return pastBranches(state, ['ENDIF']) ? 'done' : 'skip';
    case 'ENDIF':
      return 'skip';
    case 'GOTO':
      file.token++;
      return jump(state, orZero(primary(state)));
    case 'WHILE': {
      file.token++;
      const holds = orZero(expression(state)) !== 0;
      return loop(state, holds);
    }
    case 'DO':
      return loop(state, true);
    case 'END':
      file.token++;
      return endOfLoop(state, orZero(primary(state)));
    case 'DPRNT':
    case 'BPRNT':
    case 'POPEN':
    case 'PCLOS':
    case 'SETVN':
      return 'skip';
    default:
      reportAt(state, 'macro.syntax', { detail: `${name} has no meaning here` });
      file.token++;
      return 'skip';
  }
};

const endsHere = (state: Control): boolean => {
  const { tokens, token } = state.file;
  let at = token;
  while (at < tokens!.count && tokens!.kind[at] === TokenKind.comment) at++;
  return at >= tokens!.count || tokens!.kind[at] === TokenKind.endOfBlock;
};

/** To the branch that holds, or behind ENDIF. */
const otherwise = (state: Control): Next => {
  for (;;) {
    const found = pastBranches(state, ['ELSE', 'ELSEIF', 'ENDIF']);
    if (!found) {
      reportAt(state, 'macro.loop-unmatched', { keyword: 'IF' });
      return 'done';
    }
    if (found !== 'ELSEIF') return 'done';
    if (orZero(expression(state)) !== 0) return 'skip';
  }
};

/** Over blocks to one of `names`, inner IFs left out. The reader then stands behind the keyword (ELSEIF) or behind its block. */
const pastBranches = (state: Control, names: readonly Keyword[]): Keyword | undefined => {
  const { file } = state;
  let inner = 0;
  for (;;) {
    skipBlock(state);
    if (!file.tokens || (file.token >= file.tokens.count && !file.advance())) return undefined;
    const tokens = file.tokens!;
    let at = file.token;
    while (at < tokens.count && (tokens.kind[at] === 78 || tokens.kind[at] === TokenKind.comment)) at++;
    if (tokens.kind[at] !== TokenKind.keyword || at >= tokens.count) continue;
    const name = keywords[tokens.value[at]!]!;
    if (name === 'IF') {
      while (at < tokens.count && tokens.kind[at] !== TokenKind.endOfBlock) at++;
      const last = tokens.kind[at - 1] === TokenKind.comment ? at - 2 : at - 1;
      if (tokens.kind[last] === TokenKind.keyword && keywords[tokens.value[last]!] === 'THEN') inner++;
      continue;
    }
    if (inner > 0) {
      if (name === 'ENDIF') inner--;
      continue;
    }
    if (!names.includes(name)) continue;
    file.token = at + 1;
    if (name !== 'ELSEIF') skipBlock(state);
    return name;
  }
};

/** GOTO, or M99 P: goes on at block N`number`. */
export const jump = (state: Control, number: number): Next => {
  if (number === 0) return 'skip';
  const spot = state.file.block(number, spotOfBlock(state));
  if (!spot) {
    reportAt(state, 'jump.not-found', { number });
    return 'skip';
  }
  if (spot.offset <= state.block.offset) turned(state);
  state.file.seek(spot);
  return 'done';
};

const loop = (state: Control, holds: boolean): Next => {
  const { file } = state;
  if (keywords[keywordHere(state)] !== 'DO') {
    reportAt(state, 'macro.syntax', { detail: 'DO is expected' });
    return 'skip';
  }
  file.token++;
  const label = orZero(primary(state));
  if (!holds) {
    state.loops = state.loops.filter((other) => other.label !== label);
    if (!skipTo(state, label)) reportAt(state, 'macro.loop-unmatched', { keyword: `DO${label}` });
    return 'done';
  }
  const spot = spotOfBlock(state);
  const top = state.loops[state.loops.length - 1];
  if (top?.label !== label || top.spot.offset !== spot.offset) {
    // A loop that was left by GOTO is begun anew.
    state.loops = state.loops.filter((other) => other.label !== label);
    state.loops.push({ label, spot, kind: 'while', remaining: 0 });
  }
  return 'go';
};

const endOfLoop = (state: Control, label: number): Next => {
  const found = state.loops.findLast((other) => other.label === label);
  if (!found) {
    reportAt(state, 'macro.loop-unmatched', { keyword: `END${label}` });
    return 'skip';
  }
  turned(state);
  state.file.seek(found.spot);
  return 'done';
};

/** Behind the block with END`label`. */
const skipTo = (state: Control, label: number): boolean => {
  const { file } = state;
  for (;;) {
    skipBlock(state);
    const { tokens } = file;
    if (!tokens) return false;
    if (file.token >= tokens.count) {
      if (!file.advance()) return false;
      file.token = 0;
    }
    let at = file.token;
    const now = file.tokens!;
    while (at < now.count && (now.kind[at] === 78 || now.kind[at] === TokenKind.comment)) at++;
    const isEnd = now.kind[at] === TokenKind.keyword && keywords[now.value[at]!] === 'END';
    if (at + 1 < now.count && isEnd && now.kind[at + 1] === TokenKind.number && now.value[at + 1] === label) {
      skipBlock(state);
      return true;
    }
  }
};

/** `#1 = …`, `#[…] = …`, `#<name> = …`. LinuxCNC writes behind the block, so that the block itself still sees the old value. */
export const assignment = (state: Control): void => {
  const { file } = state;
  file.token++;
  const name = kindAt(state) === TokenKind.name ? nameOf(file.tokens!, file.token++) : undefined;
  const number = name === undefined ? orZero(primary(state)) : 0;
  if (symbolAt(state) !== equals) {
    reportAt(state, 'macro.syntax', { detail: '"=" is expected' });
    return;
  }
  file.token++;
  const value = expression(state);
  if (name !== undefined) {
    if (state.linuxcnc) state.pendingWrites.push({ name, value });
    else state.variables.setNamed(name, orZero(value));
    return;
  }
  if (state.linuxcnc) {
    state.pendingWrites.push({ number, value });
    return;
  }
  if (number === 3000 || number === 3006) message(state, number, orZero(value));
  else writeVariable(state, number, value);
};

export const writePending = (state: Control): void => {
  if (state.pendingWrites.length === 0) return;
  for (const write of state.pendingWrites) {
    if ('name' in write) {
      if (state.variables.setNamed(write.name, orZero(write.value))) state.quiet = 0;
    } else writeVariable(state, write.number, orZero(write.value));
  }
  state.pendingWrites.length = 0;
};

/** #3000 = n (TEXT) raises an alarm and ends the program; #3006 stops and shows the text. */
const message = (state: Control, number: number, value: number): void => {
  const { tokens, token } = state.file;
  const hasText = token < tokens!.count && tokens!.kind[token] === TokenKind.comment;
  const from = hasText ? tokens!.start[token]! : 0;
  const text = hasText ? textOfBytes(tokens!.bytes, from, Math.min(tokens!.end[token]!, from + 80)) : '';
  if (number === 3006) {
    event(state, MoveKind.stop, value);
    return;
  }
  reportAt(state, 'macro.alarm', { number: value, text });
  event(state, MoveKind.alarm, value);
  state.ended = true;
};
