import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { describeEventStore } from '../test/conformance.ts';
import { type Disk, realDisk } from './disk.ts';
import { type DurableBatch, type EventStore, everything as fullScope } from './event-store.ts';
import { type LogbookOptions, openLogbook } from './open-logbook.ts';

const settings = {
  node: 'test',
  site: 'plant',
  nowUs: () => 1_700_000_000_000_000,
  random: () => 0.5,
  segmentBytes: 64 * 1024,
  reserveBytes: 64 * 1024,
  onProblem: () => {},
};

function folder(): {
  directory: string;
  open(over?: Partial<LogbookOptions>): Promise<EventStore>;
  destroy(): Promise<void>;
} {
  const directory = mkdtempSync(join(tmpdir(), 'mantinel-logbook-'));
  const stores: EventStore[] = [];
  return {
    directory,
    async open(over = {}) {
      const store = await openLogbook({ ...settings, directory, ...over });
      stores.push(store);
      return store;
    },
    async destroy() {
      for (const store of stores) await store.close();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

describeEventStore('the embedded logbook', async () => folder());

const event = (number: number, over: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: 1_700_000_000_000_000 + number,
  receivedUs: 1_700_000_000_000_000 + number,
  site: 'plant',
  machine: 'mill-1',
  kind: 'message',
  severity: 9,
  code: 'test.numbered',
  message: `${number} ${'x'.repeat(500)}`,
  attributes: { number },
  quality: 'good',
  ...over,
});

/** A disk whose next operations fail as told. */
function faultyDisk() {
  const real = realDisk();
  const fail: { sync?: string; write?: string; create?: string } = {};
  /** Fails once, then no more. */
  const failOnce: { sync?: string; write?: string } = {};
  const check = (code: string | undefined) => {
    if (code) throw Object.assign(new Error(`${code}: injected`), { code });
  };
  const disk: Disk = {
    ...real,
    async createZeroFilled(path, bytes) {
      check(fail.create);
      await real.createZeroFilled(path, bytes);
    },
    async write(descriptor, bytes, position) {
      const once = failOnce.write;
      delete failOnce.write;
      check(once ?? fail.write);
      await real.write(descriptor, bytes, position);
    },
    async datasync(descriptor) {
      const once = failOnce.sync;
      delete failOnce.sync;
      check(once ?? fail.sync);
      await real.datasync(descriptor);
    },
  };
  return { disk, fail, failOnce };
}

async function everything(store: EventStore): Promise<{ code: string; number: unknown; kind: string }[]> {
  const rows: { code: string; number: unknown; kind: string }[] = [];
  const { seq } = store.head;
  if (seq === 0) return rows;
  for await (const batch of store.read({ epoch: 1, seq: 0 }, { signal: AbortSignal.timeout(10_000) })) {
    for (const { code, attributes, kind } of batch.events())
      rows.push({ code, number: attributes.number, kind });
    if (batch.epoch === store.epoch && batch.firstSeq + batch.count > seq) break;
  }
  return rows;
}
const numbersIn = (rows: readonly { number: unknown }[]) =>
  rows.flatMap(({ number }) => (number === undefined ? [] : [number]));

function prepare() {
  const at = folder();
  onTestFinished(() => at.destroy());
  return at;
}

test('a second writer of the same folder is refused, and the folder is free after close', async () => {
  const at = prepare();
  const store = await at.open();
  await expect(at.open()).rejects.toMatchObject({ code: 'logbook.locked' });
  await store.close();
  await at.open();
});

test('of many that open at once at most one gets the folder', async () => {
  const at = prepare();
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => at.open()));
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'logbook.locked' });
});

test('a folder keeps its node', async () => {
  const at = prepare();
  await (await at.open()).close();
  await expect(at.open({ node: 'other' })).rejects.toMatchObject({ code: 'logbook.otherNode' });
});

test('segments are sealed, rewritten and dropped while every event stays readable in order', async () => {
  const at = prepare();
  const store = await at.open();
  const count = 1000;
  for (let number = 0; number < count; number += 20)
    await store.append({ events: Array.from({ length: 20 }, (_, i) => event(number + i)) });
  const expected = Array.from({ length: count }, (_, number) => number);
  expect(numbersIn(await everything(store))).toEqual(expected);
  await expect.poll(() => store.stats().unsealedSegments, { timeout: 15_000 }).toBe(1);
  expect(store.stats().blocks).toBeGreaterThan(0);
  expect(numbersIn(await everything(store))).toEqual(expected);
  await store.close();
  expect(numbersIn(await everything(await at.open()))).toEqual(expected);
});

