/** A key that lies in the data folder, for the account that runs Mantinel alone; made when it is first needed. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface KeyFileOptions {
  readonly file: string;
  readonly randomBytes: (count: number) => Uint8Array;
}

const keyBytes = 32;

export function keyFile({ file, randomBytes }: KeyFileOptions): () => Promise<Buffer> {
  let loading: Promise<Buffer> | undefined;
  return () => {
    // One that failed is tried again: the disk may be back.
    loading ??= loadKey(file, randomBytes).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function loadKey(file: string, randomBytes: (count: number) => Uint8Array): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(keyBytes));
      await handle.sync(); // secrets sealed with a key that a power cut took would be closed for good
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.length !== keyBytes) throw new Error(`${file} is damaged: it holds ${key.length} bytes`);
  return key;
}
