/** How a command comes into a running Mantinel: by token, by name and password, or as a stranger. */
import { Option } from 'commander';
import { type ApiClient, ApiProblem, apiClient } from './api-client.ts';
import { askCode, askPassword } from './ask-password.ts';
import type { Context } from './context.ts';

export interface EnterOptions {
  readonly user?: string | undefined;
  readonly token?: string | undefined;
}

export const enterOptions = {
  user: new Option('--user <name>', 'sign in as; the password comes from MANTINEL_PASSWORD or is asked for'),
  token: new Option(
    '--token <token>',
    'an API token; better by MANTINEL_TOKEN: other accounts see arguments',
  ),
};
enterOptions.token.conflicts('user');

export async function enterServer(
  url: string,
  { user, token }: EnterOptions,
  context: Context,
): Promise<ApiClient> {
  if (user === undefined)
    return apiClient(url, context.signal, token ?? (context.env.MANTINEL_TOKEN || undefined));
  const api = apiClient(url, context.signal);
  const password = await askPassword(user, context);
  try {
    await api.signIn({ name: user, password });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'session.codeRequired') throw error;
    await api.signIn({ name: user, password, code: await askCode(user, context) });
  }
  return api;
}
