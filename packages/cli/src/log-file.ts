/** The lines of a service whose system keeps none: into a file that turns over, so that it never fills the disk. */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Terminal } from './context.ts';

export interface LogFileOptions {
  /** After as much it becomes `FILE.1`, which becomes `FILE.2`, and so on. */
  readonly bytes?: number;
  readonly kept?: number;
  readonly now: () => Date;
}

const mebibyte = 2 ** 20;

/** Throws what the file system says where the file cannot be written. */
export function logFileTerminal(file: string, options: LogFileOptions): Terminal {
  const { bytes = 10 * mebibyte, kept = 3, now } = options;
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, '');
  let size = statSync(file).size;
  const write = (line: string) => {
    if (line.trim() === '') return;
    const text = `${now().toISOString()} ${line}\n`;
    if (size + text.length > bytes && size > 0) turnOver(file, kept);
    // At once: what it said last is what a crash is understood by.
    appendFileSync(file, text);
    size = statSync(file).size;
  };
  return { out: write, err: write, style: (_, text) => text };
}

function turnOver(file: string, kept: number): void {
  for (let number = kept; number >= 1; number -= 1) {
    const from = number === 1 ? file : `${file}.${number - 1}`;
    if (existsSync(from)) renameSync(from, `${file}.${number}`);
  }
}
