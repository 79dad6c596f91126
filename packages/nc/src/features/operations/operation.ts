/** One tool doing one job on one set of features: what a line of a setup sheet is. */
import type { Classification } from './clues.ts';
import type { CuttingData } from './cutting-data.ts';
import type { SourceRange } from './source-ranges.ts';

export interface Operation extends Classification {
  /** Its place in the list, which is its group. */
  readonly index: number;
  /** 0: none was called. */
  readonly tool: number;
  /** On a lathe. */
  readonly lathe: boolean;
  /** The note it stands under. */
  readonly name: string | undefined;
  /** Of its first block. */
  readonly line: number;
  /** Of the main program, from the tool call or the note that opens it to its last cut or retract: byte offsets of the first and last block. */
  readonly span: { readonly first: number; readonly last: number };
  /** The blocks it is made of. */
  readonly ranges: readonly SourceRange[];
  /** In the order in which they were in force while it cuts; numbers as `MoveContext.workOffset`. */
  readonly workOffsets: readonly number[];
  readonly lengthOffsets: readonly number[];
  readonly radiusOffsets: readonly number[];
  /** mm at feed. */
  readonly cutMm: number;
  readonly cutting: CuttingData;
  /** Of what is cut and where, in the program's coordinates, to a thousandth: alike for alike paths, whatever their speeds. */
  readonly pathDigest: string;
  /** Cycles in it by kind: how many holes or passes, and the deepest. */
  readonly cycles: Readonly<Record<string, number>>;
  readonly cycleDepthMm: number;
  /** Of taps and threads; undefined where none is cut. */
  readonly pitchMm: number | undefined;
  /** How far parallel passes lie beside each other; 0: there is one; undefined where there are none. */
  readonly stepMm: number | undefined;
  /** Lathe: above 0 it works inside, below outside, the surer the farther. */
  readonly inside: number;
}
