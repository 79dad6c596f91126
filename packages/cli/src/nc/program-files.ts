/** NC programs on disk: which files of a folder are programs, their bytes, and where their subprograms are. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '@mantinel/contract';
import type { ByteSource, NcProgram, ProgramLibrary } from '@mantinel/nc';

const extensions = /\.(nc|ncc|tap|cnc|eia|iso|ngc|gcode|gc|g|min|mpf|spf|h|prg|pim|din|fnc|dnc)$/i;
/** As a control's memory names them: O1234, O1234.txt. */
const byNumber = /^o\d{1,8}(\.\w{1,4})?$/i;
const unseen = new Set(['node_modules']);

export const isProgramName = (name: string): boolean => extensions.test(name) || byNumber.test(name);

export interface ProgramPath {
  readonly path: string;
  /** As whoever asked names it. */
  readonly file: string;
}

/** Files as they are named, folders with every program in them, in order of their names. Throws `nc.unreadable`. */
export async function programFiles(
  named: readonly string[],
  { cwd, signal }: { cwd: string; signal: AbortSignal },
): Promise<ProgramPath[]> {
  const found: ProgramPath[] = [];
  const gather = async (folder: ProgramPath): Promise<void> => {
    signal.throwIfAborted();
    const entries = await readdir(folder.path, { withFileTypes: true });
    // Links are not followed: they may lead in a circle.
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || unseen.has(entry.name)) continue;
      const inside = { path: join(folder.path, entry.name), file: join(folder.file, entry.name) };
      if (entry.isDirectory()) await gather(inside);
      else if (entry.isFile() && isProgramName(entry.name)) found.push(inside);
    }
  };
  for (const file of named) {
    const path = resolve(cwd, file);
    const what = await stat(path).catch((cause: NodeJS.ErrnoException) => {
      throw new AppError('nc.unreadable', { data: { file, problem: reasonOf(cause) }, cause });
    });
    if (what.isDirectory()) await gather({ path, file });
    else found.push({ path, file });
  }
  return found;
}

export interface OpenProgram extends NcProgram, Disposable {}

/** Larger ones are read piece by piece. */
const heldBytes = 4 * 2 ** 20;

/** Throws `nc.unreadable`. Whoever opens it disposes of it. */
export function openProgram(path: string, name = path): OpenProgram {
  try {
    const descriptor = openSync(path, 'r');
    const { size } = statSync(path);
    return {
      name,
      source: size <= heldBytes ? held(descriptor, size) : pieces(descriptor, size),
      [Symbol.dispose]: () => closeSync(descriptor),
    };
  } catch (cause) {
    throw new AppError('nc.unreadable', {
      data: { file: name, problem: reasonOf(cause as NodeJS.ErrnoException) },
      cause,
    });
  }
}

function held(descriptor: number, size: number): ByteSource {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return { size: length, read: (offset, count) => bytes.subarray(offset, Math.min(length, offset + count)) };
}

function pieces(descriptor: number, size: number): ByteSource {
  let buffer = new Uint8Array(0);
  return {
    size,
    read(offset, length) {
      if (buffer.length < length) buffer = new Uint8Array(length);
      let count = 0;
      while (count < length) {
        const read = readSync(descriptor, buffer, count, length - count, offset + count);
        if (read === 0) break;
        count += read;
      }
      return buffer.subarray(0, count);
    },
  };
}

/** Bytes of a file in which its first O number is looked for. */
const headBytes = 4096;

/** Subprograms beside a program: by the number in a file's name, else by the O number at its beginning. Looked for when first asked. */
export function folderLibrary(path: string, filesIn: (folder: string) => readonly string[]): LibraryOfFolder {
  const opened: OpenProgram[] = [];
  const known = new Map<string, NcProgram | undefined>();
  let byNumber: Map<string, string> | undefined;
  const look = (key: string): NcProgram | undefined => {
    byNumber ??= numbersOf(filesIn(dirname(path)));
    const file = byNumber.get(key);
    if (file === undefined) return undefined;
    const program = openProgram(file);
    opened.push(program);
    return program;
  };
  return {
    find(program) {
      const key = keyOf(program);
      if (!known.has(key)) known.set(key, look(key));
      return known.get(key);
    },
    [Symbol.dispose]: () => {
      for (const program of opened) program[Symbol.dispose]();
    },
  };
}

export interface LibraryOfFolder extends ProgramLibrary, Disposable {}

const keyOf = (program: number | string): string =>
  typeof program === 'number' ? String(program) : program.toLowerCase();

function numbersOf(files: readonly string[]): Map<string, string> {
  const numbers = new Map<string, string>();
  const put = (key: string, file: string) => {
    if (!numbers.has(key)) numbers.set(key, file);
  };
  const heads = files.map((file) => [file, headOf(file)] as const);
  for (const [file, head] of heads) {
    const number = /(?:^|[\r\n])\s*[:oO](\d{1,8})/.exec(head)?.[1];
    if (number !== undefined) put(String(Number(number)), file);
  }
  for (const file of files) {
    const stem = file.replace(/^.*[\\/]/, '').replace(/\.\w{1,5}$/, '');
    const number = /^o?0*(\d{1,8})$/i.exec(stem)?.[1];
    put(number ?? stem.toLowerCase(), file);
  }
  return numbers;
}

function headOf(file: string): string {
  using program = openProgram(file);
  return Buffer.from(program.source.read(0, headBytes)).toString('latin1');
}

const reasonOf = ({ code, message }: NodeJS.ErrnoException): string =>
  ({ ENOENT: 'it does not exist', EACCES: 'it may not be read', EISDIR: 'it is a folder' })[code ?? ''] ??
  message;
