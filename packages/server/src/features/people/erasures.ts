/**
 * Whose words and names are gone for ever. The list outlives the data: it lies in the folder of backups, too, since one that was
 * made before an erasure would bring the person back. It holds opaque ids and nothing else.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasedPerson, EventStore } from '@mantinel/logbook';
import { erasedName, type Store } from '@mantinel/store';
import { z } from 'zod';
import { writeWhole } from '../../files/write-whole.ts';
import type { Log } from '../../own-log/log.ts';

const erasedListName = 'erased-people.json';
const List = z.array(z.object({ personId: z.string(), atUs: z.number() }));

/** Beside backups, or in one. Nobody where there is no list. */
export async function readErased(folder: string): Promise<ErasedPerson[]> {
  const text = await readFile(join(folder, erasedListName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return List.parse(JSON.parse(text));
}

/** Whoever stands in the list already stays in it. Durable when it resolves. */
export async function writeErased(folder: string, people: readonly ErasedPerson[]): Promise<void> {
  const known = await readErased(folder);
  const added = people.filter(({ personId }) => known.every((one) => one.personId !== personId));
  if (added.length === 0) return;
  await mkdir(folder, { recursive: true });
  const list = [...known, ...added];
  await writeWhole(join(folder, erasedListName), `${JSON.stringify(list, undefined, 2)}\n`);
}

/** What a restored database still knows of people who were erased. */
export async function eraseAgain(
  store: Pick<Store, 'people'>,
  { personal }: Pick<EventStore, 'personal'>,
  log: Log,
): Promise<void> {
  for (const { personId } of personal.erased()) {
    const person = await store.people.get(personId);
    if (!person || person.name === erasedName(personId)) continue;
    await store.people.erase(personId, person.version);
    log.warn(
      { code: 'person.erasedAgain', personId },
      'a person who was erased came back with a backup, and was erased again',
    );
  }
}
