/** One question the doctor asks of this computer. */
import type { LoadedConfig } from '@mantinel/server';

export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was found, in one line. */
  readonly text: string;
  readonly remedy?: string;
}

export interface Patient {
  readonly loaded: LoadedConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Check {
  readonly name: string;
  /** What it throws counts as a failure. */
  ask(patient: Patient): Promise<Finding>;
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const warn = (text: string, remedy: string): Finding => ({ level: 'warn', text, remedy });
export const fail = (text: string, remedy: string): Finding => ({ level: 'fail', text, remedy });

/** The short reason of a failed call: `EACCES`, or its message. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
