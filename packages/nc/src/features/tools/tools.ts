/** The tools of a program, from its T words and from what its notes say of them. */
import { detectDialect } from '../../dialect/detect.ts';
import type { DialectFinding } from '../../dialect/dialect.ts';
import { defaultProfile } from '../../profile/machine-profile.ts';
import type { NcProgram } from '../../source/program.ts';
import { blocksOf, type FileBlock, isNote, noteOf } from '../blocks.ts';
import { type Fact, surer } from '../fact.ts';
import type { ToolKind } from './tool-kind.ts';
import { type NoteLength, readToolNote, type ToolNote } from './tool-note.ts';

/** Lengths in mm, whatever the program writes in. What the program does not say is undefined. */
export interface ProgramTool {
  readonly number: number;
  /** How often it is called in the file: T with M6 on a mill, T alone on a lathe. 0: only listed, or only made ready. */
  readonly calls: number;
  /** Of the first call, or of the first mention; from 1. */
  readonly line: number;
  readonly description: Fact<string> | undefined;
  readonly kind: Fact<ToolKind> | undefined;
  readonly diameterMm: Fact<number> | undefined;
  readonly cornerRadiusMm: Fact<number> | undefined;
  readonly flutes: Fact<number> | undefined;
  /** Of a tap or thread mill. */
  readonly pitchMm: Fact<number> | undefined;
  readonly pointAngleDeg: Fact<number> | undefined;
  /** Sentences about notes that contradict each other: the number may stand for several tools. */
  readonly conflicts: readonly string[];
}

export interface ToolsOptions {
  /** Spares the search for evidence. */
  readonly dialect?: DialectFinding;
}

interface Noted {
  readonly note: ToolNote;
  /** Of the note belonging to the tool: 1 where it names the number. */
  readonly trust: number;
  readonly line: number;
  readonly column: number;
}

interface Gathered {
  calls: number;
  line: number;
  readonly notes: Noted[];
}

const mostTools = 1000;
const mostNotes = 16;

/** By number, ascending. One pass over the tokens; nothing is carried out, so a tool in a subprogram of another file is not seen. */
export function toolsOf(program: NcProgram, options: ToolsOptions = {}): readonly ProgramTool[] {
  const dialect = options.dialect ?? detectDialect(program.source);
  const lathe = defaultProfile(dialect.dialect).kind === 'lathe';
  const tools = new Map<number, Gathered>();
  let inchAt = 0;
  let metricAt = 0;
  let next: number | undefined;
  /** A note that stands by itself right before a block, and a tool whose call was the last block with words. */
  let before: { readonly note: ToolNote; readonly line: number; readonly column: number } | undefined;
  let called: number | undefined;

  const toolAt = (number: number, line: number): Gathered | undefined => {
    let tool = tools.get(number);
    if (!tool && tools.size < mostTools) {
      tool = { calls: 0, line, notes: [] };
      tools.set(number, tool);
    }
    return tool;
  };
  const add = (number: number, noted: Noted) => {
    const tool = toolAt(number, noted.line);
    if (tool && tool.notes.length < mostNotes) tool.notes.push(noted);
  };

  for (const block of blocksOf(program.source, dialect)) {
    const { tool, change, notes, empty, inch, metric } = readBlock(block, lathe);
    if (inch) inchAt ||= block.line;
    if (metric) metricAt ||= block.line;
    if (tool !== undefined) next = tool;
    const now = lathe ? tool : change ? next : undefined;
    if (now !== undefined && now !== 0) {
      const known = toolAt(now, block.line);
      if (known) {
        if (known.calls === 0) known.line = block.line;
        known.calls += 1;
      }
      if (before) add(now, { ...before, trust: 0.75 });
    } else if (tool !== undefined && tool !== 0) toolAt(tool, block.line);
    for (const { note, column } of notes) {
      const number = note.digits === undefined ? undefined : numberOf(note.digits, lathe);
      if (number !== undefined) add(number, { note, trust: 1, line: block.line, column });
      else if (note.kind && now !== undefined && now !== 0)
        add(now, { note, trust: 0.9, line: block.line, column });
      else if (note.kind && empty && called !== undefined)
        add(called, { note, trust: 0.65, line: block.line, column });
    }
    if (!empty) called = now;
    const alone = empty ? notes.find(({ note }) => note.kind && note.digits === undefined) : undefined;
    before = alone ? { ...alone, line: block.line } : notes.length > 0 && empty ? before : undefined;
  }
  const units = unitsOf(inchAt, metricAt, defaultProfile(dialect.dialect).units);
  return [...tools].sort(([a], [b]) => a - b).map(([number, tool]) => toolOf(number, tool, units));
}

