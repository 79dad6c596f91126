/** What is wrong with a program. */
import { checkReducer, type Diagnostic, type DialectFinding, toolsOf, unreachableBlocks } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Checked {
  readonly file: string;
  readonly dialect: DialectFinding;
  /** In the order of the lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings of a code beyond those that are kept. */
  readonly more: number;
}

export function checkProgram({ file, program, interpretation }: ReadProgram): Checked {
  const { chunks, diagnostics, counts, dialect, profile } = interpretation;
  const checks = checkReducer({ profile, tools: toolsOf(program, { dialect }) });
  for (const chunk of chunks) checks.take(chunk);
  const told = checks.finish();
  const unreachable = dialect.readable ? unreachableBlocks(program, dialect) : [];
  const listed = [...diagnostics, ...told.diagnostics];
  const all = [...counts(), ...told.counts].reduce((sum, { count }) => sum + count, 0);
  const found = [...listed, ...unreachable].sort((a, b) => a.line - b.line || a.column - b.column);
  const more = all - listed.length;
  return { file, dialect, diagnostics: found, more };
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
