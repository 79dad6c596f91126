/** The border of the interpreter: what it is given, and what it gives. */
import type { Diagnostic, DiagnosticCount } from '../diagnostics/diagnostic.ts';
import type { DialectFinding, DialectName } from '../dialect/dialect.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { MachineProfile } from '../profile/machine-profile.ts';
import type { ProgramLibrary } from '../source/program.ts';

export interface InterpretOptions {
  /** Spares the search for evidence. */
  readonly dialect?: DialectName;
  /** What is known of the machine, over what is assumed of its dialect. */
  readonly profile?: Partial<MachineProfile>;
  readonly library?: ProgramLibrary;
  readonly limits?: Partial<Limits>;
}

/** So that a loop without end ends here. */
export interface Limits {
  /** Blocks carried out, over all calls and loops, beyond those that the file has. */
  readonly steps: number;
  /** Levels of M98 and G65. */
  readonly calls: number;
  /** Diagnostics kept of one code; further ones are counted. */
  readonly diagnosticsPerCode: number;
}

export interface Interpretation {
  readonly dialect: DialectFinding;
  /** The profile in full, as it was used. */
  readonly profile: MachineProfile;
  /** Lazy: nothing is read before it is asked for, and memory does not grow with the program. Can be gone through once. */
  readonly chunks: IterableIterator<MoveChunk>;
  /** Of what has been read so far, in the order in which it was found. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every finding, those beyond the limit included. */
  readonly counts: () => readonly DiagnosticCount[];
}
