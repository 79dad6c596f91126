/** The few file operations that durability rests on, in one place, so that tests can make each of them fail. */
import { close, fdatasync, fsync, ftruncate, open, unlink, write } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

export interface Disk {
  /** A new file of zeros whose blocks are allocated and whose directory entry is durable; no file is left behind on failure. */
  createZeroFilled(path: string, bytes: number): Promise<void>;
  open(path: string): Promise<number>;
  /** All of it, or an error. */
  write(descriptor: number, bytes: Uint8Array, position: number): Promise<void>;
  datasync(descriptor: number): Promise<void>;
  /** Cuts the file after so many bytes. */
  truncate(descriptor: number, bytes: number): Promise<void>;
  close(descriptor: number): Promise<void>;
  syncDirectory(path: string): Promise<void>;
}

const calls = {
  open: promisify(open),
  close: promisify(close),
  fsync: promisify(fsync),
  datasync: promisify(fdatasync),
  truncate: promisify(ftruncate),
  unlink: promisify(unlink),
};
/** Written and synced in steps, so that preparing a file does not hold up the sync of a batch for long. */
const zeroStep = 1024 * 1024;

export function realDisk(): Disk {
  const writeAll = (descriptor: number, bytes: Uint8Array, position: number): Promise<void> =>
    new Promise((resolve, reject) => {
      write(descriptor, bytes, 0, bytes.length, position, (error, written) => {
        if (error) reject(error);
        else if (written === bytes.length) resolve();
        // A short write is followed by the rest, or by the error that cut it short (ENOSPC).
        else writeAll(descriptor, bytes.subarray(written), position + written).then(resolve, reject);
      });
    });
  const syncDirectory = async (path: string) => {
    // Windows has no fsync of a directory; NTFS journals the entry itself.
    if (process.platform === 'win32') return;
    const descriptor = await calls.open(path, 'r');
    try {
      await calls.fsync(descriptor);
    } finally {
      await calls.close(descriptor);
    }
  };
  return {
    async createZeroFilled(path, bytes) {
      const descriptor = await calls.open(path, 'wx');
      let complete = false;
      try {
        const zeros = Buffer.alloc(Math.min(zeroStep, bytes));
        for (let at = 0; at < bytes; at += zeros.length) {
          await writeAll(descriptor, zeros.subarray(0, Math.min(zeros.length, bytes - at)), at);
          await calls.datasync(descriptor);
        }
        await calls.fsync(descriptor);
        complete = true;
      } finally {
        await calls.close(descriptor);
        if (!complete) await calls.unlink(path);
      }
      await syncDirectory(dirname(path));
    },
    open: (path) => calls.open(path, 'r+'),
    write: writeAll,
    datasync: calls.datasync,
    truncate: calls.truncate,
    close: calls.close,
    syncDirectory,
  };
}

export const isNoSpace = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');
