/** Where an installation keeps its keys: a folder of its data that only its own account may open. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract';

/** Makes it where it is not there. Throws `logbook.notWritable`. */
export async function makeKeysFolder(data: string): Promise<void> {
  try {
    await mkdir(join(data, 'keys'), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('logbook.notWritable', { data: { directory: data }, cause });
  }
}
