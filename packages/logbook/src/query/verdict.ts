/** What a filter says of the series of a source, before any row is looked at. */

/** What a series says of its rows. */
export const verdict = { none: 0, all: 1, ifTextMatches: 2 } as const;

export interface SourceSelection {
  /** Series of the source → verdict. */
  readonly verdicts: Uint8Array;
  /** Series with any verdict but `none`, and those that match whatever their texts. */
  readonly wanted: Uint32Array;
  readonly sure: Uint32Array;
}
