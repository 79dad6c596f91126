/** What was read off a program, with where it stands and how sure it is. */

export interface Fact<Value> {
  readonly value: Value;
  /** 0–1. 0.9: written out in a form that means nothing else; 0.5: as likely as not. */
  readonly confidence: number;
  /** What it was read from, and what was assumed on the way: `"D=10" in mm (G21)`. */
  readonly because: string;
  /** From 1; columns in bytes. */
  readonly line: number;
  readonly column: number;
}

/** The surer one; of two alike the first. */
export const surer = <Value>(
  a: Fact<Value> | undefined,
  b: Fact<Value> | undefined,
): Fact<Value> | undefined => (!a || (b && b.confidence > a.confidence) ? b : a);
