/** LinuxCNC's published interpreter tests, as far as they lie beside this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { interpret, type ProgramLibrary, programOf } from '../../src/index.ts';
import { type CanonicalMotion, motionsOfStream, motionsOfText } from './canonical.ts';
import { toolTable } from './tool-table.ts';

const root = join(import.meta.dirname, '../../../../../shared/data/rs274');

export const hasRs274Tests = existsSync(root);

export interface Rs274Case {
  readonly name: string;
  ours(): CanonicalMotion[];
  theirs(): CanonicalMotion[];
}

/** Where ours and theirs differ on purpose, and why. */
export const explained: Readonly<Record<string, string>> = {
  'interp/g84/g18/g98/g18-g98-g84.ngc':
    'LinuxCNC feeds along X where G84 in G18 taps along Y: it hands the axes of the plane over in the order of G17. G81 in the same plane is right there, and we do as it does.',
  'interp/g84/g19/g98/g19-g98-g84.ngc':
    'LinuxCNC feeds along Y where G84 in G19 taps along X, for the same reason as in G18.',
};

export const rs274Cases = (): Rs274Case[] =>
  (hasRs274Tests ? (readdirSync(root, { recursive: true }) as string[]) : [])
    .filter(
      (file) =>
        file.endsWith('.ngc') && !file.includes('subs/') && existsSync(join(root, dirname(file), 'expected')),
    )
    .sort()
    .map((name) => ({ name, ours: () => ours(name), theirs: () => motionsOfText(expected(name)) }));

/** One expectation holds several runs, each with the program and the setting before it; ours is the one with Fanuc's calls switched on. */
const expected = (name: string): string => {
  const text = readFileSync(join(root, dirname(name), 'expected'), 'latin1');
  const runs = text.split(/^program: /m);
  if (runs.length === 1) return text;
  const own = name.includes('fanuc.ngc') ? 'fanuc; INI: fanuc' : 'rs274ngc; INI: fanuc';
  return runs.find((run) => run.startsWith(own)) ?? '';
};

const ours = (name: string): CanonicalMotion[] => {
  const folder = join(root, dirname(name));
  const table = join(folder, 'test.tbl');
  const library: ProgramLibrary = {
    find: (program) => {
      const file = join(folder, 'subs', `${program}.ngc`);
      return existsSync(file) ? programOf(file, readFileSync(file)) : undefined;
    },
  };
  const profile = existsSync(table) ? { toolOffsets: toolTable(readFileSync(table, 'latin1'), 25.4) } : {};
  const run = interpret(programOf(name, readFileSync(join(root, name))), {
    dialect: 'linuxcnc',
    library,
    profile,
  });
  return motionsOfStream(run);
};
