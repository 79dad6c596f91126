/** A file of events, written as it is made, where none was. */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@mantinel/contract';
import type { Context } from '../context.ts';

export async function writeExport(
  content: AsyncIterable<string | Uint8Array>,
  name: string,
  { cwd, signal, terminal }: Context,
): Promise<void> {
  const file = resolve(cwd, name);
  try {
    // Events name people and parts: nobody else on this computer reads them.
    await pipeline(Readable.from(content), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw cause;
    const problem = `${file} is there already`;
    throw new AppError('command.invalid', {
      data: { problem, remedy: 'Name another file by --out.' },
      cause,
    });
  }
  terminal.out(file);
}
