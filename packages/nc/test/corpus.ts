/** Real programs from public repositories, as far as they lie beside this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type NcProgram, type ProgramLibrary, programOf } from '../src/index.ts';

export const corpusRoot = join(import.meta.dirname, '../../../../shared/data/nc-corpus');
export const hasCorpus = existsSync(join(corpusRoot, 'manifest.csv'));

export interface CorpusFile {
  readonly name: string;
  /** A: of the Fanuc and Haas kind; B: of general CAM. */
  readonly tier: string;
  readonly path: string;
}

export const corpusFiles = (): CorpusFile[] =>
  !hasCorpus
    ? []
    : readFileSync(join(corpusRoot, 'manifest.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map(fieldsOf)
        .map(([repo, path, , , tier]) => {
          const name = join(repo!.replace('/', '__'), path!);
          return { name, tier: tier!, path: join(corpusRoot, name) };
        });

const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"(?:,|$)|([^,]*)(?:,|$)/g)].map((field) => field[1] ?? field[2] ?? '');

export const corpusProgram = (file: CorpusFile): NcProgram => programOf(file.name, readFileSync(file.path));

/** Programs by their number in the folder of a file and the folders right below it. Looks only when it is asked. */
export const folderLibrary = (path: string): ProgramLibrary => {
  let numbered: Map<string, string> | undefined;
  return {
    find: (program) => {
      numbered ??= numberedFiles(dirname(path));
      const file = numbered.get(String(program));
      return file ? programOf(file, readFileSync(file)) : undefined;
    },
  };
};

const numberedFiles = (folder: string): Map<string, string> => {
  const numbered = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const names = entry.isDirectory()
      ? readdirSync(join(folder, entry.name)).map((name) => join(entry.name, name))
      : [entry.name];
    for (const name of names) {
      const number = /(?:^|\/)O?0*(\d+)(\.\w+)?$/i.exec(name)?.[1];
      if (number && !numbered.has(number)) numbered.set(number, join(folder, name));
    }
  }
  return numbered;
};
