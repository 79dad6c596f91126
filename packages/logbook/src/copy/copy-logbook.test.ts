/** Copies of real logbooks: under load with rewriting and retention at work, stopped, and opened again elsewhere. */
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewEvent, Position } from '@mantinel/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventStore } from '../event-store.ts';
import { openLogbook } from '../open-logbook.ts';
import { copyLogbook } from './copy-logbook.ts';

let home: string;
let stores: EventStore[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mantinel-copy-'));
});
afterEach(async () => {
  for (const store of stores) await store.close();
  stores = [];
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

const startUs = 1_700_000_000_000_000;
const signal = new AbortController().signal;
const from = () => join(home, 'original');
const to = () => join(home, 'copy');

async function open(directory: string, problems: unknown[] = []): Promise<EventStore> {
  const store = await openLogbook({
    directory,
    node: 'test',
    site: 'plant',
    nowUs: () => Date.now() * 1000,
    random: Math.random,
    segmentBytes: 64 * 1024,
    reserveBytes: 64 * 1024,
    onProblem: (problem) => void problems.push(problem),
  });
  stores.push(store);
  return store;
}

const event = (number: number): NewEvent => ({
  timeUs: startUs + number,
  receivedUs: startUs + number,
  site: 'plant',
  machine: 'mill',
  kind: 'message',
  severity: 9,
  code: 'test.numbered',
  message: `${number} ${'x'.repeat(200)}`,
  attributes: { number },
  quality: 'good',
});

/** Every event from the beginning to the head, as consumers get them. */
async function readAll(store: EventStore, after: Position = { epoch: 0, seq: 0 }) {
  const { head } = store;
  const stop = new AbortController();
  const found: { epoch: number; seq: number; code: string; number?: unknown }[] = [];
  for await (const batch of store.read(after, { signal: stop.signal })) {
    for (const { epoch, seq, code, attributes } of batch.events())
      found.push({ epoch, seq, code, number: attributes.number });
    if (batch.epoch === head.epoch && batch.firstSeq + batch.count - 1 >= head.seq) break;
  }
  stop.abort();
  return found;
}
const numbersOf = (events: Awaited<ReturnType<typeof readAll>>) =>
  events.filter(({ code }) => code === 'test.numbered').map(({ number }) => number as number);

/** Appends until told, one batch after the other; resolves to how many were acknowledged. */
function load(store: EventStore, first = 0) {
  let acknowledged = first;
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      const events = Array.from({ length: 40 }, (_, index) => event(acknowledged + index));
      const cursor = String(acknowledged + events.length);
      await store.append({ events, source: { source: 'mill', cursor }, batchId: cursor });
      acknowledged += events.length;
    }
  })();
  return {
    acknowledged: () => acknowledged,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

test.each([
  { waitMs: 200, retaining: false },
  { waitMs: 400, retaining: true },
  { waitMs: 600, retaining: false },
  { waitMs: 800, retaining: true },
])(
  'under load, after $waitMs ms, retention at work: $retaining',
  { timeout: 60_000 },
  async ({ waitMs, retaining }) => {
    const original = await open(from());
    const writer = load(original);
    await sleep(waitMs);
    const copy = await copyLogbook({ from: from(), to: to(), signal });
    await copy.begin();
    await sleep(300);
    // The consumers' snapshot: nothing durable by now may be missing, and nothing removed now be needed by them.
    const durable = writer.acknowledged();
    const { head } = original;
    const cursor = await original.cursor('consumer', { mode: 'required', from: head });
    const days = { developer: 1, technical: 1, operator: 1 };
    const retention = retaining ? original.retain({ days, nowUs: Date.now() * 1000 }) : undefined;
    const { node, head: copied } = await copy.finish();
    await retention;
    await writer.stop();
    expect(cursor.position).toEqual(head);

    const problems: unknown[] = [];
    const restored = await open(to(), problems);
    expect({ node, epoch: copied.epoch }).toEqual({ node: 'test', epoch: original.epoch });
    expect(copied.seq).toBeGreaterThanOrEqual(head.seq);
    expect(restored.epoch, 'a new epoch').toBeGreaterThan(original.epoch);
    const all = await readAll(restored);
    const numbers = numbersOf(all);
    expect(numbers.at(-1)).toBeGreaterThanOrEqual(durable - 1);
    // All of it, once and in order, but for what retention removed behind the consumer.
    const first = retaining ? durable - 1 : 0;
    const needed = numbers.filter((number) => number >= first);
    expect(needed).toEqual(Array.from(needed, (_, index) => first + index));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(all.filter(({ code }) => ['logbook.damaged', 'logbook.recovered'].includes(code))).toEqual([]);
    expect(all.filter(({ code }) => code === 'logbook.newEpoch')).toHaveLength(1);
    const past = all.filter(({ epoch }) => epoch === original.epoch).at(-1);
    expect(past).toMatchObject(copied);

    // The source's own place is that of the events, so that it goes on without a gap and without a repetition.
    const place = Number(restored.sourceCursor('mill'));
    expect(place).toBe(numbers.at(-1)! + 1);
    const again = { source: { source: 'mill', cursor: String(place) }, batchId: String(place) };
    expect(await restored.append({ events: [event(0)], ...again })).toMatchObject({ duplicate: true });
    // A consumer that stood at the snapshot reads on, into the new epoch.
    const on = await readAll(restored, head);
    expect(on[0]).toMatchObject(
      copied.seq > head.seq ? { epoch: head.epoch, seq: head.seq + 1 } : { seq: 1 },
    );
    expect(on.at(-1)!.epoch).toBe(restored.epoch);
    expect(problems).toEqual([]);
  },
);

test('of a stopped logbook all is copied, its cursors as well', { timeout: 60_000 }, async () => {
  const original = await open(from());
  const writer = load(original);
  await sleep(500);
  await writer.stop();
  const cursor = await original.cursor('forwarder', { mode: 'required' });
  await cursor.commit({ epoch: original.epoch, seq: 7 });
  await original.close();
  const before = readdirSync(join(from(), 'segments'));
  const copy = await copyLogbook({ from: from(), to: to(), signal });
  await copy.begin();
  const { head } = await copy.finish();
  expect(head).toEqual(original.head);
  expect(readdirSync(join(from(), 'segments')), 'the original is as it was').toEqual(before);
  const restored = await open(to());
  expect(numbersOf(await readAll(restored))).toHaveLength(writer.acknowledged());
  expect((await restored.cursor('forwarder', { mode: 'required' })).position).toEqual({
    epoch: original.epoch,
    seq: 7,
  });
  const reopened = await open(from());
  expect(reopened.epoch, 'the original goes on in its epoch').toBe(original.epoch);
});

test('a copy of a copy, moved and opened, begins an epoch of its own', { timeout: 60_000 }, async () => {
  const original = await open(from());
  await original.append({ events: [event(0)] });
  const copy = await copyLogbook({ from: from(), to: to(), signal });
  await copy.begin();
  await copy.finish();
  cpSync(to(), join(home, 'second'), { recursive: true });
  const [first, second] = [await open(to()), await open(join(home, 'second'))];
  expect(new Set([original.epoch, first.epoch, second.epoch]).size).toBe(3);
});

test('blocks that a damaged catalogue no longer names are copied and found', {
  timeout: 60_000,
}, async () => {
  const original = await open(from());
  const writer = load(original);
  await sleep(500);
  await writer.stop();
  while (original.stats().unsealedSegments > 1) await sleep(50);
  await original.close();
  const file = join(from(), 'blocks', 'catalogue');
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.splice(1, 1, 'unreadable');
  writeFileSync(file, lines.join('\n'));
  appendFileSync(file, 'torn');
  const copy = await copyLogbook({ from: from(), to: to(), signal });
  await copy.begin();
  await copy.finish();
  expect(numbersOf(await readAll(await open(to())))).toHaveLength(writer.acknowledged());
});

test('a newest segment whose first page is damaged goes along, as it is made good after a crash', {
  timeout: 60_000,
}, async () => {
  const original = await open(from());
  for (let batch = 0; batch < 3; batch++) await original.append({ events: [event(batch)] });
  await original.close();
  const folder = join(from(), 'segments');
  const file = join(folder, readdirSync(folder).at(-1)!);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 0, 64));
  const copy = await copyLogbook({ from: from(), to: to(), signal });
  await copy.begin();
  const { head } = await copy.finish();
  expect(head).toEqual(original.head);
  const restored = await open(to());
  expect(numbersOf(await readAll(restored))).toEqual([0, 1, 2]);
  expect(restored.epoch).toBeGreaterThan(original.epoch);
});

test('a folder without segments is told as what it is', async () => {
  const original = await open(from());
  await original.close();
  rmSync(join(from(), 'segments'), { recursive: true });
  const copy = await copyLogbook({ from: from(), to: to(), signal });
  await copy.begin();
  await expect(copy.finish()).rejects.toMatchObject({ code: 'ENOENT' });
});

test('where no logbook is, there is nothing to copy', async () => {
  await expect(copyLogbook({ from: home, to: to(), signal })).rejects.toMatchObject({
    code: 'backup.notFound',
  });
});
