/** What is wrong with a program. */
import type { AppError } from '@mantinel/contract';
import {
  checkReducer,
  type Diagnostic,
  type DialectFinding,
  type GivenStock,
  interpret,
  rapidsInStock,
  toolsOf,
  unreachableBlocks,
} from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Checked {
  readonly file: string;
  readonly dialect: DialectFinding;
  /** In the order of the lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings of a code beyond those that are kept. */
  readonly more: number;
}

/** `stock`: where somebody knows it; of mills. */
export function checkProgram(
  { file, program, interpretation, options }: ReadProgram,
  stock: GivenStock | undefined,
): Checked {
  const { chunks, diagnostics, counts, dialect, profile } = interpretation;
  const tools = toolsOf(program, { dialect });
  const checks = checkReducer({ profile, tools });
  for (const chunk of chunks) checks.take(chunk);
  const told = checks.finish();
  const unreachable = dialect.readable ? unreachableBlocks(program, dialect) : [];
  const again = () => interpret(program, options).chunks;
  const crashes =
    profile.kind === 'mill' && dialect.readable
      ? rapidsInStock(program, again, { tools, stock })
      : { diagnostics: [], counts: [] };
  const listed = [...diagnostics, ...told.diagnostics, ...crashes.diagnostics];
  const all = [...counts(), ...told.counts, ...crashes.counts].reduce((sum, { count }) => sum + count, 0);
  const found = [...listed, ...unreachable].sort((a, b) => a.line - b.line || a.column - b.column);
  const more = all - listed.length;
  return { file, dialect, diagnostics: found, more };
}

/** In the form of a finding, so that whoever looks for errors meets it. */
export const uncheckedJson = (file: string, { code, message, remedy }: AppError) => ({
  file,
  dialect: null,
  diagnostics: [{ severity: 'error', code, line: 1, column: 1, message: `${message} ${remedy}` }],
});

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
