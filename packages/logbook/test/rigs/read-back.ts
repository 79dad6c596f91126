/** Reads everything a reopened store holds, once in received order and once by counting, and notes what is wrong by itself. */
import { type EventStore, everything } from '../../src/event-store.ts';
import { appenders, recogniseEvent } from './numbered-batch.ts';
import type { Place } from './report.ts';
import type { Found } from './verify.ts';

export interface ReadBackOptions {
  /** The epoch to begin in, the store's own unless told. */
  readonly firstEpoch?: number;
  /** Files were spoilt: a batch may have lost its beginning, and counts may know of rows that cannot be read. */
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
  let open: { number: number; place: Place } | undefined;

  const reading = new AbortController();
  const isOver = () => epoch === store.head.epoch && nextSeq > store.head.seq;
  if (!isOver())
    for await (const batch of store.read({ epoch, seq: 0 }, { signal: reading.signal })) {
      for (const event of batch.events()) {
        if (event.epoch > epoch) [epoch, nextSeq] = [event.epoch, 1];
        if (event.epoch < epoch || event.seq < nextSeq)
          wrong.push(`${event.epoch}/${event.seq} came after ${epoch}/${nextSeq - 1}`);
        if (event.seq > nextSeq) holes.push({ epoch, firstSeq: nextSeq, lastSeq: event.seq - 1 });
        nextSeq = event.seq + 1;
        const known = recogniseEvent(event);
        if (known !== undefined) numbered++;
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
          if (known.index !== 0 && !options.damaged)
            wrong.push(`batch ${known.number} begins with its event ${known.index}`);
          open = { number: known.number, place: { epoch, firstSeq: event.seq, count: 1 } };
          batches.set(known.number, [...(batches.get(known.number) ?? []), open.place]);
        }
      }
      if (isOver()) break;
    }
  reading.abort();

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
