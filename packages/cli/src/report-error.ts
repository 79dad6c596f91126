/** An error in a terminal: what happened, what to do; the cause for those who ask. */
import { AppError } from '@mantinel/contract';
import { ApiProblem } from './api-client.ts';
import type { Terminal } from './context.ts';

export function reportError(error: unknown, options: { terminal: Terminal; verbose: boolean }): void {
  const { terminal, verbose } = options;
  const known =
    error instanceof AppError || error instanceof ApiProblem
      ? error
      : new AppError('internal', { cause: error });
  terminal.err('');
  terminal.err(`${terminal.style(['red', 'bold'], '✗')} ${known.message}`);
  terminal.err(`  ${known.remedy}`);
  const lines = causesOf(known);
  if (verbose) for (const line of lines) terminal.err(terminal.style('dim', `  ${line}`));
  else if (lines.length > 0) terminal.err(terminal.style('dim', '  More with --verbose.'));
  terminal.err('');
}

/** The chain of causes, with the stack of the innermost, which is where it began. */
function causesOf(error: AppError | ApiProblem): string[] {
  const lines: string[] = [];
  let innermost: unknown = error;
  while (innermost instanceof Error && innermost.cause !== undefined) {
    innermost = innermost.cause;
    lines.push(`caused by: ${innermost instanceof Error ? innermost.message : String(innermost)}`);
  }
  if (innermost instanceof Error && innermost !== error) {
    lines.push(...(innermost.stack ?? '').split('\n').slice(1, 9));
  }
  return lines;
}
