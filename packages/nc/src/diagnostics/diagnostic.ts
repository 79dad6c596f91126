/** What is to be said about a program, with the place and the remedy. Nothing here throws: a program is always read to its end. */

/** `error`: a control would stop or do other than was meant. `warning`: it may. `information`: worth knowing, as an unknown M code. */
export type Severity = 'error' | 'warning' | 'information';

export interface Diagnostic {
  readonly severity: Severity;
  /** Stable, dotted: `arc.radius-mismatch`. */
  readonly code: string;
  /** The program's name: a subprogram may come from another file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  /** Byte offsets into the file; `end` is behind the last byte. */
  readonly start: number;
  readonly end: number;
  /** A sentence of what is so. */
  readonly message: string;
  /** A sentence of what to do. */
  readonly remedy: string;
  /** What is filled in to both, for whoever says them in another language. Numbers are rounded to four places there. */
  readonly data: Readonly<Record<string, string | number>>;
}

/** How often each code was found: a million equal findings are told once with their number. */
export interface DiagnosticCount {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
}
