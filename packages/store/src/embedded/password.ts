/** The embedded server's password: random, made once, kept beside the cluster for its owner alone. */
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';

export const passwordFile = (directory: string): string => path.join(directory, 'password');

/** Reads the password, or makes it when there is none. Creates `directory`. */
export async function ensurePassword(
  directory: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = passwordFile(directory);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.from(randomBytes(24)).toString('base64url'));
      await handle.sync(); // a cluster whose password was lost in a power cut would be closed for good
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