describe('a failing disk', () => {
  test.each(['sync', 'write'] as const)(
    'a failed %s is answered so, never appears, and recording goes on',
    async (what) => {
      const at = prepare();
      const { disk, failOnce } = faultyDisk();
      const store = await at.open({ disk });
      const shown: DurableBatch[] = [];
      store.subscribe((batch) => shown.push(batch));
      await store.append({ events: [event(1)] });
      failOnce[what] = 'EIO';
      const failing = store.append({
        events: [event(2)],
        source: { source: 's', cursor: '2' },
        batchId: 'b',
      });
      await expect(failing).rejects.toMatchObject({ code: 'logbook.writeFailed' });
      await expect
        .poll(
          () =>
            store.append({ events: [event(3)] }).then(
              () => true,
              () => false,
            ),
          { timeout: 5000 },
        )
        .toBe(true);
      expect(store.sourceCursor('s')).toBeUndefined();
      const rows = await everything(store);
      expect(numbersIn(rows)).toEqual([1, 3]);
      expect(rows.map(({ code }) => code)).toContain('logbook.writeFailed');
      expect(
        numbersIn(
          shown.flatMap((batch) => batch.events().map(({ attributes }) => attributes as { number: unknown })),
        ),
      ).toEqual([1, 3]);
      await store.close();
      expect(numbersIn(await everything(await at.open()))).toEqual([1, 3]);
    },
  );

  test('a disk that stays broken refuses at once, and is tried again', async () => {
    const at = prepare();
    const { disk, fail } = faultyDisk();
    const store = await at.open({ disk });
    fail.sync = 'EIO';
    await expect(store.append({ events: [event(1)] })).rejects.toMatchObject({ code: 'logbook.writeFailed' });
    expect(store.stats()).toMatchObject({ state: 'failing', problem: 'EIO' });
    await expect(store.append({ events: [event(2)] })).rejects.toMatchObject({ code: 'logbook.writeFailed' });
    delete fail.sync;
    await expect.poll(() => store.stats().state, { timeout: 5000 }).toBe('writing');
    await store.append({ events: [event(3)] });
    expect(numbersIn(await everything(store))).toEqual([3]);
  });
});

test('a full disk refuses machines and keeps audit and gaps; a batch kept by its appender is stored once and no gap', async () => {
  const at = prepare();
  const { disk, fail } = faultyDisk();
  const store = await at.open({ disk });
  fail.create = 'ENOSPC';
  let number = 0;
  let refusal: unknown;
  while (!refusal && number < 5000)
    await store.append({ events: [event(number++)] }).catch((error: unknown) => {
      refusal = error;
    });
  expect(refusal).toMatchObject({ code: 'logbook.full' });
  expect(store.stats().state).toBe('full');
  await store.append({ events: [event(-1, { kind: 'audit' })], priority: 'audit' });
  await store.append({ events: [event(-2, { kind: 'gap', quality: 'gap' })] });
  for (let attempt = 0; attempt < 3; attempt++)
    await expect(store.append({ events: [event(9999)] })).rejects.toMatchObject({ code: 'logbook.full' });
  delete fail.create;
  await expect.poll(() => store.stats().state, { timeout: 5000 }).toBe('writing');
  await store.append({ events: [event(9999)] });
  const rows = await everything(store);
  expect(numbersIn(rows)).toEqual([...Array.from({ length: number - 1 }, (_, i) => i), -1, -2, 9999]);
  expect(
    rows.filter(({ code }) => code.startsWith('logbook.')).map(({ code, kind }) => [code, kind]),
  ).toEqual([
    ['logbook.full', 'message'],
    ['logbook.spaceReturned', 'message'],
  ]);
  expect(existsSync(join(at.directory, 'reserve')), 'the reserve is made again').toBe(true);
});

test("the product's own lines give way: the oldest are dropped, counted, and machines do not wait", async () => {
  const at = prepare();
  const store = await at.open({ segmentBytes: 4 * 1024 * 1024 });
  const lines = Array.from({ length: 1500 }, (_, number) =>
    store.append({ events: [event(number, { kind: 'log' })], priority: 'log' }).then(
      ({ firstSeq }) => firstSeq,
      ({ code }: { code: string }) => code,
    ),
  );
  const machine = await store.append({ events: [event(-1)] });
  const answers = await Promise.all(lines);
  expect(answers.slice(0, 500).every((answer) => answer === 'logbook.busy')).toBe(true);
  expect(answers.slice(500).every((answer) => typeof answer === 'number')).toBe(true);
  expect(machine.firstSeq, 'before all of them').toBe(1);
  expect((await everything(store)).map(({ code }) => code)).toContain('logbook.linesDropped');
});

test('recording slows to the pace of the rewriter when segments pile up', async () => {
  const { open, destroy } = folder();
  onTestFinished(destroy);
  const store = await open({ backlogBytes: 256 * 1024 });
  let most = 0;
  for (let number = 0; number < 2000; number += 20) {
    const events = Array.from({ length: 20 }, (_, index) => event(number + index));
    await Promise.all([store.append({ events }), store.append({ events })]);
    most = Math.max(most, store.stats().unsealedSegments);
  }
  expect(most).toBeGreaterThanOrEqual(4);
  // Four and the open one; each second that the thread needs to start lets one more through. Unpaced it is thirty.
  expect(most).toBeLessThanOrEqual(12);
});

