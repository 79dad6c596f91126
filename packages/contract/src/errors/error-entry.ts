/** One entry of the catalogue of errors. */
export interface ErrorEntry {
  readonly status: number;
  /** What happened, in plain words; `{name}` is filled from the error's data. */
  readonly operator: string;
  /** What to do about it. */
  readonly remedy: string;
}
