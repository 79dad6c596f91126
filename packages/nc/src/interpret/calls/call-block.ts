/** Blocks that call: M98, M97, M198, M99, G65, G66. */
import { has, hasM, Word, wordOr } from '../block.ts';
import type { Control } from '../control.ts';
import { jump } from '../macro/statements.ts';
import { vacant } from '../macro/variables.ts';
import { writtenProgram } from '../program/program-name.ts';
import { spotOfBlock } from '../program/spots.ts';
import { placeOfBlock, report } from '../report.ts';
import { enterProgram, findProgram, leaveProgram } from './calls.ts';

/** A loop that calls more often ends by the step budget anyway. */
const mostRepeats = 99_999_999;
/** In a loop the same call is missing again and again. */
const mostMissing = 1000;

export const calls = (state: Control): void => {
  const { block } = state;
  if (block.action === 650 || block.action === 660 || block.action === 661) macroCall(state, block.action);
  else if (hasM(block, 98) || hasM(block, 198)) subprogram(state);
  else if (hasM(block, 97) && isHaas(state)) localSubprogram(state);
  else if (hasM(block, 99)) back(state);
};

const isHaas = (state: Control): boolean => state.dialect === 'haas-mill' || state.dialect === 'haas-lathe';

const subprogram = (state: Control): void => {
  const { block } = state;
  const repeats = Math.min(mostRepeats, Math.trunc(wordOr(block, Word.L, 1)));
  const program = calledProgram(state);
  if (program === undefined) {
    report(state, 'call.no-number', { code: 'M98' });
    return;
  }
  const whole = findProgram(state, program);
  if (whole) {
    enterProgram(state, whole, { kind: 'subprogram', repeats, values: undefined });
    return;
  }
  if (block.name !== undefined) {
    notFound(state, block.name);
    return;
  }
  const p = Number(program);
  // Fanuc: P0031234 is three times O1234.
  const packed = p > 9999 && !has(block, Word.L) ? findProgram(state, p % 10_000) : undefined;
  if (packed) {
    enterProgram(state, packed, { kind: 'subprogram', repeats: Math.floor(p / 10_000), values: undefined });
    return;
  }
  notFound(state, p > 9999 && !has(block, Word.L) ? p % 10_000 : p);
};

/** By its name, else by P. */
const calledProgram = ({ block }: Control): number | string | undefined =>
  block.name ?? (has(block, Word.P) ? Math.trunc(block.words[Word.P]!) : undefined);

/** M97 P of Haas: from block N`P` to M99, in the same program. */
const localSubprogram = (state: Control): void => {
  const { block } = state;
  const number = wordOr(block, Word.P, 0);
  const start = state.file.block(number, spotOfBlock(state));
  if (!start) {
    report(state, 'jump.not-found', { number });
    return;
  }
  const repeats = Math.trunc(wordOr(block, Word.L, 1));
  const program = state.frame.program ?? 0;
  enterProgram(
    state,
    { file: state.file, start, program },
    { kind: 'subprogram', repeats, values: undefined },
  );
};

const back = (state: Control): void => {
  const { block } = state;
  const to = has(block, Word.P) ? block.words[Word.P]! : undefined;
  if (state.levels.length > 0) {
    leaveProgram(state, to);
    return;
  }
  // A main program would begin again; once through is what is asked for.
  if (to !== undefined && jump(state, to) === 'done') return;
  state.ended = true;
};

/** Local variables of a macro by the letters of G65: type I, and type II as soon as I, J, K come again. */
const argumentsOf = (state: Control): Float64Array => {
  const values = new Float64Array(34).fill(vacant);
  const { block } = state;
  let group = -1;
  let last = 3;
  for (let i = 0; i < block.count; i++) {
    const letter = String.fromCharCode(block.letters[i]!);
    const value = block.values[i]!;
    const ijk = 'IJK'.indexOf(letter);
    if (ijk >= 0) {
      if (ijk <= last) group++;
      last = ijk;
      if (group < 10) values[4 + 3 * Math.max(0, group) + ijk] = value;
      continue;
    }
    const number = locals[letter];
    if (number !== undefined) values[number] = value;
  }
  return values;
};

const locals: Readonly<Record<string, number>> = {
  ...{ A: 1, B: 2, C: 3, D: 7, E: 8, F: 9, H: 11, M: 13, Q: 17, R: 18, S: 19 },
  ...{ T: 20, U: 21, V: 22, W: 23, X: 24, Y: 25, Z: 26 },
};

const macroCall = (state: Control, action: number): void => {
  const { block } = state;
  const program = calledProgram(state);
  if (program === undefined) {
    report(state, 'call.no-number', { code: action === 650 ? 'G65' : 'G66' });
    return;
  }
  const repeats = Math.min(mostRepeats, Math.trunc(wordOr(block, Word.L, 1)));
  const values = argumentsOf(state);
  if (action !== 650) {
    state.modalCall = { program, values, repeats };
    return;
  }
  callMacro(state, { program, values, repeats }, 'macro');
};

const callMacro = (
  state: Control,
  call: NonNullable<Control['modalCall']>,
  kind: 'macro' | 'modal',
): void => {
  const callee = findProgram(state, call.program);
  if (callee) enterProgram(state, callee, { kind, repeats: call.repeats, values: call.values });
  else notFound(state, call.program);
};

/** Programs from O8000 on are those that a builder or a probing kit leaves in the control. */
const notFound = (state: Control, program: number | string): void => {
  const computed = (state.block.integers & (1 << Word.P)) === 0;
  const resident = typeof program === 'number' && (program >= 8000 || computed);
  const name = writtenProgram(program);
  if (!resident && !state.valuesMissing && state.missing.length < mostMissing)
    state.missing.push({ program: name, place: placeOfBlock(state) });
  // Where it would have left the tool nobody knows here.
  state.unplaced = 0b111111;
  if (!resident) return;
  // Probing kits answer in variables.
  state.valuesMissing = true;
  report(state, 'call.resident', { program: name });
};

/**
 * Once it is known which calls lead somewhere: one that does not is a mistake; where of several none does, the folder of the
 * subprograms was not given.
 */
export const reportMissing = ({ missing, found, called }: Control): void => {
  const elsewhere = !called && new Set(missing.map(({ program }) => program)).size > 1;
  for (const { program, place } of missing)
    found.report(elsewhere ? 'call.elsewhere' : 'call.not-found', place, { program });
};

/** G66: behind each move. Not within the macro itself. */
export const callAfterMove = (state: Control): void => {
  const { modalCall, levels } = state;
  if (!modalCall || levels.some((level) => level.kind === 'modal')) return;
  callMacro(state, modalCall, 'modal');
};
