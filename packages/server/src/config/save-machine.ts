/** Machines of mantinel.yaml, written back by the program: every comment stays where it was. */
import { dirname, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError, config } from '@mantinel/contract';
import { type Document, isMap, isSeq, type YAMLMap } from 'yaml';
import type { ConfigFile } from './config-file.ts';

/**
 * Adds one; leaves the file alone when it names this very machine already. Throws `machine.exists` when it has another of the
 * same id, and what `ConfigFile.edit` throws.
 */
export async function saveMachine(file: ConfigFile, machine: config.Machine): Promise<void> {
  await file.edit((document) => {
    const entry = document.createNode(written(machine, file));
    const twin = entryOf(document, machine.id);
    if (twin) {
      // An attempt that got no further than this, and is made again.
      if (isDeepStrictEqual(twin.toJSON(), entry.toJSON())) return;
      throw new AppError('machine.exists', { data: { machine: machine.id } });
    }
    const machines = document.get('machines');
    if (isSeq(machines)) machines.add(entry);
    else document.set('machines', document.createNode([entry]));
  });
}

/**
 * Makes the entry of this machine say what `machine` says: only the lines that differ. Throws `changedMeanwhile` when the file no
 * longer says what `before` says of it, and what `ConfigFile.edit` throws.
 */
export async function replaceMachine(
  file: ConfigFile,
  before: config.Machine,
  machine: config.Machine,
): Promise<void> {
  await file.edit((document) => {
    const entry = entryOf(document, machine.id);
    const wanted = written(machine, file);
    if (entry && isDeepStrictEqual(entry.toJSON(), wanted)) return;
    if (!entry || !says(entry, before, file)) throw changed(file, machine.id);
    const stands = withRelativePaths(entry.toJSON() as Record<string, unknown>, dirname(file.path));
    const place = pathOf(document, machine.id);
    for (const [name, value] of Object.entries(stands)) {
      // A default that somebody wrote out stays written out.
      const kept = isDeepStrictEqual((machine as Record<string, unknown>)[name], value);
      if (!(name in wanted) && !kept) document.deleteIn([...place, name]);
    }
    for (const [name, value] of Object.entries(wanted)) {
      if (!isDeepStrictEqual(stands[name], value)) document.setIn([...place, name], value);
    }
  });
}

/** Throws `changedMeanwhile` when the file no longer says what `before` says of it, and what `ConfigFile.edit` throws. */
export async function dropMachine(file: ConfigFile, before: config.Machine): Promise<void> {
  await file.edit((document) => {
    const entry = entryOf(document, before.id);
    if (!entry) return;
    if (!says(entry, before, file)) throw changed(file, before.id);
    document.deleteIn(pathOf(document, before.id));
  });
}

const changed = (file: ConfigFile, machine: string) =>
  new AppError('changedMeanwhile', { data: { what: `the machine ${machine} in ${file.path}` } });

/** Whether the entry, read as the program reads it, is this machine. */
function says(entry: YAMLMap, machine: config.Machine, file: ConfigFile): boolean {
  const parsed = config.Machine.safeParse(entry.toJSON());
  return parsed.success && isDeepStrictEqual(written(parsed.data, file), written(machine, file));
}

const entriesOf = (document: Document): readonly unknown[] => {
  const machines = document.get('machines');
  return isSeq(machines) ? machines.items : [];
};

function entryOf(document: Document, id: string): YAMLMap | undefined {
  return entriesOf(document).find((item): item is YAMLMap => isMap(item) && item.get('id') === id);
}

const pathOf = (document: Document, id: string): [string, number] => [
  'machines',
  entriesOf(document).findIndex((item) => isMap(item) && item.get('id') === id),
];

const written = (machine: config.Machine, { path }: ConfigFile): Record<string, unknown> =>
  withRelativePaths(withoutDefaults(machine), dirname(path));

/** A file that people read names only what differs from the defaults. */
function withoutDefaults(machine: config.Machine): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(machine).filter(([key, value]) => {
      if (value === undefined) return false;
      const bare = Object.fromEntries(Object.entries(machine).filter(([name]) => name !== key));
      const parsed = config.Machine.safeParse(bare);
      return !parsed.success || (parsed.data as Record<string, unknown>)[key] !== value;
    }),
  );
}

/** Within the folder of the file a path stays movable with it. */
function withRelativePaths(machine: Record<string, unknown>, folder: string): Record<string, unknown> {
  const local = (path: unknown) => {
    if (typeof path !== 'string') return path;
    const short = relative(folder, resolve(folder, path));
    return short.startsWith('..') ? path : short.replaceAll('\\', '/');
  };
  return Object.fromEntries(
    Object.entries(machine).map(([key, value]) => [
      key,
      key === 'file' || key === 'deviceModel' ? local(value) : value,
    ]),
  );
}
