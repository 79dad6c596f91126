/** Reads texts that are kept once more, where what is stored of their reading no longer holds. */
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { Store } from '@mantinel/store';
import { type PoolOptions, readerPool } from '../read/reader-pool.ts';
import { keepReading } from './keep-programs.ts';

export interface ReadAgainOptions {
  readonly store: Pick<Store, 'programs' | 'transaction'>;
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
  readonly reading?: PoolOptions;
}

const decompressed = promisify(zstdDecompress);
const pageSize = 50;

/** One that breaks its reader stays as it is until the next harvest of its file. Throws what `signal` was aborted with. */
export async function readAgain({ store, nowUs, signal, reading }: ReadAgainOptions): Promise<void> {
  let page = await store.programs.outdated({ limit: pageSize });
  if (page.length === 0) return;
  const pool = readerPool(reading);
  try {
    while (page.length > 0) {
      for (const { revision, program, path, compressed } of page) {
        signal.throwIfAborted();
        const answer = await pool.read({ path, bytes: await decompressed(compressed) });
        if ('program' in answer) await keepReading(store, { revision, program, read: answer.program, nowUs });
      }
      page = await store.programs.outdated({ after: page.at(-1)!.revision, limit: pageSize });
    }
  } finally {
    await pool.end();
  }
}
