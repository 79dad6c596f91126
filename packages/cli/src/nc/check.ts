/** What is wrong with a program. */
import type { Diagnostic, DialectFinding } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Checked {
  readonly file: string;
  readonly dialect: DialectFinding;
  /** In the order of the lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings of a code beyond those that are kept. */
  readonly more: number;
}

export function checkProgram({ file, interpretation }: ReadProgram): Checked {
  const { chunks, diagnostics, counts, dialect } = interpretation;
  for (const _ of chunks);
  const found = [...diagnostics].sort((a, b) => a.line - b.line || a.column - b.column);
  const all = counts().reduce((sum, { count }) => sum + count, 0);
  return { file, dialect, diagnostics: found, more: all - found.length };
}

export const checkedJson = ({ file, dialect, diagnostics }: Checked) => ({
  file,
  dialect: dialect.dialect,
  diagnostics: diagnostics.map(({ severity, code, line, column, message }) => ({
    severity,
    code,
    line,
    column,
    message,
  })),
});
