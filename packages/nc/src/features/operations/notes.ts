/** Notes that stand by themselves between blocks, and empty lines: what CAM systems and people set their operations apart with. */
import { detectDialect } from '../../dialect/detect.ts';
import type { DialectFinding } from '../../dialect/dialect.ts';
import type { NcProgram } from '../../source/program.ts';
import { blocksOf, type FileBlock, hasCode, isNote, noteOf } from '../blocks.ts';
import { readToolNote } from '../tools/tool-note.ts';
import type { OperationNote } from './operation-note.ts';
import { roundJobs } from './round-jobs.ts';

/** What a CAM system says about itself in the middle of a program, and not about the program. */
const boilerplate =
  /^REV\.?$|personal use|rapid moves|feedrate of|machining time|subscription|can increase|attention|warning|safe (retract|height)|change to t\d|^[\w ]+ ?= |^(plane reset|m140 mb|cycl def|blk form|tool call \d)|clearance height|before starting|\b(is (on|at) )?(the )?cent(er|re) of|is on face|^(WCS|G5\d|TOOL ?CHANGE|MANUAL|SAFE|X0|Y0|Z0|OP(ERATION)? ?\d+)\b\W*$|^(WCS|G5\d|TOOL ?CHANGE|MANUAL)\b/i;

/** FreeCAD's posts say so where one begins, and note much more beside it. */
const begins = /^BEGIN(?:NING)?(?: OF)? OPERATION\b[\s:-]*(?=\S)/i;

const mostNotes = 4096;
const mostMore = 400;
/** Who sets lines apart for the eye has more empty ones; then they tell nothing. */
const blocksAnEmptyLine = 8;

/** In the order of the file; those before the first block, about a numbered tool, or without a letter are none. */
export function operationNotes(program: NcProgram, given?: DialectFinding): readonly OperationNote[] {
  const dialect = given ?? detectDialect(program.source);
  const notes: OperationNote[] = [];
  let begun = false;
  let blocks = 0;
  let empty = 0;
  const headings = new Set<OperationNote>();
  let latest: (OperationNote & { more: string }) | undefined;
  /** N of the last block of the contour at hand: what is noted in it is about the contour. */
  let contourTo = 0;
  for (const block of blocksOf(program.source, dialect)) {
    blocks++;
    const last = lastOfContour(block);
    if (last) contourTo = last;
    else if (contourTo) {
      if (wordOf(block, 78) === contourTo) contourTo = 0;
      continue;
    }
    if (hasCode(block)) {
      // Of several notes one below the other the first is the headline.
      if (latest && begun) notes.push(latest);
      if (notes.length >= mostNotes) break;
      latest = undefined;
      begun = true;
      continue;
    }
    if (block.from === block.to) {
      empty++;
      latest ??= { text: '', more: '', start: block.end, line: block.line + 1 };
      continue;
    }
    // A note behind a block number is a step of the program, wherever it stands.
    if (block.from < block.to && block.tokens.kind[block.from] === 78) {
      if (!begun) latest = undefined;
      begun = true;
    }
    for (let i = block.from; i < block.to; i++) {
      if (!isNote(block.tokens.kind[i]!)) continue;
      const text = noteOf(block.tokens, i);
      // A letter or digit alone at the head is what the program writes.
      const letter = blocks === 1 && /^[A-Z\d]$/.test(text);
      if (letter) begun = true;
      else if (!/[A-Za-z]{3}/.test(text) || boilerplate.test(text) || readToolNote(text).digits !== undefined)
        continue;
      const heading = text.replace(begins, '');
      if (heading !== text) {
        latest = { text: heading, more: '', start: block.start, line: block.line };
        headings.add(latest);
      } else if (!latest || latest.text === '')
        latest = { text, more: '', start: block.start, line: block.line };
      else if (latest.more.length < mostMore) latest.more += ` ${text}`;
    }
  }
  if (latest && begun && notes.length < mostNotes) notes.push(latest);
  if (headings.size > 0) return notes.filter((note) => headings.has(note));
  // Who notes what he does tells nothing by empty lines.
  const told = notes.filter(({ text }) => text !== '');
  if (told.length > 0) return told;
  const parted = empty * blocksAnEmptyLine > blocks ? [] : notes;
  return [...parted, ...roundJobs(program, dialect)].sort((a, b) => a.start - b.start);
}

/** Value of the first word with a letter, by its code. */
const wordOf = ({ tokens, from, to }: FileBlock, letter: number): number | undefined => {
  for (let i = from; i < to; i++) if (tokens.kind[i] === letter) return tokens.value[i];
  return undefined;
};

/** Q of a roughing cycle of a lathe: G71 – G73 with P and Q. */
const lastOfContour = (block: FileBlock): number | undefined => {
  const code = wordOf(block, 71);
  if (code === undefined || code < 71 || code > 73) return undefined;
  return wordOf(block, 80) === undefined ? undefined : wordOf(block, 81);
};
