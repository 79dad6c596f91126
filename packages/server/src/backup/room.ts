/** Whether what is to be written fits, asked before anything is. */
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@mantinel/contract';

const mebibyte = 2 ** 20;
/** A volume filled to its last byte stops recording. */
const leftFree = 256 * mebibyte;

/** Throws `backup.noSpace`. */
export async function requireRoom(path: string, bytes: number): Promise<void> {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes + leftFree) return;
  const [needed, there] = [Math.ceil((bytes + leftFree) / mebibyte), Math.floor(free / mebibyte)];
  throw new AppError('backup.noSpace', { data: { folder, free: there, needed } });
}

/** What the file system refused, in words; everything else as it is. */
export function notWritten(path: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the volume is full',
    EDQUOT: 'the volume is full',
    EACCES: 'this account may not write there',
    EPERM: 'this account may not write there',
    EROFS: 'the volume is read-only',
    EIO: 'the disk fails',
  };
  const reason = reasons[String(error.code)];
  return reason === undefined
    ? error
    : new AppError('backup.notWritten', { data: { path, reason }, cause: error });
}
