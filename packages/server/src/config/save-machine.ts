/** Machines of mantinel.yaml, written back by the program: every comment stays where it was. */
import { dirname, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError, config } from '@mantinel/contract';
import { type Document, isMap, isSeq, type YAMLMap } from 'yaml';
import type { ConfigFile } from './config-file.ts';

/** `before` is absent for one that is added. */
export interface MachineChange {
  readonly before?: config.Machine | undefined;
  readonly after: config.Machine;
}

/**
 * Writes all of them in one step, or none. One that is added is left alone where the file names this very machine already; of one
 * that is changed only the lines that differ. Throws `machine.exists` when the file has another of the same id,
 * `changedMeanwhile` when it no longer says what `before` says, and what `ConfigFile.edit` throws.
 */
export async function saveMachines(file: ConfigFile, changes: readonly MachineChange[]): Promise<void> {
  await file.edit((document) => {
    for (const { before, after } of changes) {
      if (before) replaceIn(document, { before, after, file });
      else addTo(document, { after, file });
    }
  });
}

export const saveMachine = (file: ConfigFile, after: config.Machine): Promise<void> =>
  saveMachines(file, [{ after }]);

export const replaceMachine = (
  file: ConfigFile,
  before: config.Machine,
  after: config.Machine,
): Promise<void> => saveMachines(file, [{ before, after }]);

function addTo(document: Document, { after, file }: { after: config.Machine; file: ConfigFile }): void {
  const entry = document.createNode(written(after, file));
  const twin = entryOf(document, after.id);
  if (twin) {
    // An attempt that got no further than this, and is made again.
    if (isDeepStrictEqual(twin.toJSON(), entry.toJSON())) return;
    throw new AppError('machine.exists', { data: { machine: after.id } });
  }
  const machines = document.get('machines');
  if (isSeq(machines)) machines.add(entry);
  else document.set('machines', document.createNode([entry]));
}

function replaceIn(
  document: Document,
  { before, after, file }: { before: config.Machine; after: config.Machine; file: ConfigFile },
): void {
  const entry = entryOf(document, after.id);
  const wanted = written(after, file);
  if (entry && isDeepStrictEqual(entry.toJSON(), wanted)) return;
  if (!entry || !says(entry, before, file)) throw changed(file, after.id);
  const stands = withRelativePaths(entry.toJSON() as Record<string, unknown>, dirname(file.path));
  const place = pathOf(document, after.id);
  for (const [name, value] of Object.entries(stands)) {
    // A default that somebody wrote out stays written out.
    const kept = isDeepStrictEqual((after as Record<string, unknown>)[name], value);
    if (!(name in wanted) && !kept) document.deleteIn([...place, name]);
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (!isDeepStrictEqual(stands[name], value)) document.setIn([...place, name], value);
  }
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
export function withRelativePaths(machine: Record<string, unknown>, folder: string): Record<string, unknown> {
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
