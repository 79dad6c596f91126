/** What a machinist would call different between two programs. */
import { type Difference, semanticDiff } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';
import { segmentsOf } from './segments.ts';

export function outlineOf(read: ReadProgram) {
  const { tools, segments } = segmentsOf(read);
  for (const chunk of read.interpretation.chunks) segments.take(chunk);
  return { operations: segments.finish(), tools };
}

export type Outline = ReturnType<typeof outlineOf>;

export interface Compared {
  readonly before: string;
  readonly after: string;
  readonly differences: readonly Difference[];
}

export const compared = (
  files: readonly [string, string],
  outlines: readonly [Outline, Outline],
): Compared => ({
  before: files[0],
  after: files[1],
  differences: semanticDiff(...outlines),
});
