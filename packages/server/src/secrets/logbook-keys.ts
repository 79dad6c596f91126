/** The master keys of the logbook: from the environment, a file that the configuration names, or one of the data folder. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Config } from '@mantinel/contract';
import { makeKeysFolder } from './keys-folder.ts';

const keyBytes = 32;

export const logbookKeyFile = ({ data, logbook }: Config): string =>
  logbook.encryption.keyFile ?? join(data, 'keys', 'logbook.key');

export interface LogbookKeysOptions {
  readonly config: Config;
  /** Of the environment only `MANTINEL_LOGBOOK_KEY` counts: keys as in the file, with spaces or commas between. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** The one that holds first; none where none is. Throws `logbook.badKey`, `logbook.notWritable`. */
export async function logbookKeys({ config, env, randomBytes }: LogbookKeysOptions): Promise<Uint8Array[]> {
  const given = env.MANTINEL_LOGBOOK_KEY;
  if (given) return keysIn(given, 'MANTINEL_LOGBOOK_KEY');
  const file = logbookKeyFile(config);
  const { on, keyFile } = config.logbook.encryption;
  const text =
    (await readIfThere(file)) ??
    (on && keyFile === undefined ? await makeKey(config.data, file, randomBytes) : '');
  return text === '' ? [] : keysIn(text, file);
}

function keysIn(text: string, file: string): Uint8Array[] {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '');
  if (lines.length === 0)
    throw new AppError('logbook.badKey', { data: { file, problem: 'there is none in it' } });
  return lines.map((line) => {
    const key = Buffer.from(line, 'base64');
    if (key.length === keyBytes) return key;
    throw new AppError('logbook.badKey', {
      data: { file, problem: `it has ${key.length} bytes, not ${keyBytes}` },
    });
  });
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // ENOTDIR: the data folder itself is none, which the logbook tells better.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new AppError('logbook.badKey', {
      data: { file, problem: `it cannot be read (${error.code})` },
      cause: error,
    });
  });
}

async function makeKey(
  data: string,
  file: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  await makeKeysFolder(data);
  const text = `${Buffer.from(randomBytes(keyBytes)).toString('base64')}\n`;
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync(); // what is sealed with a key that a power cut took is closed for good
  } finally {
    await handle.close();
  }
  return text;
}
