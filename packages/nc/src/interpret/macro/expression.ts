/** Reads and computes an expression from the tokens at hand. */
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import { keywordIndex, keywords } from '../../tokens/keywords.ts';
import { TokenKind } from '../../tokens/token-chunk.ts';
import type { Control } from '../control.ts';
import { nameOf } from '../program/program-file.ts';
import { reportAt } from '../report.ts';
import { readNamed, readVariable } from './system-variables.ts';
import { isVacant, orZero, vacant } from './variables.ts';

const hash = 35;
const open = 91;
const close = 93;
const plus = 43;
const minus = 45;
const star = 42;
const slash = 47;
const comma = 44;

/** Brackets within brackets; a control allows five, a hostile file millions. */
const deepest = 64;

/** The symbol at hand, or 0. */
export const symbolAt = (state: Control): number => {
  const { tokens, token } = state.file;
  return tokens && token < tokens.count && tokens.kind[token] === TokenKind.symbol ? tokens.value[token]! : 0;
};

export const kindAt = (state: Control): number => {
  const { tokens, token } = state.file;
  return tokens && token < tokens.count ? tokens.kind[token]! : TokenKind.endOfBlock;
};

/** Index into `keywords`, or -1. */
export const keywordHere = (state: Control): number =>
  kindAt(state) === TokenKind.keyword ? state.file.tokens!.value[state.file.token]! : -1;

const fail = (state: Control, code: DiagnosticCode, data: Record<string, string | number>): number => {
  reportAt(state, code, data);
  return vacant;
};

/** `[ … ]`, `#…`, a number, a function, with a sign before it. What stands behind `X`, `GOTO` or `#`. */
export const primary = (state: Control, depth = 0): number => {
  const { file } = state;
  if (depth > deepest) return fail(state, 'macro.syntax', { detail: 'too many brackets' });
  const kind = kindAt(state);
  if (kind === TokenKind.number) return file.tokens!.value[file.token++]!;
  if (kind === TokenKind.symbol) {
    const symbol = symbolAt(state);
    if (symbol === open) {
      file.token++;
      const value = expression(state, 0, depth + 1);
      if (symbolAt(state) === close) file.token++;
      else fail(state, 'macro.syntax', { detail: '"]" is missing' });
      return value;
    }
    if (symbol === hash) {
      file.token++;
      if (kindAt(state) === TokenKind.name) return readNamed(state, nameOf(file.tokens!, file.token++));
      return readVariable(state, orZero(primary(state, depth + 1)));
    }
    if (symbol === minus) {
      file.token++;
      return -orZero(primary(state, depth + 1));
    }
    if (symbol === plus) {
      file.token++;
      return primary(state, depth + 1);
    }
  }
  if (kind === TokenKind.keyword) return call(state, depth);
  return fail(state, 'macro.syntax', { detail: 'a number, a variable or "[" is expected' });
};

/** How tightly an operator binds. Fanuc: `* / AND MOD` over `+ - OR XOR` over comparisons; LinuxCNC: AND, OR, XOR last, `**` first. */
const strength = (operator: number, linuxcnc: boolean): number => {
  switch (operator) {
    case power:
      return 6;
    case star:
    case slash:
    case word('MOD'):
      return 5;
    case plus:
    case minus:
      return 4;
    case word('EQ'):
    case word('NE'):
    case word('GT'):
    case word('GE'):
    case word('LT'):
    case word('LE'):
      return 3;
    case word('AND'):
      return linuxcnc ? 2 : 5;
    case word('OR'):
    case word('XOR'):
      return linuxcnc ? 1 : 4;
    default:
      return 0;
  }
};

/** Operators as numbers: symbols by their character, words behind 1000. */
const power = 2000;
const word = (name: (typeof keywords)[number]): number => 1000 + keywordIndex(name);

const operatorHere = (state: Control): number => {
  const keyword = keywordHere(state);
  if (keyword >= 0) return 1000 + keyword;
  const symbol = symbolAt(state);
  if (symbol === star) {
    const { tokens, token } = state.file;
    if (
      token + 1 < tokens!.count &&
      tokens!.kind[token + 1] === TokenKind.symbol &&
      tokens!.value[token + 1] === star
    ) {
      return power;
    }
  }
  return symbol;
};

export const expression = (state: Control, least = 0, depth = 0): number => {
  let left = primary(state, depth);
  for (;;) {
    const operator = operatorHere(state);
    const binds = strength(operator, state.linuxcnc);
    if (binds === 0 || binds <= least) return left;
    state.file.token += operator === power ? 2 : 1;
    left = apply(state, operator, left, expression(state, binds, depth + 1));
  }
};

