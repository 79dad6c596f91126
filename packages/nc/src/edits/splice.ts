/** A change of a program as what it replaces: every byte that is not named stays. */

export interface Splice {
  /** Byte offsets in the original; `end` is behind the last replaced byte; equal: insertion. */
  readonly start: number;
  readonly end: number;
  /** Latin-1. */
  readonly text: string;
}
