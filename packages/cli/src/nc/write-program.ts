/** A program's bytes to disk, whole or not at all. */
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '@mantinel/contract';

export interface Destination {
  readonly cwd: string;
  /** Over the file that is there, with its rights; else only where none is. */
  readonly replace: boolean;
}

/** Throws `nc.unwritable`. */
export async function writeProgram(
  file: string,
  bytes: Uint8Array,
  { cwd, replace }: Destination,
): Promise<void> {
  const path = resolve(cwd, file);
  try {
    if (replace) await overwrite(path, bytes);
    else await write(path, bytes, 0o666);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const problem =
      { EEXIST: 'it exists already', EACCES: 'that is not allowed', ENOENT: 'its folder does not exist' }[
        code ?? ''
      ] ?? message;
    throw new AppError('nc.unwritable', { data: { file, problem }, cause });
  }
}

async function overwrite(path: string, bytes: Uint8Array): Promise<void> {
  // A link stays one: what it points to is written.
  const target = await realpath(path);
  const { mode } = await stat(target);
  const draft = join(dirname(target), `.mantinel-${process.pid}-${Date.now()}.draft`);
  try {
    await write(draft, bytes, mode & 0o777);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function write(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
