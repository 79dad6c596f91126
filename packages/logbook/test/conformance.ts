/** What every event store must do, whatever it is made of; crashes are judged by the rigs in `rigs/`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewEvent } from '@mantinel/domain';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeBatch } from '../src/codec/encode-batch.ts';
import { type Appended, type DurableBatch, type EventStore, everything } from '../src/event-store.ts';

export interface StorePlace {
  /** Opens the store of this place, again after a close. */
  open(): Promise<EventStore>;
  /** Closes what is open and removes everything. */
  destroy(): Promise<void>;
}

const us = 1_700_000_000_000_000;
const event = (number: number, over: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: us + number,
  receivedUs: us + number + 7,
  site: 'plant',
  machine: 'mill-1',
  path: 'Xload',
  kind: 'sample',
  severity: 1,
  code: 'machine.load',
  message: '',
  attributes: { value: number },
  quality: 'good',
  ...over,
});
const events = (from: number, count: number) => Array.from({ length: count }, (_, i) => event(from + i));
const valuesOf = (batches: readonly DurableBatch[]) =>
  batches.flatMap((batch) => batch.events().map(({ attributes }) => attributes.value));

/** Reads until `count` events came. */
async function read(store: EventStore, count: number, after = { epoch: store.epoch, seq: 0 }) {
  const batches: DurableBatch[] = [];
  const reading = new AbortController();
  for await (const batch of store.read(after, { signal: reading.signal, maxBatch: 7 })) {
    batches.push(batch);
    if (batches.reduce((sum, { count: n }) => sum + n, 0) >= count) break;
  }
  return batches;
}

