/** The key that signs the heads of the log: Ed25519, in the data folder, made when it is first needed. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKeysFolder } from './keys-folder.ts';

const signingKeyFile = (data: string): string => join(data, 'keys', 'log-signing.pem');

/** Throws `logbook.notWritable`. */
export async function signingKey(data: string): Promise<KeyObject> {
  const file = signingKeyFile(data);
  await makeKeysFolder(data);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(
        generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
      );
      await handle.sync(); // what was signed with a key that a power cut took is verified by nobody
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return createPrivateKey(await readFile(file));
}
