/**
 * The operations of a program by its lines alone: where no moves are made of it, because its language is declined, or because it cuts only when
 * another program calls it. Tool calls part it, cycles, notes and tools tell the kinds; lengths and speeds stay unknown.
 */
import type { DialectFinding } from '../../dialect/dialect.ts';
import { textOfBytes } from '../../source/byte-source.ts';
import type { NcProgram } from '../../source/program.ts';
import type { OperationReason } from '../operations/clues.ts';
import { kindByName, kindByTool } from '../operations/kind-by-words.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationKind } from '../operations/operation-kind.ts';
import { type KindFound, toolKindIn } from '../tools/tool-kind.ts';
import { toolWord } from '../tools/tool-word.ts';
import type { ProgramTool } from '../tools/tools.ts';
import { cycleWords } from './cycle-words.ts';

/** Longer programs of such languages are surfaces, whose lines tell nothing more. */
const mostBytes = 1 << 22;
/** It was not carried out. */
const surest = 0.5;
/** Between two cuts. */
const mostNotes = 100;

interface Section {
  tool: number;
  /** From 0. */
  first: number;
  last: number;
  name: string | undefined;
  notes: string;
  /** The kind that its tool is called by. */
  named: KindFound | undefined;
  readonly votes: Map<OperationKind, { count: number; line: number; word: string }>;
  straight: number;
  arcs: number;
  /** Subprograms that are called. */
  calls: number;
  across: boolean;
}

/** In the order of the file; empty where nothing is cut. */
export function outlineOf(
  program: NcProgram,
  dialect: DialectFinding,
  tools: readonly ProgramTool[],
): readonly Operation[] {
  const bytes = program.source.read(0, Math.min(mostBytes, program.source.size));
  const lines = textOfBytes(bytes).split('\n');
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
  const sections = sectionsOf(lines, dialect, tools);
  const turned = sections.every(({ across }) => !across);
  const title = lines.slice(0, 12).join(' ');
  return sections.map((section, index) => {
    const { tool, first, last, name } = section;
    const reasons = reasonsFor(section, { tool: tools.find(({ number }) => number === tool), title, turned });
    const [best] = reasons;
    return {
      kind: best?.kind ?? 'unknown',
      confidence: best ? Math.min(surest, best.weight / 6) : 0,
      reasons,
      index,
      tool,
      lathe: turned,
      name,
      line: first + 1,
      span: { first: starts[first]!, last: starts[last]! },
      ranges: [{ file: program.name, first: starts[first]!, last: starts[last]! }],
      workOffsets: [],
      lengthOffsets: [],
      radiusOffsets: [],
      cutMm: 0,
      cutting: unknownCutting,
      pathDigest: '',
      cycles: {},
      cycleDepthMm: 0,
      pitchMm: undefined,
      stepMm: undefined,
      inside: 0,
    };
  });
}

const unknownCutting: Operation['cutting'] = {
  n: undefined,
  vc: undefined,
  f: undefined,
  vf: undefined,
  fz: undefined,
  vfPlunge: undefined,
  confidence: 0,
  unknown: ['No moves are made of this program: its operations are read off its lines.'],
};

const noteIn = /;(.*)$|\(([^)]*)\)/;

