/** The client secret at the provider: from the environment or a file of its own, never from what the panel can show. */
import { readFile } from 'node:fs/promises';
import { AppError, type Config } from '@mantinel/contract';

/** Undefined for a public client. Throws `singleSignOn.misconfigured` where the file cannot be read or is empty. */
export async function readClientSecret(
  { signIn: { oidc } }: Config,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const { MANTINEL_OIDC_CLIENT_SECRET: fromEnvironment } = env;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (oidc?.clientSecretFile === undefined) return undefined;
  try {
    // Editors end a file with a line end, which is no part of a secret.
    const secret = (await readFile(oidc.clientSecretFile, 'utf8')).trim();
    if (secret !== '') return secret;
    throw new Error('it is empty');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new AppError('singleSignOn.misconfigured', {
      data: {
        label: oidc.label,
        problem: `the file of the client secret cannot be read (${code ?? message})`,
      },
      cause,
    });
  }
}
