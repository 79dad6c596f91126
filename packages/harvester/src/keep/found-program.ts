/** A file that was read as a program, on its way into the store. */
import type { ProgramKind } from '../find/kind-of-file.ts';
import type { ReadProgram } from '../read/read-program.ts';
import type { ReadText } from '../read/reader-process.ts';

export interface FoundProgram {
  readonly path: string;
  readonly modifiedUs: number;
  readonly licence?: string | undefined;
  readonly synthetic?: boolean;
  readonly kind: ProgramKind;
  readonly text: ReadText;
  readonly program: ReadProgram;
}