/** A lathe writes tool and offset in one: T0101. */
const numberOf = (digits: string, lathe: boolean): number =>
  lathe && digits.length > 2 ? Math.floor(Number(digits) / 100) : Number(digits);

function readBlock(block: FileBlock, lathe: boolean) {
  const { tokens, from, to } = block;
  const notes: { note: ToolNote; column: number }[] = [];
  let tool: number | undefined;
  let change = false;
  let empty = true;
  let inch = false;
  let metric = false;
  let macro = false;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    const value = tokens.value[i]!;
    if (isNote(kind)) {
      const column = tokens.offset + tokens.start[i]! - block.lineStart + 1;
      notes.push({ note: readToolNote(noteOf(tokens, i)), column });
      continue;
    }
    if (kind !== 78 && kind !== 79 && kind !== 4) empty = false;
    if (kind === 84) tool = lathe && value >= 100 ? Math.floor(value / 100) : Math.trunc(value);
    else if (kind === 77 && (value === 6 || value === 61)) change = true;
    // T of a macro call is its argument.
    else if (kind === 71 && (value === 65 || value === 66)) macro = true;
    else if (kind === 71 && value === 20) inch = true;
    else if (kind === 71 && value === 21) metric = true;
  }
  return { tool: macro ? undefined : tool, change, notes, empty, inch, metric };
}

interface Units {
  readonly inch: boolean;
  readonly confidence: number;
  readonly because: string;
}

const unitsOf = (inchAt: number, metricAt: number, assumed: 'mm' | 'inch'): Units => {
  if (inchAt && metricAt)
    return { inch: inchAt < metricAt, confidence: 0.6, because: 'the program has both G20 and G21' };
  if (inchAt) return { inch: true, confidence: 1, because: 'G20' };
  if (metricAt) return { inch: false, confidence: 1, because: 'G21' };
  const because = `${assumed} is assumed: there is neither G20 nor G21`;
  return { inch: assumed === 'inch', confidence: 0.6, because };
};

function toolOf(number: number, { calls, line, notes }: Gathered, units: Units): ProgramTool {
  const conflicts: string[] = [];
  const best = <Value>(
    of: (note: ToolNote) => { value: Value; confidence: number; text: string } | undefined,
  ): Fact<Value> | undefined => {
    let found: Fact<Value> | undefined;
    for (const { note, trust, line, column } of notes) {
      const said = of(note);
      if (!said) continue;
      const { value, confidence, text } = said;
      found = surer(found, {
        value,
        confidence: round(confidence * trust),
        because: `"${text}"`,
        line,
        column,
      });
    }
    return found;
  };
  const lengthOf = (
    what: string,
    of: (note: ToolNote) => NoteLength | undefined,
  ): Fact<number> | undefined => {
    let found: Fact<number> | undefined;
    for (const { note, trust, line, column } of notes) {
      const said = of(note);
      if (!said) continue;
      const inch = said.unit === 'program' ? units.inch : said.unit === 'inch';
      const unit = said.unit === 'program' ? `, ${units.because}` : '';
      const fact: Fact<number> = {
        value: inch ? said.value * 25.4 : said.value,
        confidence: round(said.confidence * trust * (said.unit === 'program' ? units.confidence : 1)),
        because: `"${said.text}" in ${inch ? 'inches' : 'mm'}${unit}`,
        line,
        column,
      };
      if (found && Math.abs(found.value - fact.value) > 0.01 * Math.max(found.value, fact.value))
        conflicts.push(
          `Line ${line} says a ${what} of ${millimetres(fact.value)}, line ${found.line} one of ${millimetres(found.value)}.`,
        );
      found = surer(found, fact);
    }
    return found && conflicts.length > 0 ? { ...found, confidence: round(found.confidence / 2) } : found;
  };
  return {
    number,
    calls,
    line,
    description: best(({ description: value, digits, kind }) =>
      value ? { value, confidence: digits !== undefined || kind ? 0.95 : 0.5, text: value } : undefined,
    ),
    kind: best(({ kind }) => kind),
    diameterMm: lengthOf('diameter', ({ diameter }) => diameter),
    cornerRadiusMm: lengthOf('corner radius', ({ cornerRadius }) => cornerRadius),
    flutes: best(({ flutes }) => flutes),
    pitchMm: lengthOf('pitch', ({ pitch }) => pitch),
    pointAngleDeg: best(({ pointAngleDeg }) => pointAngleDeg),
    conflicts,
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
const millimetres = (value: number): string => `${Math.round(value * 1000) / 1000} mm`;
