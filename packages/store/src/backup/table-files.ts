/** The files of a database's backup: one a table, in COPY's text format, which every major version of PostgreSQL reads. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { AppError, type DatabaseManifest } from '@mantinel/contract';

export const tableFile = (folder: string, table: string): string => path.join(folder, `${table}.copy`);

export interface Measured {
  readonly bytes: number;
  readonly sha256: string;
}

/** Passes chunks on and remembers what they were. */
export function measuring() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async *through(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    result: (): Measured => ({ bytes, sha256: hash.digest('hex') }),
  };
}

/** What a file is; undefined when it is not there. */
export async function measure(file: string, signal?: AbortSignal): Promise<Measured | undefined> {
  const measured = measuring();
  try {
    for await (const _ of measured.through(createReadStream(file, { signal, highWaterMark: 1 << 20 })));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return measured.result();
}

/** What is wrong with a file of a backup, against what was written. */
export const flawOf = (found: Measured | undefined, written: Measured): string | undefined =>
  !found
    ? 'is missing'
    : found.bytes < written.bytes
      ? 'is cut short'
      : found.sha256 !== written.sha256
        ? 'is not as it was written'
        : undefined;

/** Throws `backup.damaged` for the first file that is missing or not what was written. */
export async function checkTables(folder: string, { tables }: DatabaseManifest): Promise<void> {
  for (const { name, ...written } of tables) {
    const file = tableFile(folder, name);
    const problem = flawOf(await measure(file), written);
    if (problem) throw new AppError('backup.damaged', { data: { file: path.basename(file), problem } });
  }
}
