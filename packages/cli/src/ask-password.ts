/** What is secret, typed unseen; a password also from the environment. */
import { AppError } from '@mantinel/contract';
import type { Context } from './context.ts';

export async function askPassword(name: string, { env, terminal, signal }: Context): Promise<string> {
  if (env.MANTINEL_PASSWORD) return env.MANTINEL_PASSWORD;
  if (terminal.ask) return terminal.ask(`Password of ${name}: `, signal);
  const problem = `there is no password for ${name}`;
  const remedy = 'Set MANTINEL_PASSWORD, or run the command in a terminal.';
  throw new AppError('command.invalid', { data: { problem, remedy } });
}

/** The code of a second factor: good once, so that no environment can hold it. */
export async function askCode(name: string, { terminal, signal }: Context): Promise<string> {
  if (terminal.ask) return terminal.ask(`Code of ${name} (authenticator app or recovery code): `, signal);
  const problem = `the account ${name} asks for a code as well`;
  const remedy = 'Give the command an API token by MANTINEL_TOKEN, or run it in a terminal.';
  throw new AppError('command.invalid', { data: { problem, remedy } });
}

/** Something secret that is in no environment. */
export async function askUnseen(question: string, { terminal, signal }: Context): Promise<string> {
  if (terminal.ask) return terminal.ask(question, signal);
  const problem = 'nobody is there to be asked';
  const remedy = 'Name a file in its place, or run the command in a terminal.';
  throw new AppError('command.invalid', { data: { problem, remedy } });
}
