/** A program from its text, read to its end. */
import { bytesOfText, programOf } from '@mantinel/nc';
import { LineIndex } from '../src/programs/reading/line-index.ts';
import {
  type Progress,
  type ReadOptions,
  readProgram,
  type Whole,
} from '../src/programs/reading/read-program.ts';
import { Toolpath } from '../src/programs/reading/toolpath.ts';
import type { Program } from '../src/programs/selection.ts';

export interface ReadText extends Program {
  readonly progress: readonly Progress[];
  readonly whole: Whole;
}

export function readText(text: string, options: Partial<ReadOptions> = {}): ReadText {
  const name = 'part.nc';
  const bytes = bytesOfText(text);
  const toolpath = new Toolpath();
  const progress: Progress[] = [];
  let whole: Whole | undefined;
  let nowMs = 0;
  for (const each of readProgram(programOf(name, bytes), { now: () => (nowMs += 1), ...options })) {
    progress.push(each);
    if (each.kind === 'part') toolpath.add(each);
    else if (each.kind === 'whole') whole = each;
  }
  return { name, lines: new LineIndex(bytes), toolpath, progress, whole: whole! };
}
