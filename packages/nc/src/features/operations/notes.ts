/** Notes that stand by themselves between blocks: what CAM systems and people name their operations with. */
import { detectDialect } from '../../dialect/detect.ts';
import type { DialectFinding } from '../../dialect/dialect.ts';
import type { NcProgram } from '../../source/program.ts';
import { blocksOf, hasCode, isNote, noteOf } from '../blocks.ts';
import { readToolNote } from '../tools/tool-note.ts';

export interface OperationNote {
  readonly text: string;
  /** Byte offset and line of the note. */
  readonly start: number;
  readonly line: number;
}

/** What a CAM system says about itself in the middle of a program, and not about the program. */
const boilerplate =
  /personal use|rapid moves|feedrate of|subscription|can increase|attention|warning|^(WCS|G5\d|TOOL ?CHANGE|MANUAL)\b/i;

const mostNotes = 4096;

/** In the order of the file; those before the first block, about a numbered tool, or without a letter are none. */
export function operationNotes(program: NcProgram, given?: DialectFinding): readonly OperationNote[] {
  const dialect = given ?? detectDialect(program.source);
  const notes: OperationNote[] = [];
  let begun = false;
  let latest: OperationNote | undefined;
  for (const block of blocksOf(program.source, dialect)) {
    if (hasCode(block)) {
      // Of several notes one below the other the first is the headline.
      if (latest && begun) notes.push(latest);
      if (notes.length >= mostNotes) break;
      latest = undefined;
      begun = true;
      continue;
    }
    if (latest) continue;
    for (let i = block.from; i < block.to; i++) {
      if (!isNote(block.tokens.kind[i]!)) continue;
      const text = noteOf(block.tokens, i);
      if (!/[A-Za-z]{3}/.test(text) || boilerplate.test(text) || readToolNote(text).digits !== undefined)
        continue;
      latest = { text, start: block.start, line: block.line };
      break;
    }
  }
  return notes;
}