const apply = (state: Control, operator: number, a: number, b: number): number => {
  const left = orZero(a);
  const right = orZero(b);
  switch (operator) {
    case power:
      return left ** right;
    case star:
      return left * right;
    case slash:
      return right === 0 ? fail(state, 'macro.division-by-zero', {}) : left / right;
    case word('MOD'):
      return right === 0 ? fail(state, 'macro.division-by-zero', {}) : remainder(left, right, state.linuxcnc);
    case plus:
      return left + right;
    case minus:
      return left - right;
    // #0 EQ 0 is false, #0 EQ #0 is true: a vacant variable is not zero.
    case word('EQ'):
      return !state.linuxcnc && (isVacant(a) || isVacant(b))
        ? Number(isVacant(a) && isVacant(b))
        : Number(equal(left, right));
    case word('NE'):
      return !state.linuxcnc && (isVacant(a) || isVacant(b))
        ? Number(isVacant(a) !== isVacant(b))
        : Number(!equal(left, right));
    case word('GT'):
      return Number(left > right);
    case word('GE'):
      return Number(left >= right);
    case word('LT'):
      return Number(left < right);
    case word('LE'):
      return Number(left <= right);
    case word('AND'):
      return state.linuxcnc ? Number(left !== 0 && right !== 0) : bitwise(left, right, (x, y) => x & y);
    case word('OR'):
      return state.linuxcnc ? Number(left !== 0 || right !== 0) : bitwise(left, right, (x, y) => x | y);
    default:
      return state.linuxcnc ? Number((left !== 0) !== (right !== 0)) : bitwise(left, right, (x, y) => x ^ y);
  }
};

/** LinuxCNC compares to a ten-thousandth of a millionth; so rounding does not decide a loop. */
const equal = (a: number, b: number): boolean => Math.abs(a - b) < 1e-10;

const remainder = (a: number, b: number, positive: boolean): number => {
  const rest = a % b;
  return positive && rest < 0 ? rest + Math.abs(b) : rest;
};

const bitwise = (a: number, b: number, join: (x: number, y: number) => number): number =>
  join(Math.trunc(a) | 0, Math.trunc(b) | 0);

const degrees = 180 / Math.PI;

const call = (state: Control, depth: number): number => {
  const { file } = state;
  const name = keywords[keywordHere(state)]!;
  file.token++;
  if (name === 'EXISTS') return exists(state);
  if (name === 'ATAN' || name === 'ATN') return arcTangent(state, depth);
  if (name === 'POW') {
    const [base, exponent] = pair(state, depth);
    return finite(state, name, base, base ** exponent);
  }
  if (symbolAt(state) !== open)
    return fail(state, 'macro.syntax', { detail: `"[" is expected behind ${name}` });
  const argument = orZero(primary(state, depth + 1));
  switch (name) {
    case 'SIN':
      return Math.sin(argument / degrees);
    case 'COS':
      return Math.cos(argument / degrees);
    case 'TAN':
      return Math.tan(argument / degrees);
    case 'ASIN':
      return finite(state, name, argument, Math.asin(argument) * degrees);
    case 'ACOS':
      return finite(state, name, argument, Math.acos(argument) * degrees);
    case 'SQRT':
    case 'SQR':
      return finite(state, name, argument, Math.sqrt(argument));
    case 'ABS':
      return Math.abs(argument);
    case 'ROUND':
    case 'RND':
      return Math.sign(argument) * Math.round(Math.abs(argument));
    case 'FIX':
      return state.linuxcnc ? Math.floor(argument) : Math.trunc(argument);
    case 'FUP':
      return state.linuxcnc || argument > 0 ? Math.ceil(argument) : Math.floor(argument);
    case 'LN':
      return finite(state, name, argument, Math.log(argument));
    case 'EXP':
      return Math.exp(argument);
    case 'BIN':
      return Number.parseInt(Math.trunc(argument).toFixed(0), 16) || 0;
    case 'BCD':
      return Number(Math.trunc(argument).toString(16)) || 0;
    case 'ADP':
      return argument;
    default:
      return fail(state, 'macro.syntax', { detail: `${name} has no value` });
  }
};

const finite = (state: Control, name: string, argument: number, value: number): number =>
  Number.isFinite(value) ? value : fail(state, 'macro.domain', { function: name, value: argument });

/** `ATAN[a]/[b]`, `ATAN[a,b]`, `ATAN[a]`. Degrees; with two arguments over the whole turn. */
const arcTangent = (state: Control, depth: number): number => {
  const [y, x] = pair(state, depth);
  if (!isVacant(x)) return Math.atan2(y, x) * degrees;
  const { tokens, token } = state.file;
  const divided =
    symbolAt(state) === slash &&
    token + 1 < tokens!.count &&
    tokens!.kind[token + 1] === TokenKind.symbol &&
    tokens!.value[token + 1] === open;
  if (!divided) return Math.atan(y) * degrees;
  state.file.token++;
  return Math.atan2(y, orZero(primary(state, depth + 1))) * degrees;
};

/** `[a]` or `[a,b]`; the second is vacant where it is not there. */
const pair = (state: Control, depth: number): readonly [number, number] => {
  if (symbolAt(state) !== open) return [fail(state, 'macro.syntax', { detail: '"[" is expected' }), vacant];
  state.file.token++;
  const first = orZero(expression(state, 0, depth + 1));
  let second = vacant;
  if (symbolAt(state) === comma) {
    state.file.token++;
    second = orZero(expression(state, 0, depth + 1));
  }
  if (symbolAt(state) === close) state.file.token++;
  else fail(state, 'macro.syntax', { detail: '"]" is missing' });
  return [first, second];
};

/** `EXISTS[#<name>]` of LinuxCNC. */
const exists = (state: Control): number => {
  const { file } = state;
  if (symbolAt(state) === open) file.token++;
  if (symbolAt(state) === hash) file.token++;
  let known = 0;
  if (kindAt(state) === TokenKind.name) {
    known = state.variables.named(nameOf(file.tokens!, file.token++)) === undefined ? 0 : 1;
  } else primary(state);
  if (symbolAt(state) === close) file.token++;
  return known;
};
