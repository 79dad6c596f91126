/** What differs between two revisions: what a machinist would call different, and the lines. */
import { type Difference, semanticDiff } from '@mantinel/nc';
import { readProgram } from '../read/read-program.ts';
import { type LineDiff, lineDiff } from './line-diff.ts';

export interface ComparedPrograms extends LineDiff {
  readonly differences: readonly Difference[];
}

export function comparePrograms(name: string, before: Uint8Array, after: Uint8Array): ComparedPrograms {
  const outlineOf = (bytes: Uint8Array) => {
    const { operations, tools } = readProgram(name, bytes);
    return { operations: operations.map(({ operation }) => operation), tools };
  };
  return { differences: semanticDiff(outlineOf(before), outlineOf(after)), ...lineDiff(before, after) };
}
