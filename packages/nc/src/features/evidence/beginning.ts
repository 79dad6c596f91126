/** The notes and the looks of a program's beginning and end, where CAM systems and people write what it is. */
import { type ByteSource, textOfBytes } from '../../source/byte-source.ts';

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const looked = 1 << 15;

/** Lines of the first 32 KiB, each cut to what a person writes. */
export const linesOfBeginning = (source: ByteSource): readonly Line[] =>
  textOfBytes(source.read(0, looked).slice())
    .split(/\r?\n|\r/)
    .map((text, i) => ({ text: text.slice(0, 200), line: i + 1 }));

/** Of a line its notes: between parentheses or behind a semicolon. */
export const notesOf = (text: string): readonly { readonly text: string; readonly column: number }[] =>
  [...text.matchAll(/\(([^)]*)\)?|;(.*)$/g)].map((found) => ({
    text: (found[1] ?? found[2] ?? '').trim(),
    column: found.index + 1,
  }));
