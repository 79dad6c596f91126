/** What begins an operation, in the text of a program. */
export interface OperationNote {
  /** Empty: only an empty line, or another kind of way (`roundJobs`). */
  readonly text: string;
  /** What stands below it, up to the next block. */
  readonly more: string;
  /** Byte offset and line of the note. */
  readonly start: number;
  readonly line: number;
}