test('events appended one by one share a frame, keep their order, and only a malformed one is refused', async () => {
  const at = prepare();
  const store = await at.open();
  const frames: number[] = [];
  store.subscribe(({ count }) => frames.push(count));
  const answers = await Promise.allSettled([
    ...Array.from({ length: 40 }, (_, number) => store.append({ events: [event(number)] })),
    store.append({ events: [event(-1, { severity: 99 as NewEvent['severity'] })] }),
    store.append({ events: [event(40)], source: { source: 's', cursor: '40' } }),
    store.append({ events: [event(41), event(42)] }),
  ]);
  expect(answers[40]).toMatchObject({ status: 'rejected', reason: { code: 'logbook.badBatch' } });
  const firstSeqs = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [answer.value.firstSeq] : [],
  );
  expect(firstSeqs).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
  expect(numbersIn(await everything(store))).toEqual(Array.from({ length: 43 }, (_, number) => number));
  frames.length = 0;
  await Promise.all(Array.from({ length: 300 }, (_, number) => store.append({ events: [event(number)] })));
  expect(frames).toEqual([256, 44]);
});

test('small batches of many sources share a frame', async () => {
  const at = prepare();
  const store = await at.open();
  const frames: number[] = [];
  store.subscribe(({ count }) => frames.push(count));
  const small = (number: number) => ({
    events: [event(number), event(number)],
    source: { source: `machine-${number % 5}`, cursor: String(number) },
    batchId: String(number),
  });
  await Promise.all(Array.from({ length: 30 }, (_, number) => store.append(small(number))));
  expect(frames).toEqual([60]);
  frames.length = 0;
  const large = { source: 'machine-1', cursor: 'x'.repeat(2000) };
  await Promise.all([
    store.append(small(31)),
    store.append({ events: [event(0)], source: large }),
    store.append(small(32)),
  ]);
  expect(frames, 'a long cursor has a frame of its own, and stays in its place').toEqual([2, 1, 2]);
  expect([store.sourceCursor('machine-1'), store.sourceCursor('machine-2')]).toEqual([large.cursor, '32']);
});

test('a program that dies on a full disk tells since when it was full when it is there again, once', async () => {
  const at = prepare();
  const { disk, fail } = faultyDisk();
  const copy = `${at.directory}-killed`;
  let nowUs = 1_000_000;
  const clock = { nowUs: () => nowUs };
  const store = await at.open({ disk, ...clock });
  fail.create = 'ENOSPC';
  for (let refused = false; !refused; )
    await store.append({ events: [event(1)] }).catch(() => {
      refused = true;
    });
  await store.append({ events: [event(-1, { kind: 'audit' })], priority: 'audit' });
  // What a kill leaves behind; a copy begins a new epoch besides, which changes nothing here.
  cpSync(at.directory, copy, { recursive: true });
  onTestFinished(() => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }));
  nowUs = 9_000_000;
  const toldBy = async (over: Partial<LogbookOptions>) => {
    const again = await openLogbook({ ...settings, directory: copy, ...clock, ...over });
    const told: unknown[] = [];
    for await (const batch of again.read({ epoch: 1, seq: 0 }, { signal: AbortSignal.timeout(10_000) })) {
      for (const { code, kind, attributes } of batch.events())
        if (kind === 'gap' || code === 'logbook.spaceReturned') told.push(attributes);
      if (batch.epoch === again.epoch && batch.firstSeq + batch.count > again.head.seq) break;
    }
    await again.close();
    return told;
  };
  const returned = { directory: copy, fullSinceUs: 1_000_000 };
  expect(await toldBy({})).toEqual([returned]);
  nowUs = 11_000_000;
  expect(await toldBy({})).toEqual([returned]);
});

test('a batch larger than a segment has one that is grown for it, and is rewritten and read like any other', async () => {
  const at = prepare();
  const store = await at.open();
  await store.append({ events: [event(0)] });
  const asset = `${'x'.repeat(4 * 1024 * 1024 - 1)}é`;
  const large = store.append({ events: [event(1, { attributes: { number: 1, asset } })] });
  const many = store.append({ events: Array.from({ length: 20_000 }, (_, index) => event(2 + index)) });
  expect((await large).firstSeq).toBe(2);
  expect(await many).toMatchObject({ firstSeq: 3, count: 20_000 });
  await store.append({ events: [event(20_002)] });
  const expected = Array.from({ length: 20_003 }, (_, number) => number);
  expect(numbersIn(await everything(store))).toEqual(expected);
  await expect.poll(() => store.stats().unsealedSegments, { timeout: 15_000 }).toBe(1);
  const { node, epoch } = store;
  expect((await store.get({ node, epoch, seq: 2 }, fullScope))?.attributes).toEqual({ number: 1, asset });
  await store.close();
  expect(numbersIn(await everything(await at.open()))).toEqual(expected);
});

test('a batch beyond the largest frame is refused as such', async () => {
  const at = prepare();
  const store = await at.open();
  const asset = 'x'.repeat(4 * 1024 * 1024);
  const events = Array.from({ length: 17 }, (_, index) =>
    event(index, { attributes: { number: index, asset: `${index}${asset}` } }),
  );
  await expect(store.append({ events })).rejects.toMatchObject({ code: 'logbook.badBatch' });
  expect(store.head.seq).toBe(0);
});
