/** Every event after a place in received order: from the server until nothing is missing, then as batches become durable. */
import { comparePositions, type Position } from '@mantinel/domain';
import type { DurableBatch, ReadOptions } from '@mantinel/logbook';
import { eventBatches } from '@mantinel/logbook/store-parts';
import { type EventRow, eventColumns, eventOf } from '../schema/row.ts';
import { parameterList } from './parameter-list.ts';
import type { Reading } from './reading.ts';
import { seenSql } from './where.ts';

const defaultMaxBatch = 5000;
/** A reader that is slower than this reads from the server what it missed. */
const mostWaiting = 1000;

export type Subscribe = (listener: (batch: DurableBatch) => void) => () => void;

const lastOf = ({ epoch, firstSeq, count }: DurableBatch): Position => ({ epoch, seq: firstSeq + count - 1 });

export async function* follow(
  reading: Reading & { readonly subscribe: Subscribe },
  after: Position,
  { signal, maxBatch = defaultMaxBatch }: ReadOptions,
): AsyncGenerator<DurableBatch> {
  let at = after;
  let live: DurableBatch[] = [];
  let wake = () => {};
  const stop = reading.subscribe((batch) => {
    live.push(batch);
    if (live.length > mostWaiting) live = [];
    wake();
  });
  const woken = () => wake();
  signal.addEventListener('abort', woken);
  try {
    while (!signal.aborted) {
      while (live[0] && comparePositions(lastOf(live[0]), at) <= 0) live.shift();
      const next = live[0];
      if (next && next.epoch === at.epoch && next.firstSeq === at.seq + 1) {
        yield next;
        at = lastOf(next);
        continue;
      }
      const head = reading.head();
      if (comparePositions(at, head) < 0) {
        const batches = eventBatches(await readFrom(reading, at, maxBatch));
        for (const batch of batches) {
          if (signal.aborted) return;
          yield batch;
          at = lastOf(batch);
        }
        // Whatever stood between was removed by retention.
        if (batches.length === 0) at = head;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (live.length > 0 || signal.aborted) resolve();
      });
    }
  } finally {
    stop();
    signal.removeEventListener('abort', woken);
  }
}

/** The next events in received order after a place, over what retention removed; empty at the end. */
async function readFrom({ driver, tables, node, head }: Reading, after: Position, limit: number) {
  const list = parameterList();
  const place = `(${list.put('UInt64', after.epoch)}, ${list.put('UInt64', after.seq)})`;
  const rows = await driver.query<EventRow>(
    `SELECT ${eventColumns} FROM ${tables.events} WHERE (epoch, seq) > ${place} AND ${seenSql(head(), list)} ORDER BY epoch, seq LIMIT ${list.put('UInt64', limit)}`,
    list.values,
  );
  return rows.map((row) => eventOf(row, node));
}
