/** Reads everything a reopened store holds, once in received order and once by counting, and notes what is wrong by itself. */
import { type EventStore, everything } from '../../src/event-store.ts';
import { appenders, recogniseEvent } from './numbered-batch.ts';
import type { Place } from './report.ts';
import type { Found } from './verify.ts';

/** `firstEpoch`: the epoch to begin in, the store's own unless told. */
export async function readBack(store: EventStore, firstEpoch = store.epoch): Promise<Found> {
  const batches = new Map<number, Place[]>();
  const own: { epoch: number; seq: number; code: string }[] = [];
  const holes: { epoch: number; firstSeq: number; lastSeq: number }[] = [];
  const wrong: string[] = [];
  const head = store.head;
  let epoch = firstEpoch;
  let nextSeq = 1;
  let rows = 0;
  let open: { number: number; place: Place } | undefined;

  const reading = new AbortController();
  const isOver = () => epoch === head.epoch && nextSeq > head.seq;
  if (!isOver())
    for await (const batch of store.read({ epoch, seq: 0 }, { signal: reading.signal })) {
      for (const event of batch.events()) {
        if (event.epoch > epoch) [epoch, nextSeq] = [event.epoch, 1];
        if (event.epoch < epoch || event.seq < nextSeq)
          wrong.push(`${event.epoch}/${event.seq} came after ${epoch}/${nextSeq - 1}`);
        if (event.seq > nextSeq) holes.push({ epoch, firstSeq: nextSeq, lastSeq: event.seq - 1 });
        nextSeq = event.seq + 1;
        rows++;
        const known = recogniseEvent(event);
        if (known === undefined) {
          open = undefined;
          if (event.code.startsWith('logbook.')) own.push({ epoch, seq: event.seq, code: event.code });
          else wrong.push(`${epoch}/${event.seq} is not what was handed in: ${JSON.stringify(event)}`);
        } else if (
          open?.number === known.number &&
          open.place.count === known.index &&
          open.place.firstSeq + known.index === event.seq
        ) {
          open.place = { ...open.place, count: open.place.count + 1 };
          batches.get(known.number)!.splice(-1, 1, open.place);
        } else {
          if (known.index !== 0) wrong.push(`batch ${known.number} begins with its event ${known.index}`);
          open = { number: known.number, place: { epoch, firstSeq: event.seq, count: 1 } };
          batches.set(known.number, [...(batches.get(known.number) ?? []), open.place]);
        }
      }
      if (isOver()) break;
    }
  reading.abort();

  for (const order of ['received', 'time'] as const) {
    const { count } = await store.count({ scope: everything, filter: {}, order });
    if (count !== rows) wrong.push(`${rows} events were read, ${count} are counted by ${order}`);
  }
  const cursor = await store.cursor('rig', { mode: 'required' });
  return {
    batches,
    own,
    holes,
    wrong,
    head,
    committed: cursor.position,
    sourceCursors: new Map(
      Array.from({ length: appenders }, (_, k) => [`source-${k}`, store.sourceCursor(`source-${k}`)]),
    ),
  };
}
