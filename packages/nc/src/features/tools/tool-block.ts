/** What a block tells of tools. */
import { turretWord } from '../../interpret/turret-word.ts';
import { textOfBytes } from '../../source/byte-source.ts';
import { TokenKind } from '../../tokens/token-chunk.ts';
import { type FileBlock, isNote, namesProgram, noteOf } from '../blocks.ts';
import { calledInNote } from './called-in-note.ts';
import { rotates, type ToolKind } from './tool-kind.ts';
import { readToolNote, type ToolNote } from './tool-note.ts';

export interface BlockNote {
  readonly note: ToolNote;
  readonly column: number;
  /** The digits of a tool that it calls. */
  readonly calls: string | undefined;
}

/** X, Y, Z, U, W. */
const axes: ReadonlySet<number> = new Set([88, 89, 90, 85, 87]);
/** G codes whose axis words are no cut: homing, and the setting of offsets. */
const notCutting: ReadonlySet<number> = new Set([10, 28, 30, 50, 53, 92]);

/** A lathe writes tool and offset in one: T0101. */
export const numberOf = (digits: string, lathe: boolean): number =>
  lathe && digits.length > 2 ? Math.floor(turretWord(Number(digits), digits.length) / 100) : Number(digits);

/** Names of operations, where such tools are not: a mill does not turn, and a lathe chamfers and faces with what it turns with. */
const strange = (kind: ToolKind, machine: Machine): boolean =>
  machine === 'lathe'
    ? kind === 'chamfer-mill' || kind === 'face-mill' || kind === 'form-mill'
    : machine === 'mill' && !rotates(kind) && !['boring-bar', 'probe', 'stop'].includes(kind);

/** `unknown`: the language tells mills and lathes apart no further. */
export type Machine = 'mill' | 'lathe' | 'unknown';

export function readBlock(block: FileBlock, machine: Machine) {
  const lathe = machine === 'lathe';
  const { tokens, from, to } = block;
  const notes: BlockNote[] = [];
  let tool: number | undefined;
  let change = false;
  let empty = true;
  let title = false;
  let inch = false;
  let metric = false;
  let macro = false;
  let axis = false;
  let home = false;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    const value = tokens.value[i]!;
    if (isNote(kind)) {
      const column = tokens.offset + tokens.start[i]! - block.lineStart + 1;
      const text = noteOf(tokens, i);
      const note = readToolNote(text);
      const named = note.digits === undefined && note.kind && strange(note.kind.value, machine);
      notes.push({
        note: named ? { ...note, kind: undefined, diameter: undefined } : note,
        column,
        calls: calledInNote(text),
      });
      continue;
    }
    if (kind === 79 || namesProgram(block, i)) title = true;
    else if (kind !== 78 && kind !== 4) empty = false;
    if (axes.has(kind)) axis = true;
    else if (kind === 71 && notCutting.has(value)) home = true;
    // Okuma's call of a tool by its group: `TG=01`.
    if (tokens.value[i + 1] === 61 && textAt(tokens, i) === 'TG') {
      tool = Math.trunc(tokens.value[i + 2] ?? 0);
      change = true;
    }
    const said = kind === TokenKind.unknown ? heidenhainTool(tokens, i) : undefined;
    if (said?.calls) {
      tool = said.number;
      change = true;
    } else if (said?.note) notes.push({ note: said.note, column: 1, calls: undefined });
    // A letter O for the nought: `MO6`, `TO303`.
    if (kind === TokenKind.unknown && tokens.kind[i + 1] === TokenKind.number) {
      const text = textAt(tokens, i);
      const number = tokens.value[i + 1]!;
      if (text === 'MO' && number === 6) change = true;
      else if (text === 'TO') tool = lathe && number >= 100 ? Math.floor(number / 100) : number;
    }
    // Of two tools in a block the second is only made ready.
    if (kind === 84 && tool === undefined) {
      const word = lathe ? turretWord(value, tokens.end[i]! - tokens.start[i]! - 1) : value;
      tool = lathe && word >= 100 ? Math.floor(word / 100) : Math.trunc(word);
    } else if (kind === 77 && (value === 6 || value === 61)) change = true;
    // Philips and MAHO, by hand; elsewhere another thing.
    else if (kind === 77 && machine === 'unknown' && (value === 66 || value === 67)) change = true;
    // T of a macro call is its argument.
    else if (kind === 71 && (value === 65 || value === 66)) macro = true;
    else if (kind === 71 && value === 20) inch = true;
    else if (kind === 71 && value === 21) metric = true;
  }
  const word = macro ? undefined : tool;
  return { word, change, notes, empty, title, moves: axis && !home, inch, metric };
}

/** Heidenhain's `TOOL CALL 5 Z S2000`, and `TOOL DEF 5 L+0 R+4`, which tells the radius (mm). `at`: of the word TOOL. */
const heidenhainTool = (tokens: FileBlock['tokens'], at: number) => {
  if (tokens.kind[at + 2] !== TokenKind.number || textAt(tokens, at) !== 'TOOL') return undefined;
  const number = Math.trunc(tokens.value[at + 2]!);
  const word = textAt(tokens, at + 1);
  if (word === 'CALL') return { calls: true, number, note: undefined };
  const radius = [3, 4].find((next) => tokens.kind[at + next] === 82);
  if (word !== 'DEF' || radius === undefined || !(tokens.value[at + radius]! > 0)) return undefined;
  return { calls: false, number, note: readToolNote(`T${number} D=${2 * tokens.value[at + radius]!}MM`) };
};

const textAt = ({ bytes, start, end }: FileBlock['tokens'], token: number): string =>
  textOfBytes(bytes, start[token]!, Math.min(end[token]!, start[token]! + 8)).toUpperCase();
