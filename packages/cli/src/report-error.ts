/** An error in a terminal: what happened, what to do; the cause for those who ask. */
import { AppError } from '@mantinel/contract';
import { ApiProblem } from './api-client.ts';
import type { Terminal } from './context.ts';

export function reportError(error: unknown, options: { terminal: Terminal; verbose: boolean }): void {
  const { terminal, verbose } = options;
  terminal.err('');
  reportProblem(error, terminal);
  const lines = causesOf(error);
  if (verbose) for (const line of lines) terminal.err(terminal.style('dim', `  ${line}`));
  else if (lines.length > 0) terminal.err(terminal.style('dim', '  More with --verbose.'));
  terminal.err('');
}

/** Where one of several things went wrong and the others go on. */
export function reportProblem(error: unknown, terminal: Terminal): void {
  const [sentence, remedy] = sentencesOf(error);
  terminal.err(`${terminal.style(['red', 'bold'], '✗')} ${sentence}`);
  terminal.err(`  ${remedy}`);
}

function sentencesOf(error: unknown): readonly [sentence: string, remedy: string] {
  if (error instanceof AppError || error instanceof ApiProblem) return [error.message, error.remedy];
  const message = error instanceof Error ? error.message : String(error);
  return [
    `Mantinel met an error that it does not know: ${message}`,
    'Try again; if it happens again, send what --verbose prints to the maintainers.',
  ];
}

/** The chain of causes, with the stack of the innermost, which is where it began; nothing for an error that says all. */
function causesOf(error: unknown): string[] {
  const lines: string[] = [];
  let innermost = error;
  while (innermost instanceof Error && innermost.cause !== undefined) {
    innermost = innermost.cause;
    lines.push(`caused by: ${innermost instanceof Error ? innermost.message : String(innermost)}`);
  }
  if (innermost instanceof Error && !(innermost instanceof AppError) && !(innermost instanceof ApiProblem)) {
    lines.push(...(innermost.stack ?? '').split('\n').slice(1, 9));
  }
  return lines;
}