function sectionsOf(
  lines: readonly string[],
  dialect: DialectFinding,
  tools: readonly ProgramTool[],
): Section[] {
  const words = cycleWords(dialect.dialect);
  const known = new Set(tools.filter(({ calls }) => calls > 0).map(({ number }) => number));
  const sections: Section[] = [];
  let current: Section | undefined;
  /** Notes since the last cut. */
  let pending: { line: number; text: string }[] = [];
  const begin = (tool: number, line: number) => {
    const note = pending.find(({ text }) => headlines(text)) ?? pending[0];
    current = {
      tool,
      first: note?.line ?? line,
      last: -1,
      name: note?.text,
      notes: note?.text ?? '',
      named: undefined,
      votes: new Map(),
      straight: 0,
      arcs: 0,
      calls: 0,
      across: false,
    };
    pending = [];
    sections.push(current);
  };
  for (const [at, raw] of lines.entries()) {
    const line = raw.slice(0, 400).toUpperCase();
    const note = noteIn.exec(line);
    const text = (note?.[1] ?? note?.[2] ?? '').trim();
    const code = line.replace(/;.*$|\([^)]*\)?/g, (found) =>
      found.startsWith(';') ? '' : keptParentheses(found, line),
    );
    const bare = code.replace(/^\s*\/?\s*N?\d+\s+|^\s*\/?\s*N\d+/, '').trim();
    const headline = headlineIn(bare);
    if (bare === '' || headline !== undefined) {
      const said = headline ?? text;
      if (/[A-Z]{3}/.test(said) && pending.length < mostNotes) pending.push({ line: at, text: said });
      continue;
    }
    const named = /^(?:T\s*=|TOOL CALL)\s*"([^"]+)"/.exec(bare)?.[1];
    if (named !== undefined) {
      begin(0, at);
      current!.notes += ` ${named}`;
      current!.named = toolKindIn(named.replaceAll('_', ' '));
      continue;
    }
    const call = toolWord(bare, dialect.dialect);
    if (call !== undefined && call !== 0 && (known.size === 0 || known.has(call))) {
      if (call !== current?.tool || current.last >= 0) begin(call, at);
      current!.notes += ` ${text}`;
    }
    const cut = cutIn(bare, words);
    // Who only calls others, without a tool, does nothing by himself.
    if (cut && cut !== 'call' && !current) begin(0, at);
    if (!current) continue;
    // Where moves could have been made, notes stand at every step of what none are made of.
    const headed = !dialect.readable && current.last >= 0 && pending.some(({ text }) => headlines(text));
    // The same cycle at another place is the same job.
    if (headed && cut && !(typeof cut === 'object' && current.votes.has(cut.kind))) begin(current.tool, at);
    if (cut || (!headed && /\b(G0?0|L)\b.*[XYZ]|^[XYZ]/.test(bare))) current.last = at;
    if (!cut) continue;
    pending = [];
    if (/\bY/.test(bare) || /Y[-+=.\d]/.test(bare)) current.across = true;
    if (cut === 'straight') current.straight += 1;
    else if (cut === 'arc') current.arcs += 1;
    else if (cut === 'call') current.calls += 1;
    else {
      const known = current.votes.get(cut.kind);
      if (known) known.count += 1;
      else current.votes.set(cut.kind, { count: 1, line: at + 1, word: cut.word });
    }
  }
  return sections.filter(
    ({ votes, straight, arcs, calls, last, first }) =>
      last >= first && votes.size + straight + arcs + calls > 0,
  );
}

/** A note that begins an operation: it says so, or what work it is. */
const headlines = (text: string): boolean =>
  /\bOPERATION\b/.test(text) || kindByName(text, false) !== undefined || kindByName(text, true) !== undefined;

/** What stands on the screen while it runs (Sinumerik), and the structure of a Heidenhain program, are notes as well. */
const headlineIn = (code: string): string | undefined =>
  (/^MSG\s*\(\s*"([^"]*)/.exec(code) ?? /^\* ?- ?(.+)/.exec(code))?.[1];

/** Arguments of a cycle are no note. */
const keptParentheses = (found: string, line: string): string =>
  /[A-Z]\w*\s*$/.test(line.slice(0, line.indexOf(found))) && !/^\([^,)]*[A-Z]{3}[^,)]*\)?$/.test(found)
    ? found
    : '';

type Cut = 'straight' | 'arc' | 'call' | { readonly kind: OperationKind; readonly word: string } | undefined;

const cutIn = (code: string, words: ReturnType<typeof cycleWords>): Cut => {
  for (const [pattern, kind] of words) {
    const found = pattern.exec(code);
    if (found) return { kind, word: found[0] };
  }
  if (/(?<![A-Z])G0?[23](?!\d)|\bCC\b|^C\s/.test(code)) return 'arc';
  if (/(?<![A-Z])(M9[78]|G6[56])(?!\d)|\bMCALL\s+[A-Z_]/.test(code)) return 'call';
  return /(?<![A-Z])G0?1(?!\d)/.test(code) || /^L\s+[XYZ]/.test(code) ? 'straight' : undefined;
};

function reasonsFor(
  { votes, notes, straight, arcs, named: kindOfTool }: Section,
  { tool, title, turned }: { tool: ProgramTool | undefined; title: string; turned: boolean },
): OperationReason[] {
  const scores = new Map<OperationKind, OperationReason>();
  const say = (kind: OperationKind, weight: number, because: string) => {
    const known = scores.get(kind);
    scores.set(kind, { kind, weight: weight + (known?.weight ?? 0), because: known?.because ?? because });
  };
  const named = kindByName(notes, turned);
  if (named) say(named, 2, `the note "${notes.trim().slice(0, 60)}"`);
  const used = tool?.kind?.value ?? kindOfTool?.kind;
  const byTool = used && kindByTool(used);
  if (byTool) say(byTool[0], byTool[1], `its tool is a ${used.replaceAll('-', ' ')}`);
  // Cycles that clear a contour of a lathe finish it as well, as their arguments say.
  for (const [kind, { count, line, word }] of votes)
    say(kind, kind === 'turn-rough' ? 1.5 : 2.5, `${count} × ${word}, first in line ${line}`);
  if (votes.size === 0 && scores.size === 0) {
    const titled = kindByName(title, turned);
    if (titled) say(titled, 1.5, 'the title of the program');
  }
  const cuts = straight + arcs;
  if (votes.size === 0 && cuts > 0) say(turned ? 'turn-finish' : 'contour', 1, `${cuts} blocks at feed`);
  return [...scores.values()].sort((a, b) => b.weight - a.weight);
}
