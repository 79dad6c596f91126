/** Reads one block: words into registers, and statements of Macro B carried out as they come. */

import { TokenKind } from '../tokens/token-chunk.ts';
import { clearBlock } from './block.ts';
import { leaveProgram } from './calls/calls.ts';
import type { Control } from './control.ts';
import { primary, symbolAt } from './macro/expression.ts';
import { oWord } from './macro/o-words.ts';
import { assignment, statement, writePending } from './macro/statements.ts';
import { isVacant } from './macro/variables.ts';
import { nextProgram } from './program/next-program.ts';
import { callsByName, isBare, programNamed } from './program/program-name.ts';
import type { Reading } from './program/reading.ts';
import { skipBlock } from './program/skip-block.ts';
import { reportAt, textAt } from './report.ts';
import { turretWord } from './turret-word.ts';

export const readBlock = (state: Control): Reading => {
  const { file, block } = state;
  while (!file.tokens || file.token >= file.tokens.count) if (!file.advance()) return 'end';
  let tokens = file.tokens;
  let at = file.token;
  block.offset = tokens.offset + tokens.start[at]!;
  block.lineStart = at > 0 ? tokens.offset + tokens.end[at - 1]! : tokens.offset;
  block.line = file.line;
  clearBlock(block);
  let comma = false;
  for (;;) {
    if (at >= tokens.count) {
      file.token = at;
      if (!file.advance()) {
        file.token = 0;
        block.end = tokens.offset + tokens.bytes.length;
        break;
      }
      tokens = file.tokens;
      at = 0;
    }
    const kind = tokens.kind[at]!;
    if (kind >= 65) {
      const value = tokens.value[at]!;
      if (kind === 79 && state.linuxcnc && isKeyword(state, at + 1)) {
        file.token = at + 1;
        return oWord(state, value);
      }
      storeWord(state, kind, {
        value:
          kind === 84 && state.lathe ? turretWord(value, tokens.end[at]! - tokens.start[at]! - 1) : value,
        whole: tokens.decimals[at]! < 0,
        start: tokens.offset + tokens.start[at]!,
        comma,
      });
      comma = false;
      at++;
      continue;
    }
    if (kind === TokenKind.endOfBlock) {
      block.end = tokens.offset + tokens.start[at]!;
      // `;` ends a block and not a line.
      if (tokens.bytes[tokens.start[at]!] !== 59) file.line++;
      file.token = at + 1;
      break;
    }
    if (kind === TokenKind.comment || kind === TokenKind.lineComment) {
      if (kind === TokenKind.comment && tokens.value[at] === 1) {
        file.token = at;
        reportAt(state, 'text.not-closed');
      }
      at++;
      continue;
    }
    file.token = at;
    const next = rareToken(state, kind, comma);
    if (next === 'skip') {
      skipBlock(state);
      return 'done';
    }
    if (next === 'done' || next === 'end') return next;
    comma = next === 'comma';
    if (file.tokens !== tokens && file.tokens) tokens = file.tokens;
    at = file.token;
  }
  if (state.linuxcnc) writePending(state);
  return 'block';
};

const isKeyword = (state: Control, at: number): boolean => {
  const { tokens } = state.file;
  return at < tokens!.count && tokens!.kind[at] === TokenKind.keyword;
};

interface Found {
  readonly value: number;
  readonly whole: boolean;
  readonly start: number;
  readonly comma: boolean;
}

const storeWord = (state: Control, kind: number, { value, whole, start, comma }: Found): void => {
  const { block } = state;
  if (kind === 71) {
    if (block.gCount < block.g.length) block.g[block.gCount++] = Math.round(value * 10);
    return;
  }
  if (kind === 77) {
    if (block.mCount < block.m.length) block.m[block.mCount++] = Math.round(value);
  }
  let word = kind - 65;
  if (comma) word = kind === 82 ? 26 : kind === 67 ? 27 : kind === 65 ? 28 : word;
  const bit = 1 << word;
  if (block.present & bit) {
    block.twice |= bit;
    // `T1 T2 M6`: the first is put in, the second only made ready (Mazak's EIA/ISO).
    if (kind === 84) return;
  }
  block.present |= bit;
  if (whole) block.integers |= bit;
  else block.integers &= ~bit;
  block.words[word] = value;
  block.starts[word] = start;
  if (block.count < block.letters.length) {
    block.letters[block.count] = kind;
    block.values[block.count++] = value;
  }
};

type Next = 'go' | 'comma' | 'skip' | 'done' | 'end';

/** Everything but plain words, ends of blocks and comments. The reader stands at the token. */
const rareToken = (state: Control, kind: number, comma: boolean): Next => {
  const { file } = state;
  const { tokens } = file;
  const at = file.token;
  const value = tokens!.value[at]!;
  switch (kind) {
    case TokenKind.blockSkip:
      if (state.profile.blockSkip.includes(value)) return 'skip';
      file.token++;
      return 'go';
    case TokenKind.percent:
      file.token++;
      if (++state.percents < 2) return 'go';
      skipBlock(state);
      if (state.levels.length > 0) {
        leaveProgram(state);
        return 'done';
      }
      return 'end';
    case TokenKind.address: {
      file.token++;
      if (value === 79 && kindIsName(state)) return oWord(state, '') === 'end' ? 'end' : 'done';
      const start = tokens!.offset + tokens!.start[at]!;
      const result = primary(state);
      if (!isVacant(result)) storeWord(state, value, { value: result, whole: false, start, comma });
      return 'go';
    }
    case TokenKind.keyword:
      return statement(state);
    case TokenKind.name: {
      if (state.linuxcnc) break;
      const { block } = state;
      const calls = callsByName(block);
      if (!calls && !isBare(block)) break;
      const program = programNamed(tokens!, at);
      file.token++;
      if (calls) block.name = program;
      else if (nextProgram(state, program)) return 'skip';
      return 'go';
    }
    case TokenKind.symbol:
      if (symbolAt(state) === 35) {
        assignment(state);
        return 'go';
      }
      file.token++;
      if (value === 44) return 'comma';
      file.token--;
      break;
    default:
  }
  const text = textAt(state);
  if (/^[A-Za-z]$/.test(text)) reportAt(state, 'word.no-number', { letter: text.toUpperCase() });
  else reportAt(state, 'text.unknown', { text });
  file.token++;
  return 'go';
};

const kindIsName = (state: Control): boolean => {
  const { tokens, token } = state.file;
  return token < tokens!.count && tokens!.kind[token] === TokenKind.name;
};
