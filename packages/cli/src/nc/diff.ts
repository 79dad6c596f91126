/** What a machinist would call different between two programs. */
import { type Difference, operationNotes, operationReducer, semanticDiff, toolsOf } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export function outlineOf({ program, interpretation }: ReadProgram) {
  const { chunks, dialect, profile } = interpretation;
  const tools = toolsOf(program, { dialect });
  const notes = operationNotes(program, dialect);
  const segments = operationReducer({ kind: profile.kind, file: program.name, notes, tools });
  for (const chunk of chunks) segments.take(chunk);
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
