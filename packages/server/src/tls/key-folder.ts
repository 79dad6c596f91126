/** Certificates and keys of our own in the data folder: written whole, for the account that runs Mantinel alone. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../files/write-whole.ts';
import type { KeyPair } from './authority.ts';

/** `authority` vouches for this server, `edges` for edge nodes; `local` and `acme` are certificates of this server. */
export type KeyName = 'authority' | 'edges' | 'local' | 'acme';

export interface KeyFolder {
  read(name: KeyName): Promise<KeyPair | undefined>;
  /** Synced: what people were told to trust must not be gone after a power cut. Returns the pair as it will be read. */
  write(name: KeyName, pair: KeyPair): Promise<KeyPair>;
  readText(file: string): Promise<string | undefined>;
  writeText(file: string, text: string): Promise<void>;
  path(file: string): string;
}

export function keyFolder(folder: string): KeyFolder {
  const path = (file: string) => join(folder, file);

  async function readText(file: string): Promise<string | undefined> {
    try {
      return await readFile(path(file), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async function writeText(file: string, text: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(path(file), text);
  }

  return {
    path,
    readText,
    writeText,
    // One file for both, so that a crash never leaves the certificate of another key.
    read: async (name) => {
      const text = await readText(`${name}.pem`);
      if (text === undefined) return undefined;
      const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\s*/.exec(text)?.[0];
      if (key === undefined) throw new Error(`${path(`${name}.pem`)} is damaged: it holds no private key`);
      return { certificate: text.replace(key, ''), key };
    },
    write: async (name, { certificate, key }) => {
      const written = { certificate: `${certificate.trimEnd()}\n`, key: `${key.trimEnd()}\n` };
      await writeText(`${name}.pem`, written.certificate + written.key);
      return written;
    },
  };
}
