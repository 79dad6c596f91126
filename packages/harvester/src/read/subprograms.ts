/** Subprograms that lie beside a program, as a control's memory has them: by the O number or the name (`<NAME>`) at a file's beginning, else by the file's name. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { NcProgram, ProgramLibrary } from '@mantinel/nc';
import { kindOfFile } from '../find/kind-of-file.ts';
import { inOneByte } from './read-program.ts';

export interface Subprograms {
  /** Of the program at this path. Its folder is looked at when first asked; `open` may decline what it does not want. */
  beside(path: string, open: (file: string) => NcProgram | undefined): ProgramLibrary;
}

/** Programs are asked about folder by folder: what the last one holds is looked up once. */
export function subprograms(): Subprograms {
  let latest: { readonly folder: string; readonly files: ReadonlyMap<string, string> } | undefined;
  const filesOf = (folder: string) => {
    if (latest?.folder !== folder) latest = { folder, files: filesByKey(folder) };
    return latest.files;
  };
  return {
    beside(path, open) {
      const known = new Map<string, NcProgram | undefined>();
      return {
        find(program) {
          const key = keyOf(String(program));
          if (!known.has(key)) {
            const file = filesOf(dirname(path)).get(key);
            known.set(key, file === undefined ? undefined : open(file));
          }
          return known.get(key);
        },
      };
    },
  };
}

/** `1234` of O1234, o01234 and 1234; any other name in lower case. */
const keyOf = (name: string): string => /^o?0*(\d{1,8})$/i.exec(name)?.[1] ?? name.toLowerCase();

/** `O1234`, `:1234` or `<NAME>` of Fanuc's 30i series at the beginning of a line. */
const heading = /(?:^|[\r\n])\s*(?:[:O]0*(\d{1,8})|<([^>\r\n]{1,32})>)/i;

/** Of a file's beginning, in which that is looked for. */
const headBytes = 4096;

function filesByKey(folder: string): Map<string, string> {
  const programs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name))
    .sort()
    .flatMap((file) => {
      const head = headOf(file);
      if (head === undefined || !isProgram(file, head)) return [];
      const [, number, title] = heading.exec(Buffer.from(head).toString('latin1')) ?? [];
      const inside = number ?? (title === undefined ? undefined : keyOf(title));
      const name = keyOf(basename(file).replace(/\.\w{1,5}$/, ''));
      return [{ file, inside, name, full: keyOf(basename(file)) }];
    });
  const files = new Map<string, string>();
  const put = (key: string | undefined, file: string) => {
    if (key !== undefined && !files.has(key)) files.set(key, file);
  };
  // Of copies with the same number inside, the one that is also called so.
  for (const { file, inside, name } of programs) if (inside === name) put(inside, file);
  for (const { file, inside } of programs) put(inside, file);
  for (const { file, name } of programs) put(name, file);
  for (const { file, full } of programs) put(full, file);
  return files;
}

const isProgram = (file: string, head: Uint8Array): boolean =>
  !['archive', 'document', 'other'].includes(kindOfFile(file, head).kind);

/** Undefined where it cannot be read: whoever calls it is told that it is missing. */
function headOf(file: string): Uint8Array | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const head = new Uint8Array(headBytes);
      return inOneByte(head.subarray(0, readSync(descriptor, head)));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
