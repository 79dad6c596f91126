/** One program after the other, each with the subprograms that lie beside it. */
import { AppError } from '@mantinel/contract';
import { type Subprograms, subprograms } from '@mantinel/harvester/subprograms';
import {
  beginningBytes,
  type DialectName,
  type Interpretation,
  type InterpretOptions,
  interpret,
  type MachineDynamics,
  type NcProgram,
  type NoProgram,
  noProgram,
} from '@mantinel/nc';
import type { Context } from '../context.ts';
import type { KnownMachine } from './profile-file.ts';
import { openProgram } from './program-files.ts';
import { type ProgramPath, programPaths } from './program-paths.ts';

export interface EachOptions {
  readonly context: Pick<Context, 'cwd' | 'signal' | 'terminal'>;
  /** Over what the machine's profile and the program itself say. */
  readonly dialect: DialectName | undefined;
  readonly machine: KnownMachine;
}

export interface ReadProgram {
  /** As whoever asked names it. */
  readonly file: string;
  readonly program: NcProgram;
  /** Lazy: read by whoever goes through its chunks. */
  readonly interpretation: Interpretation;
  /** With which it is read, and is read again. */
  readonly options: InterpretOptions;
  readonly dynamics: MachineDynamics;
}

/** What became of a file. */
export type Taken<T> = { readonly file: string } & (
  | { readonly result: T; readonly problem?: never }
  /** `nc.unreadable`, `nc.noProgram`. */
  | { readonly problem: AppError; readonly result?: never }
);

/** One file that is none, or may not be read, keeps nobody from the others. Throws `nc.nothingFound`. */
export async function eachProgram<T>(
  paths: readonly string[],
  options: EachOptions,
  take: (read: ReadProgram) => T,
): Promise<Taken<T>[]> {
  const { cwd, signal } = options.context;
  const found = await programPaths(paths, { cwd, signal });
  if (found.length === 0) throw new AppError('nc.nothingFound', { data: { paths: paths.join(', ') } });
  const known = subprograms();
  const taken: Taken<T>[] = [];
  for (const path of found) {
    signal.throwIfAborted();
    taken.push(takenOf(path, { ...options, known }, take));
    // So that Ctrl-C is heard between two files.
    await new Promise(setImmediate);
  }
  return taken;
}

interface ReadOptions extends EachOptions {
  readonly known: Subprograms;
}

function takenOf<T>(at: ProgramPath, options: ReadOptions, take: (read: ReadProgram) => T): Taken<T> {
  const { path, file, problem } = at;
  if (problem) return { file, problem };
  try {
    return { file, result: read(path, file, options, take) };
  } catch (error) {
    if (error instanceof AppError) return { file, problem: error };
    throw error;
  }
}

/** Throws `nc.unreadable`, `nc.noProgram`. */
function read<T>(
  path: string,
  file: string,
  { dialect, machine, known }: ReadOptions,
  take: (read: ReadProgram) => T,
): T {
  using program = openProgram(path, file);
  const { size } = program.source;
  const why = noProgram(size, program.source.read(0, Math.min(size, beginningBytes)));
  if (why) throw new AppError('nc.noProgram', { data: { file, ...noProgramWords[why] } });
  using opened = new DisposableStack();
  const library = known.beside(path, (subprogram) => opened.use(openProgram(subprogram)));
  const asked = dialect ?? machine.dialect;
  const options = { library, profile: machine.profile, ...(asked && { dialect: asked }) };
  const interpretation = interpret(program, options);
  const dynamics = machine.dynamics(interpretation.profile.kind);
  return take({ file, program, interpretation, options, dynamics });
}

const noProgramWords: Readonly<Record<NoProgram, { problem: string; remedy: string }>> = {
  empty: { problem: 'it is empty', remedy: 'Post it again: it was cut off, or never written.' },
  blank: {
    problem: 'nothing but blanks and "%" stands in it',
    remedy: 'Post it again, or transfer it again: the blocks between the two "%" are missing.',
  },
  binary: {
    problem: 'it is no text',
    remedy: 'Name the file that the CAM system posted, not its project, a model or an archive.',
  },
  utf16: {
    problem: 'it is saved as UTF-16, which no control reads',
    remedy: 'Save it as ANSI or ASCII, with one byte a character.',
  },
};

/** Throws `nc.unreadable`, also for a folder of several programs, and `nc.noProgram`. */
export async function oneProgram<T>(
  path: string,
  options: EachOptions,
  take: (read: ReadProgram) => T,
): Promise<T> {
  const [first, second] = await eachProgram([path], options, take);
  if (second) {
    const problem = 'it is a folder of several programs';
    throw new AppError('nc.unreadable', { data: { file: path, problem } });
  }
  if (first!.problem) throw first!.problem;
  return first!.result!;
}
