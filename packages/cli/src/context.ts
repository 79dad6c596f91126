/** What a command may not take from the global: so that tests own terminal, environment and time to stop. */
import type { styleText } from 'node:util';

export interface Terminal {
  /** A line on standard output: what was asked for. */
  out(line: string): void;
  /** A line on standard error: everything else. */
  err(line: string): void;
  /** Colours the text where standard output is a terminal that wants it. */
  style(format: Style, text: string): string;
  /** Asks the person in front of it, who types unseen; absent where nobody sits there. Throws the signal's reason, or an AbortError. */
  readonly ask?: (question: string, signal: AbortSignal) => Promise<string>;
}

export type Style = Parameters<typeof styleText>[0];

export interface Context {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C or a service manager. */
  readonly signal: AbortSignal;
}

export const nowUs = (): number => Date.now() * 1000;

/** A command that ends badly without an error, such as `doctor`, says so by its exit code. */
export interface Outcome {
  exitCode: number;
}
