/** One thing that speaks for a dialect, or against it. */
import type { DialectName } from './dialect.ts';
import type { Sample } from './sample.ts';

export interface Evidence {
  readonly for: readonly DialectName[];
  readonly weight: number;
  readonly because: string;
  /** Truthy where it is seen; a pattern is looked for in the code without notes, with `inNotes` in all of the text. */
  readonly seen: RegExp | ((sample: Sample) => boolean);
  readonly inNotes?: true;
}
