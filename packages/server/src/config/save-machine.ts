/** Writes a machine connected at run time into mantinel.yaml and leaves every comment where it was. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError, config } from '@mantinel/contract';
import { isMap, isSeq, parseDocument } from 'yaml';

/**
 * Creates the file where there is none; leaves it alone when it names this very machine already. Throws `machine.exists` when
 * it has another of the same id, `config.invalid` when it may not be written or is not YAML any more.
 */
export async function saveMachine(file: string, machine: config.Machine): Promise<void> {
  const document = parseDocument(
    (await readIfThere(file)) ?? '# Mantinel. Settings: docs/reference/configuration.md\n',
  );
  const broken = document.errors[0];
  if (broken) throw notSaved(file, document.errors[0]?.linePos?.[0].line ?? 1, broken.message, broken);
  const entry = document.createNode(withRelativePaths(withoutDefaults(machine), dirname(file)));
  const machines = document.get('machines');
  const entries = isSeq(machines) ? machines.items.filter((item) => isMap(item)) : [];
  const twin = entries.find((item) => item.get('id') === machine.id);
  if (twin) {
    // An attempt that got no further than this, and is made again.
    if (isDeepStrictEqual(twin.toJSON(), entry.toJSON())) return;
    throw new AppError('machine.exists', { data: { machine: machine.id } });
  }
  if (isSeq(machines)) machines.add(entry);
  else document.set('machines', document.createNode([entry]));
  // A crash while writing must not leave half a configuration.
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, document.toString({ lineWidth: 0 }), { flush: true });
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw notSaved(file, 1, `the file cannot be written (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw notSaved(file, 1, `the file cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
}

const notSaved = (file: string, line: number, problem: string, cause: unknown) =>
  new AppError('config.invalid', {
    data: { file, line, problem, remedy: 'Correct the file, or the right to write there, and try again.' },
    cause,
  });

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
    const short = relative(folder, path);
    return short.startsWith('..') ? path : short.replaceAll('\\', '/');
  };
  return Object.fromEntries(
    Object.entries(machine).map(([key, value]) => [
      key,
      key === 'file' || key === 'deviceModel' ? local(value) : value,
    ]),
  );
}
