/** One program after the other, each with the subprograms that lie beside it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract';
import { type DialectName, type Interpretation, interpret, type NcProgram } from '@mantinel/nc';
import type { Context } from '../context.ts';
import { folderLibrary, isProgramName, openProgram, programFiles } from './program-files.ts';

export interface EachOptions {
  readonly context: Pick<Context, 'cwd' | 'signal' | 'terminal'>;
  readonly dialect: DialectName | undefined;
}

export interface ReadProgram {
  /** As whoever asked names it. */
  readonly file: string;
  readonly program: NcProgram;
  /** Lazy: read by whoever goes through its chunks. */
  readonly interpretation: Interpretation;
}

/** Throws `nc.nothingFound`, `nc.unreadable`. */
export async function eachProgram<T>(
  paths: readonly string[],
  { context, dialect }: EachOptions,
  take: (read: ReadProgram) => T,
): Promise<T[]> {
  const { cwd, signal } = context;
  const files = await programFiles(paths, { cwd, signal });
  if (files.length === 0) throw new AppError('nc.nothingFound', { data: { paths: paths.join(', ') } });
  const results: T[] = [];
  for (const { path, file } of files) {
    signal.throwIfAborted();
    using program = openProgram(path, file);
    using library = folderLibrary(path, programsIn);
    const options = { library, ...(dialect && { dialect }) };
    results.push(take({ file, program, interpretation: interpret(program, options) }));
    // So that Ctrl-C is heard between two files.
    await new Promise(setImmediate);
  }
  return results;
}

/** Throws `nc.unreadable` for a folder, too. */
export async function oneProgram<T>(
  path: string,
  options: EachOptions,
  take: (read: ReadProgram) => T,
): Promise<T> {
  const results = await eachProgram([path], options, take);
  if (results.length === 1) return results[0]!;
  throw new AppError('nc.unreadable', {
    data: { file: path, problem: 'it is a folder of several programs' },
  });
}

const programsIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isProgramName(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
