/** The tools of a program, from its T words and from what its notes say of them. */
import { detectDialect } from '../../dialect/detect.ts';
import type { DialectFinding, DialectName } from '../../dialect/dialect.ts';
import { defaultProfile } from '../../profile/machine-profile.ts';
import type { NcProgram } from '../../source/program.ts';
import { blocksOf } from '../blocks.ts';
import { type Gathered, type Noted, type ProgramTool, toolOf, unitsOf } from './program-tool.ts';
import { type BlockNote, type Machine, numberOf, readBlock } from './tool-block.ts';
import { toolNumber } from './tool-word.ts';

export type { ProgramTool } from './program-tool.ts';

export interface ToolsOptions {
  /** Spares the search for evidence. */
  readonly dialect?: DialectFinding;
}

/** A note that names no number, with its line. */
type Before = BlockNote & { readonly line: number };

/** Diameters are of workpieces, too. */
const ofTool = /TOOL|CUTTER|\bBIT\b|FR.{1,2}SER|WERKZEUG|WKZ/i;

const mostTools = 1000;
const mostNotes = 16;

/** By number, ascending. One pass over the tokens; nothing is carried out, so a tool in a subprogram of another file is not seen. */
export function toolsOf(program: NcProgram, options: ToolsOptions = {}): readonly ProgramTool[] {
  const dialect = options.dialect ?? detectDialect(program.source);
  const machine = machineOf(dialect);
  const lathe = machine === 'lathe';
  const tools = new Map<number, Gathered>();
  let inchAt = 0;
  let metricAt = 0;
  let next: number | undefined;
  /** The first note since something moved that tells of a tool, one that tells its size alone, and a tool whose call was the last block with words. */
  let before: Before | undefined;
  let size: Before | undefined;
  let called: number | undefined;
  /** The first one of the head that tells kind and size. */
  let head: Before | undefined;
  let any = false;
  const noteCalls: { readonly number: number; readonly line: number }[] = [];

  const toolAt = (number: number, line: number): Gathered | undefined => {
    if (number === 0) return undefined;
    let tool = tools.get(number);
    if (!tool && tools.size < mostTools) {
      tool = { calls: 0, line, notes: [] };
      tools.set(number, tool);
    }
    return tool;
  };
  const add = (number: number, { note, line, column }: Before, trust: number) => {
    const tool = toolAt(number, line);
    const noted: Noted = { note, trust, line, column };
    if (tool && tool.notes.length < mostNotes) tool.notes.push(noted);
  };
  const call = (number: number, line: number) => {
    const known = toolAt(number, line);
    if (!known) return;
    if (known.calls === 0) known.line = line;
    known.calls += 1;
  };

  for (const block of blocksOf(program.source, dialect)) {
    const { line } = block;
    const { word, change, notes, empty, title, moves, inch, metric } = readBlock(block, machine);
    const digits = String(word).length;
    const tool =
      word === undefined ? undefined : toolNumber(word, { digits, dialect: dialect.dialect, change });
    if (inch) inchAt ||= line;
    if (metric) metricAt ||= line;
    if (tool !== undefined) next = tool;
    const now = dialect.toolCall === 'T' ? tool : change ? next : undefined;
    if (now !== undefined && now !== 0) {
      any = true;
      call(now, line);
      if (before) add(now, before, 0.75);
      if (size) add(now, size, 0.75);
      before = undefined;
      size = undefined;
    } else if (tool !== undefined && tool !== 0) toolAt(tool, line);
    else if (now === 0 && !empty) {
      // What is noted of a tool without a number goes with it.
      before = undefined;
      size = undefined;
    }
    for (const one of notes) {
      const { note, calls } = one;
      const at = { ...one, line };
      const number = note.digits === undefined ? undefined : numberOf(note.digits, lathe);
      if (number !== undefined) add(number, at, 1);
      else if (note.kind && now !== undefined && now !== 0) add(now, at, 0.9);
      else if (note.kind && tool !== undefined && tool !== 0) add(tool, at, 0.85);
      else if (note.kind && empty && called !== undefined) add(called, at, 0.65);
      if (calls !== undefined && !any) noteCalls.push({ number: numberOf(calls, lathe), line });
    }
    if (!empty) called = now;
    // What stands beside the number of the program is its title.
    const alone = empty && !title ? notes.filter(({ note }) => note.digits === undefined) : [];
    if (moves) {
      before = undefined;
      size = undefined;
    }
    for (const one of alone) {
      if (one.note.kind) before ??= { ...one, line };
      else if (one.note.diameter && ofTool.test(one.note.description)) size ??= { ...one, line };
      if (!any && one.note.kind && one.note.diameter) head ??= { ...one, line };
    }
  }
  if (!any) for (const { number, line } of noteCalls) call(number, line);
  // Who lists one tool and calls none has it in the spindle.
  const [alone, ...others] = tools;
  if (alone && others.length === 0 && alone[1].calls === 0 && alone[1].notes.some(({ note }) => note.kind))
    alone[1].calls = 1;
  const units = unitsOf(inchAt, metricAt, defaultProfile(dialect.dialect).units);
  const [only, ...more] = [...tools].filter(([, { calls }]) => calls > 0);
  if (only && head && more.length === 0 && !only[1].notes.some(({ note }) => note.kind))
    add(only[0], head, 0.65);
  return [...tools].sort(([a], [b]) => a - b).map(([number, tool]) => toolOf(number, tool, units));
}

/** Languages that are read by their lines are written for both. */
const both: ReadonlySet<DialectName> = new Set(['sinumerik', 'heidenhain', 'okuma', 'philips']);

const machineOf = ({ dialect, machine }: DialectFinding): Machine =>
  both.has(dialect) ? 'unknown' : machine;