export function describeEventStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${name}: appending and reading`, () => {
    const places: StorePlace[] = [];
    const place = async () => {
      const made = await makePlace();
      places.push(made);
      return made;
    };
    afterEach(async () => {
      for (const made of places.splice(0)) await made.destroy();
    });

    test('numbers events from 1 without gaps, in the order of arrival', async () => {
      const store = await (await place()).open();
      expect(store.head).toEqual({ epoch: store.epoch, seq: 0 });
      const answers = await Promise.all([
        store.append({ events: events(0, 3) }),
        store.append({ events: encodeBatch(events(3, 2)) }),
        store.append({ events: events(5, 1) }),
      ]);
      expect(answers.map(({ firstSeq, count }) => [firstSeq, count])).toEqual([
        [1, 3],
        [4, 2],
        [6, 1],
      ]);
      expect(store.head).toEqual({ epoch: store.epoch, seq: 6 });
      expect(valuesOf(await read(store, 6))).toEqual([0, 1, 2, 3, 4, 5]);
    });

    test('keeps events exactly, with their identity, over a restart', async () => {
      const at = await place();
      let store = await at.open();
      const { epoch, node } = store;
      const odd = event(1, {
        timeUs: -5,
        message: 'Čelná fréza ⌀ 63 🛠️',
        attributes: { value: -0, big: 1e308, nested: { list: [1, null, 'x'] }, on: true, none: null },
        trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
      });
      const { machine: _, path: __, ...bare } = event(2, { kind: 'audit', severity: 24 });
      await store.append({ events: [odd, bare] });
      await store.close();
      store = await at.open();
      expect(store.epoch).toBe(epoch);
      const [batch] = await read(store, 2);
      expect(batch!.events()).toEqual([
        { node, epoch, seq: 1, ...odd },
        { node, epoch, seq: 2, ...bare },
      ]);
      expect((await store.append({ events: [odd] })).firstSeq).toBe(3);
    });

    test('a batch of a known name is acknowledged where it stands and not stored again', async () => {
      const at = await place();
      let store = await at.open();
      const batch = (source: string, batchId: string) => ({
        events: [event(1)],
        source: { source, cursor: batchId },
        batchId,
      });
      const [first, twin] = await Promise.all([store.append(batch('a', '1')), store.append(batch('a', '1'))]);
      expect(twin).toEqual({ ...first, duplicate: true });
      expect((await store.append(batch('b', '1'))).duplicate, 'of another source').toBe(false);
      await store.close();
      store = await at.open();
      expect(await store.append(batch('a', '1'))).toEqual({ ...first, duplicate: true });
      const digested = (batchId: string, digest: string) => ({ ...batch('a', batchId), digest });
      const other = { code: 'idempotency.reused' };
      const [taken, rival] = await Promise.allSettled([
        store.append(digested('d', 'x')),
        store.append(digested('d', 'y')),
      ]);
      expect([taken.status, rival]).toMatchObject(['fulfilled', { status: 'rejected', reason: other }]);
      await store.close();
      store = await at.open();
      expect((await store.append(digested('d', 'x'))).duplicate).toBe(true);
      await expect(store.append(digested('d', 'y'))).rejects.toMatchObject(other);
      await expect(store.append(digested('1', 'x'))).rejects.toMatchObject(other);
      expect((await store.append(batch('a', '2'))).duplicate).toBe(false);
      expect(await store.count({ scope: everything, filter: {}, order: 'received' })).toEqual({
        count: 4,
        exact: true,
      });
    });

    test('a source has the cursor of its last acknowledged batch, over a restart', async () => {
      const at = await place();
      let store = await at.open();
      expect(store.sourceCursor('a')).toBeUndefined();
      await store.append({ events: [event(1)], source: { source: 'a', cursor: 'x1' } });
      await store.append({ events: [event(2)], source: { source: 'b', cursor: 'y1' } });
      const underway = store.append({ events: [event(3)], source: { source: 'a', cursor: 'x2' } });
      expect(store.sourceCursor('a')).toBe('x1');
      await underway;
      await store.close();
      store = await at.open();
      expect([store.sourceCursor('a'), store.sourceCursor('b')]).toEqual(['x2', 'y1']);
    });

    test('sources that append at once are told their own places, and each has its own cursor', async () => {
      const at = await place();
      let store = await at.open();
      const underway: Promise<Appended>[] = [];
      const batches = Array.from({ length: 60 }, (_, number) => ({
        events: events(10 * number, 1 + (number % 3)),
        source: { source: `machine-${number % 4}`, cursor: `c${number}` },
        ...(number % 2 === 0 && { batchId: `b${number}` }),
      }));
      for (const batch of batches) underway.push(store.append(batch));
      const answers = await Promise.all(underway);
      let next = 1;
      for (const [number, answer] of answers.entries()) {
        const count = batches[number]!.events.length;
        expect(answer).toEqual({ epoch: store.epoch, firstSeq: next, count, duplicate: false });
        next += count;
      }
      const expected = batches.flatMap((batch) => batch.events.map(({ attributes }) => attributes.value));
      for (const look of ['at once', 'over a restart']) {
        expect(valuesOf(await read(store, next - 1)), look).toEqual(expected);
        expect(
          [0, 1, 2, 3].map((k) => store.sourceCursor(`machine-${k}`)),
          look,
        ).toEqual(['c56', 'c57', 'c58', 'c59']);
        const again = batches.filter(({ batchId }) => batchId !== undefined);
        expect(await Promise.all(again.map((batch) => store.append(batch))), look).toEqual(
          answers.filter((_, number) => number % 2 === 0).map((answer) => ({ ...answer, duplicate: true })),
        );
        await store.close();
        store = await at.open();
      }
      expect(store.head.seq).toBe(next - 1);
    });

    test('a malformed batch of one source neither harms nor moves another', async () => {
      const at = await place();
      let store = await at.open();
      const from = (source: string, ...rows: NewEvent[]) =>
        store.append({ events: rows, source: { source, cursor: source }, batchId: source });
      const answers = await Promise.allSettled([
        from('a', event(1)),
        from('b', event(2), event(3, { attributes: { value: Number.NaN } })),
        from('c', event(4), event(5)),
      ]);
      const kept = { epoch: store.epoch, duplicate: false };
      expect(answers).toMatchObject([
        { value: { ...kept, firstSeq: 1, count: 1 } },
        { reason: { code: 'logbook.badBatch' } },
        { value: { ...kept, firstSeq: 2, count: 2 } },
      ]);
      await store.close();
      store = await at.open();
      expect(valuesOf(await read(store, 3))).toEqual([1, 4, 5]);
      expect(['a', 'b', 'c'].map((source) => store.sourceCursor(source))).toEqual(['a', undefined, 'c']);
      expect((await from('b', event(2))).duplicate, 'it may be sent again').toBe(false);
      expect(await from('c', event(4), event(5))).toEqual({
        ...kept,
        firstSeq: 2,
        count: 2,
        duplicate: true,
      });
    });

    test('refuses malformed batches whole', async () => {
      const store = await (await place()).open();
      const badBatch = expect.objectContaining({ code: 'logbook.badBatch' });
      await expect(store.append({ events: [] })).rejects.toEqual(badBatch);
      await expect(
        store.append({ events: [event(1), event(2, { attributes: { value: Number.NaN } })] }),
      ).rejects.toEqual(badBatch);
      await expect(store.append({ events: { bytes: new Uint8Array(9), count: 1 } })).rejects.toEqual(
        badBatch,
      );
      const encoded = encodeBatch([event(1)]);
      await expect(store.append({ events: { ...encoded, count: 2 } })).rejects.toEqual(badBatch);
      expect(store.head.seq).toBe(0);
    });

    test('shows each batch once, in order, not before the head has passed it', async () => {
      const store = await (await place()).open();
      const seen: number[] = [];
      const stop = store.subscribe((batch) => {
        expect(store.head.seq).toBeGreaterThanOrEqual(batch.firstSeq + batch.count - 1);
        seen.push(...batch.events().map(({ seq }) => seq));
      });
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => store.append({ events: events(i, 1 + (i % 3)) })),
      );
      stop();
      await store.append({ events: [event(0)] });
      expect(seen).toEqual(Array.from({ length: store.head.seq - 1 }, (_, i) => i + 1));
    });

    test('one subscriber that throws neither stops recording nor the others', async () => {
      const store = await (await place()).open();
      let heard = 0;
      store.subscribe(() => {
        throw new Error('a subscriber fails');
      });
      store.subscribe(() => heard++);
      await store.append({ events: [event(1)] });
      await store.append({ events: [event(2)] });
      expect(heard).toBe(2);
    });

    test('reads from any place, then follows what comes', async () => {
      const store = await (await place()).open();
      await store.append({ events: events(0, 20) });
      const middle = await read(store, 5, { epoch: store.epoch, seq: 15 });
      expect(valuesOf(middle)).toEqual([15, 16, 17, 18, 19]);
      const following = read(store, 3, store.head);
      await sleep(20);
      await store.append({ events: events(20, 3) });
      expect(valuesOf(await following)).toEqual([20, 21, 22]);
    });

    test('a reader stops when told, also while it waits', async () => {
      const store = await (await place()).open();
      const reading = new AbortController();
      const finished = (async () => {
        for await (const _ of store.read(store.head, { signal: reading.signal }))
          throw new Error('nothing came');
      })();
      await sleep(10);
      reading.abort();
      await finished;
    });

    test('a cursor keeps its place, and refuses one that was never acknowledged', async () => {
      const at = await place();
      let store = await at.open();
      await store.append({ events: events(0, 5) });
      const { epoch } = store;
      const cursor = await store.cursor('alarms', { mode: 'required' });
      expect(cursor.position).toEqual({ epoch, seq: 0 });
      await Promise.all([cursor.commit({ epoch, seq: 3 }), cursor.commit({ epoch, seq: 4 })]);
      await expect(cursor.commit({ epoch, seq: 6 })).rejects.toMatchObject({ code: 'cursor.beyondHead' });
      await expect(cursor.commit({ epoch: epoch + 1, seq: 1 })).rejects.toMatchObject({
        code: 'cursor.unknownEpoch',
      });
      await store.close();
      store = await at.open();
      expect((await store.cursor('alarms', { mode: 'required' })).position).toEqual({ epoch, seq: 4 });
      const from = { epoch, seq: 2 };
      expect((await store.cursor('new', { mode: 'required', from })).position).toEqual(from);
      expect(() => store.read({ epoch, seq: 99 }, { signal: AbortSignal.timeout(1) })).toThrow(
        expect.objectContaining({ code: 'cursor.beyondHead' }),
      );
    });

    test('a best-effort cursor that lags too far is moved on, and a gap says so', async () => {
      const store = await (await place()).open();
      const slow = await store.cursor('slow', { mode: 'best-effort', maxLagEvents: 10 });
      const gap = new Promise<DurableBatch>((resolve) =>
        store.subscribe((batch) => batch.events()[0]!.kind === 'gap' && resolve(batch)),
      );
      await store.append({ events: events(0, 30) });
      expect(slow.position.seq).toBeGreaterThanOrEqual(20);
      const [told] = (await gap).events();
      expect(told).toMatchObject({ code: 'logbook.overrun', attributes: { cursor: 'slow', firstSeq: 1 } });
    });

    test('after close it takes nothing more', async () => {
      const store = await (await place()).open();
      const underway = store.append({ events: [event(1)] });
      const closing = store.close();
      expect((await underway).firstSeq, 'what was handed in before is written').toBe(1);
      await closing;
      await expect(store.append({ events: [event(2)] })).rejects.toMatchObject({ code: 'logbook.closed' });
      await store.close();
    });
  });
}
