/** The password at the mail server: from the environment or a file of its own, never from what the panel can show. */
import { readFile } from 'node:fs/promises';
import { AppError, type Config } from '@mantinel/contract';

/** Undefined where the server asks for none. Throws `notification.mailRefused` where the file cannot be read. */
export async function readMailPassword(
  { mail }: Config,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const { MANTINEL_SMTP_PASSWORD: fromEnvironment } = env;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (mail?.passwordFile === undefined) return undefined;
  try {
    // Editors end a file with a line end, which is no part of a secret.
    return (await readFile(mail.passwordFile, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = `the file of its password cannot be read (${code ?? message})`;
    throw new AppError('notification.mailRefused', { data: { host: mail.host, reason }, cause });
  }
}
