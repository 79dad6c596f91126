/** Whether the data folder holds a logbook: to open it would create one, and a question must not. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@mantinel/contract';

export async function hasLogbook(config: Config): Promise<boolean> {
  try {
    await access(join(config.data, 'logbook'));
    return true;
  } catch {
    return false; // Absent or not to be entered: in either case there is none to read.
  }
}
