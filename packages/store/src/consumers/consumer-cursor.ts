/** A consumer's place in the logbook, kept beside the rows it wrote. */
import { AppError } from '@mantinel/contract';
import type { Position } from '@mantinel/domain';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import type { EventSource } from './event-source.ts';

/** Before the oldest event a logbook keeps. */
export const beginning: Position = { epoch: 0, seq: 0 };

export interface StoredCursor {
  readonly node: string;
  readonly position: Position;
}

export async function loadCursor(db: Kysely<Tables>, name: string): Promise<StoredCursor | undefined> {
  const row = await db.selectFrom('consumer_cursor').selectAll().where('name', '=', name).executeTakeFirst();
  return row && { node: row.node, position: { epoch: row.epoch, seq: row.seq } };
}

/**
 * Throws `cursor.unknownEpoch` or `cursor.beyondHead` for a place this logbook cannot have acknowledged. An earlier epoch is
 * normal (the logbook went on in a new one); whether it ever held that place, `read` of the logbook checks.
 */
export function assertWithin(
  events: Pick<EventSource, 'node' | 'epoch' | 'head'>,
  name: string,
  { node, position }: StoredCursor,
): void {
  const data = { cursor: name, epoch: position.epoch, seq: position.seq };
  if (node !== events.node || position.epoch > events.epoch)
    throw new AppError('cursor.unknownEpoch', { data });
  if (
    position.epoch === events.epoch &&
    position.epoch === events.head.epoch &&
    position.seq > events.head.seq
  )
    throw new AppError('cursor.beyondHead', { data });
}

export interface Move {
  readonly node: string;
  /** Undefined: there is no row yet. */
  readonly from: Position | undefined;
  readonly to: Position;
}

/** Moves the cursor and locks it; false when it stands elsewhere: it was reset, or another process moved it. */
export async function moveCursor(
  tx: Kysely<Tables>,
  name: string,
  { node, from, to }: Move,
): Promise<boolean> {
  const place = { node, epoch: to.epoch, seq: to.seq };
  if (!from) {
    const inserted = await tx
      .insertInto('consumer_cursor')
      .values({ name, ...place })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await tx
    .updateTable('consumer_cursor')
    .set(place)
    .where('name', '=', name)
    .where('node', '=', node)
    .where('epoch', '=', from.epoch)
    .where('seq', '=', from.seq)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
