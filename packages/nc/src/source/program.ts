/** A program and where its subprograms are found. */
import { type ByteSource, bytesInMemory } from './byte-source.ts';

export interface NcProgram {
  /** As people know it: a file's name or path. */
  readonly name: string;
  readonly source: ByteSource;
}

/** Answers M98, G65 and their kind when the program is not in the same file. Synchronous, as a control's memory is. */
export interface ProgramLibrary {
  /** By the number after P (`M98 P1234`), or by the name between angle brackets (`M98 <NAME>`, `o<name> call`); its case does not matter. */
  find(program: number | string): NcProgram | undefined;
}

export const programOf = (name: string, bytes: Uint8Array): NcProgram => ({
  name,
  source: bytesInMemory(bytes),
});
