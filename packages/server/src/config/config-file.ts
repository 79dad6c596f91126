/** mantinel.yaml as it is changed while the program runs: one change at a time, comments kept, whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@mantinel/contract';
import { type Document, parseDocument } from 'yaml';
import { syncFolder } from '../backup/sync-tree.ts';

export interface ConfigText {
  readonly text: string;
  /** False where there is no file yet; then `text` is what a new one begins with. */
  readonly exists: boolean;
  /** Of the content; 0 where there is no file yet. */
  readonly version: number;
}

export interface ConfigFile {
  readonly path: string;
  /** Throws `configuration.broken` for a file that cannot be read or is no UTF-8. */
  read(): Promise<ConfigText>;
  /**
   * Writes what `change` makes of the document, in one step and on disk when it resolves; creates the file where there is none.
   * Whatever `change` throws leaves the file as it is. Throws `configuration.broken`, `configuration.notWritten`, and
   * `changedMeanwhile` when a person saved the file by hand at the same moment.
   */
  edit(change: (document: Document, before: ConfigText) => void | Promise<void>): Promise<ConfigText>;
}

const beginning = '# Mantinel. Settings: docs/reference/configuration.md\n';

export function configFile(path: string): ConfigFile {
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<ConfigText> {
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT') return { text: beginning, exists: false, version: 0 };
      throw broken(path, { line: 1, problem: `the file cannot be read (${code})`, cause });
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return { text, exists: true, version: versionOf(bytes) };
    } catch (cause) {
      throw broken(path, { line: 1, problem: 'the file is not UTF-8 text', cause });
    }
  }

  async function editNow(change: Parameters<ConfigFile['edit']>[0]): Promise<ConfigText> {
    const before = await read();
    const document = parseDocument(before.text);
    const [error] = document.errors;
    if (error)
      throw broken(path, { line: error.linePos?.[0].line ?? 1, problem: error.message, cause: error });
    await change(document, before);
    const text = document.toString({ lineWidth: 0 });
    if (before.exists && text === before.text) return before;
    // Somebody may have saved it in an editor while the change was worked out.
    if ((await read()).version !== before.version)
      throw new AppError('changedMeanwhile', { data: { what: path } });
    await replace(path, text);
    return { text, exists: true, version: versionOf(Buffer.from(text)) };
  }

  return {
    path,
    read,
    edit: (change) => {
      const edited = last.then(() => editNow(change));
      last = edited.catch(() => undefined);
      return edited;
    },
  };
}

/** Nine digits, as an ETag of ours takes; never 0, which says that there is no file. */
export const versionOf = (bytes: Uint8Array): number =>
  (createHash('sha256').update(bytes).digest().readUInt32BE(0) % 999_999_999) + 1;

/** A crash or a full disk must not leave half a configuration, nor a password readable to more people than before. */
async function replace(path: string, text: string): Promise<void> {
  // A link to a file that is kept elsewhere stays a link.
  const target = await realpath(path).catch(() => path);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    const mode = await stat(target).then(
      (known) => known.mode & 0o777,
      () => undefined,
    );
    const handle = await open(temporary, 'wx', mode);
    try {
      // The mask of the process would narrow it.
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new AppError('configuration.notWritten', { data: { file: path, reason }, cause });
  }
}

const broken = (
  file: string,
  { line, problem, cause }: { line: number; problem: string; cause: unknown },
): AppError =>
  new AppError('configuration.broken', {
    data: { file, line, problem: problem.charAt(0).toLowerCase() + problem.slice(1).replace(/\.$/, '') },
    cause,
  });
