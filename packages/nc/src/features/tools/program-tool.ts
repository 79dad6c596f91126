/** What is known of one tool of a program, from all its notes. */
import { type Fact, surer } from '../fact.ts';
import type { ToolKind } from './tool-kind.ts';
import type { NoteLength, ToolNote } from './tool-note.ts';

/** Lengths in mm, whatever the program writes in. What the program does not say is undefined. */
export interface ProgramTool {
  readonly number: number;
  /** How often it is called in the file: T with M6, or T alone (`DialectFinding.toolCall`). 0: only listed, or only made ready. Of a program that calls none, how often its notes do. */
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

export interface Noted {
  readonly note: ToolNote;
  /** Of the note belonging to the tool: 1 where it names the number. */
  readonly trust: number;
  readonly line: number;
  readonly column: number;
}

export interface Gathered {
  calls: number;
  line: number;
  readonly notes: Noted[];
}

export interface Units {
  readonly inch: boolean;
  readonly confidence: number;
  readonly because: string;
}

export const unitsOf = (inchAt: number, metricAt: number, assumed: 'mm' | 'inch'): Units => {
  if (inchAt && metricAt)
    return { inch: inchAt < metricAt, confidence: 0.6, because: 'the program has both G20 and G21' };
  if (inchAt) return { inch: true, confidence: 1, because: 'G20' };
  if (metricAt) return { inch: false, confidence: 1, because: 'G21' };
  const because = `${assumed} is assumed: there is neither G20 nor G21`;
  return { inch: assumed === 'inch', confidence: 0.6, because };
};

export function toolOf(number: number, { calls, line, notes }: Gathered, units: Units): ProgramTool {
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
  const diameterMm = lengthOf('diameter', ({ diameter }) => diameter);
  return {
    number,
    calls,
    line,
    description: best(({ description: value, digits, kind }) =>
      value ? { value, confidence: digits !== undefined || kind ? 0.95 : 0.5, text: value } : undefined,
    ),
    kind: kindBySize(
      best(({ kind }) => kind),
      diameterMm,
    ),
    diameterMm,
    cornerRadiusMm: lengthOf('corner radius', ({ cornerRadius }) => cornerRadius),
    flutes: best(({ flutes }) => flutes),
    pitchMm: lengthOf('pitch', ({ pitch }) => pitch),
    pointAngleDeg: best(({ pointAngleDeg }) => pointAngleDeg),
    conflicts,
  };
}

/** Nobody has an end mill of that size: a "MILL 80MM" faces (mm). */
const largestEndMillMm = 40;

const kindBySize = (
  kind: Fact<ToolKind> | undefined,
  diameter: Fact<number> | undefined,
): Fact<ToolKind> | undefined =>
  kind?.value === 'end-mill' && diameter && diameter.value > largestEndMillMm
    ? { ...kind, value: 'face-mill', because: `${kind.because}, and ${millimetres(diameter.value)} wide` }
    : kind;

const round = (value: number): number => Math.round(value * 100) / 100;
const millimetres = (value: number): string => `${Math.round(value * 1000) / 1000} mm`;
