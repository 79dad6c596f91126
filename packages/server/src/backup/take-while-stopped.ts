/** Keeps a stopped Mantinel from starting for a moment; says when one runs. */
import { join } from 'node:path';
import { AppError, type Config } from '@mantinel/contract';
import { lockLogbook } from '@mantinel/logbook';

/** Undefined while a Mantinel runs. */
export async function takeWhileStopped({ data }: Config): Promise<{ release(): Promise<void> } | undefined> {
  try {
    return await lockLogbook(join(data, 'logbook'));
  } catch (error) {
    if (error instanceof AppError && error.code === 'logbook.locked') return undefined;
    throw error;
  }
}
