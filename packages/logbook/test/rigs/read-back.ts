/** Reads everything a reopened store holds, once in received order and once by counting, and notes what is wrong by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, everything } from '../../src/event-store.ts';
import { appenders, recogniseEvent } from './numbered-batch.ts';
import type { Place } from './report.ts';
import type { Found } from './verify.ts';

export interface ReadBackOptions {
  /** The epoch to begin in, the store's own unless told. */
  readonly firstEpoch?: number;
  /** Files were spoilt: counts may know of rows that cannot be read. */
  readonly damaged?: boolean;
}

export async function readBack(store: EventStore, options: ReadBackOptions = {}): Promise<Found> {
  const batches = new Map<number, Place[]>();
  const own: { epoch: number; seq: number; code: string }[] = [];
  const holes: { epoch: number; firstSeq: number; lastSeq: number }[] = [];
  const wrong: string[] = [];
  let epoch = options.firstEpoch ?? store.epoch;
  let nextSeq = 1;
  let numbered = 0;

  const isOver = () => epoch === store.head.epoch && nextSeq > store.head.seq;
  const readOn = async () => {
    const reading = new AbortController();
    if (isOver()) return;
    for await (const batch of store.read({ epoch, seq: nextSeq - 1 }, { signal: reading.signal })) {
      for (const event of batch.events()) {
        if (event.epoch > epoch) [epoch, nextSeq] = [event.epoch, 1];
        if (event.epoch < epoch || event.seq < nextSeq)
          wrong.push(`${event.epoch}/${event.seq} came after ${epoch}/${nextSeq - 1}`);
        if (event.seq > nextSeq) holes.push({ epoch, firstSeq: nextSeq, lastSeq: event.seq - 1 });
        nextSeq = event.seq + 1;
        const known = recogniseEvent(event);
        if (known === undefined) {
          if (event.code.startsWith('logbook.')) own.push({ epoch, seq: event.seq, code: event.code });
          else wrong.push(`${epoch}/${event.seq} is not what was handed in: ${JSON.stringify(event)}`);
          continue;
        }
        numbered++;
        const firstSeq = event.seq - known.index;
        const places = batches.get(known.number) ?? [];
        batches.set(known.number, places);
        const at = places.findIndex((place) => place.epoch === epoch && place.firstSeq === firstSeq);
        if (at < 0) places.push({ epoch, firstSeq, count: 1 });
        else places[at] = { epoch, firstSeq, count: places[at]!.count + 1 };
      }
      if (isOver()) break;
    }
    reading.abort();
  };
  await readOn();
  // A hole that was just met is told by an event that becomes durable a moment later.
  for (let waited = 0; options.damaged && holes.length > 0 && waited < 40; waited++) {
    if (own.some(({ code }) => code === 'logbook.damaged')) break;
    await sleep(25);
    await readOn();
  }

  for (const order of ['received', 'time'] as const) {
    const selection = { scope: everything, filter: { codes: ['rig.numbered'] }, order };
    const { count } = await store.count(selection);
    if (count !== numbered && !options.damaged)
      wrong.push(`${numbered} numbered events were read, ${count} are counted by ${order}`);
  }
  const cursor = await store.cursor('rig', { mode: 'required' });
  return {
    batches,
    own,
    holes,
    wrong,
    head: store.head,
    committed: cursor.position,
    sourceCursors: new Map(
      Array.from({ length: appenders }, (_, k) => [`source-${k}`, store.sourceCursor(`source-${k}`)]),
    ),
  };
}
