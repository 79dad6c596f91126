/**
 * Copies of projections in the logbook. What retention has removed cannot be folded again: a projection whose rows are gone, or
 * that stands before what was removed, begins at its newest copy and takes up what came after it, which retention leaves there.
 */
import { comparePositions, type Position } from '@mantinel/domain';
import type { Kysely } from 'kysely';
import type { StoreEnvironment } from '../store-environment.ts';
import type { Supervisor } from '../supervisor.ts';
import type { Tables } from '../tables.ts';
import { checkpointParts, partsReader, type ToldContent } from './checkpoint-parts.ts';
import { assertWithin, beginning, loadCursor, moveCursor, type StoredCursor } from './consumer-cursor.ts';
import { type EventSink, type EventSource, everywhere } from './event-source.ts';

export interface Checkpointed {
  /** Of the projection, and of its cursor. */
  readonly name: string;
  /** Of the events that tell a copy. */
  readonly code: string;
  readonly tables: readonly (keyof Tables)[];
  copy(tx: Kysely<Tables>): Promise<unknown>;
  /** Into empty tables. */
  paste(tx: Kysely<Tables>, content: never): Promise<void>;
}

export interface CheckpointRig {
  readonly logbook: EventSource & EventSink;
  readonly database: Pick<Supervisor, 'run'>;
  readonly environment: Pick<StoreEnvironment, 'nowUs' | 'log'>;
}

/** Of one append: about a mebibyte. */
const partsAtOnce = 16;
const rowsAtOnce = 50;

const retentionCursor = (logbook: EventSource, { name }: Checkpointed, from: Position) =>
  logbook.cursor(`checkpoint.${name}`, { mode: 'required', from });

/** From here on retention leaves what no copy takes account of. */
export async function holdRetention(logbook: EventSource, projection: Checkpointed): Promise<void> {
  await retentionCursor(logbook, projection, beginning);
}

/** Tells how the tables stand. Throws `store.unavailable`, `cursor.…`, and what the logbook refuses. */
export async function tellCheckpoint(
  projection: Checkpointed,
  { logbook, database, environment }: CheckpointRig,
  site: string,
): Promise<void> {
  const { name, code, copy } = projection;
  const copied = await database.run((db) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const stored = await loadCursor(tx, name);
        if (!stored) return undefined;
        assertWithin(logbook, name, stored);
        return { at: stored.position, content: await copy(tx) };
      }),
  );
  if (!copied) return;
  const events = checkpointParts({ ...copied, code, site, nowUs: environment.nowUs() });
  for (let part = 0; part < events.length; part += partsAtOnce)
    await logbook.append({ events: events.slice(part, part + partsAtOnce), priority: 'audit' });
  const cursor = await retentionCursor(logbook, projection, copied.at);
  await cursor.commit(copied.at);
}

/** Where the projection goes on: at `stored`, or at the newest copy where what comes after `stored` is not all there any more. */
export async function beginProjection(
  projection: Checkpointed,
  { logbook, database, environment }: CheckpointRig,
  stored: StoredCursor | undefined,
): Promise<StoredCursor | undefined> {
  const { name, tables, paste } = projection;
  const place = stored?.position ?? beginning;
  const isWhole = !logbook
    .removals()
    .some(({ epoch, toSeq }) => comparePositions(place, { epoch, seq: toSeq }) < 0);
  if (isWhole) return stored;
  const told = await newestCopy(projection, { logbook, environment });
  if (!told || comparePositions(told.at, place) <= 0) return stored;
  const begun = { node: logbook.node, position: told.at };
  assertWithin(logbook, name, begun);
  await database.run((db) =>
    db.transaction().execute(async (tx) => {
      await tx.deleteFrom('consumer_cursor').where('name', '=', name).execute();
      for (const table of tables) await tx.deleteFrom(table).execute();
      await moveCursor(tx, name, { node: logbook.node, from: undefined, to: told.at });
      await paste(tx, told.content);
    }),
  );
  return begun;
}

async function newestCopy(
  { code, name }: Checkpointed,
  { logbook, environment }: Pick<CheckpointRig, 'logbook' | 'environment'>,
): Promise<ToldContent<never> | undefined> {
  const unreadable = (err: unknown) =>
    environment.log('warn', 'A copy of a table in the logbook cannot be read and is passed over.', {
      table: name,
      err,
    });
  return newestCheckpoint<never>(logbook, { code, unreadable });
}

/** The newest that is whole; undefined where none is. */
export async function newestCheckpoint<Content>(
  logbook: Pick<EventSource, 'page'>,
  { code, unreadable }: { readonly code: string; readonly unreadable: (error: unknown) => void },
): Promise<ToldContent<Content> | undefined> {
  let events: Awaited<ReturnType<EventSource['page']>>['events'] = [];
  let from: string | undefined;
  do {
    const page = await logbook.page({
      ...{
        scope: everywhere,
        filter: { codes: [code] },
        order: 'received',
        direction: 'older',
        limit: rowsAtOnce,
      },
      ...(from === undefined ? {} : { from }),
    });
    // One may begin in the page before.
    events = [...page.events, ...events];
    const read = partsReader<Content>();
    let newest: ToldContent<Content> | undefined;
    for (const event of events) {
      try {
        newest = read(event) ?? newest;
      } catch (error) {
        unreadable(error);
      }
    }
    if (newest) return newest;
    from = page.older;
  } while (from !== undefined);
  return undefined;
}
