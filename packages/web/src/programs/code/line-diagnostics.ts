/** Of the findings in a line the worst, and all of them in words. */
import type { Diagnostic, Severity } from '@mantinel/nc';
import type { WordsOfFinding } from '../findings/use-finding-words.ts';

export interface LineFindings {
  readonly worst: Severity;
  /** Each with what to do. */
  readonly words: string;
}

const order: readonly Severity[] = ['error', 'warning', 'information'];

export function worstByLine(
  diagnostics: readonly Diagnostic[],
  wordsOf: WordsOfFinding,
): ReadonlyMap<number, LineFindings> {
  return new Map(
    [...Map.groupBy(diagnostics, ({ line }) => line)].map(([line, findings]) => {
      const worst = order.find((severity) => findings.some((each) => each.severity === severity))!;
      const words = findings.map(wordsOf).map(({ message, remedy }) => `${message}\n→ ${remedy}`);
      return [line, { worst, words: words.join('\n\n') }];
    }),
  );
}

/** Shape beside colour. */
export const severitySigns: Readonly<Record<Severity, string>> = {
  error: '■',
  warning: '▲',
  information: '●',
};
