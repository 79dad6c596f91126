import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Event, NewEvent } from '@mantinel/domain';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aLog } from '../../test/arbitrary-log.ts';
import { encodeBatch } from '../codec/encode-batch.ts';
import { noKeys } from '../crypt/keyring.ts';
import { everything } from '../event-store.ts';
import { queryEngine } from '../query/query-engine.ts';
import { retain } from '../retention.ts';
import { writeBlocks } from '../rewriter/write-blocks.ts';
import { type Damage, readMeta } from './block.ts';
import type { ReadMeta } from './block-footer.ts';
import {
  blockExtension,
  blockMagic,
  blockVersion,
  headerBytes,
  oldestVersion,
  trailerBytes,
} from './block-format.ts';
import type { Tombstone } from './catalogue.ts';
import { type Blocks, openBlocks } from './open-blocks.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mantinel-blocks-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function open(onDamaged: (damage: Damage) => void = () => expect.unreachable('nothing is damaged')) {
  // Nothing of a footer is remembered: every question reads it anew.
  const blocks = await openBlocks(directory, {
    segmentNames: [],
    keyring: noKeys,
    onDamaged,
    layoutBytes: 0,
  });
  await blocks.ready;
  return blocks;
}

const queriesOf = ({ registry, sources }: Blocks) =>
  queryEngine({ node: 'n', registry, snapshot: async () => sources() });

/** Writes each log as one segment and returns every event. */
async function written(...logs: NewEvent[][][]): Promise<Event[]> {
  const blocks = await open();
  const events: Event[] = [];
  for (const [i, log] of logs.entries()) {
    const firstSeq = events.length + 1;
    const frames = log.map((batch) => {
      const frame = { firstSeq: events.length + 1, ...encodeBatch(batch) };
      for (const event of batch) events.push({ node: 'n', epoch: 1, seq: events.length + 1, ...event });
      return frame;
    });
    const segment = { name: `s${i}`, epoch: 1, firstSeq, lastSeq: events.length, frames };
    await blocks.commit(writeBlocks(directory, segment, { keyring: noKeys, rowsPerPage: 32 }), () => {});
  }
  await blocks.close();
  return events;
}

/** Everything that can be read, and what was said to be damaged. */
async function readAll(): Promise<{ events: Event[]; damages: Damage[] }> {
  const damages: Damage[] = [];
  const blocks = await open((damage) => damages.push(damage));
  const events: Event[] = [];
  for (let after = { epoch: 1, seq: 0 }; ; after = events.at(-1)!) {
    const batch = await blocks.readFrom(after, 50, 'n');
    if (batch.length === 0) break;
    events.push(...batch);
  }
  await blocks.close();
  return { events, damages };
}

const isRawLength = (at: number, length: number) =>
  at >= length - trailerBytes + 4 && at < length - trailerBytes + 8;
const sample = (seed: number, batches = 30) => fc.sample(aLog(batches), { seed, numRuns: 5 }).flat();

test('gives back every event in received order, also after reopening', async () => {
  const events = await written(sample(1), sample(2));
  expect(await readAll()).toEqual({ events, damages: [] });
});

test('only the newest segment is waited for when opening; whoever reads waits for all', async () => {
  const events = await written(sample(1), sample(2), sample(3));
  const blocks = await openBlocks(directory, {
    segmentNames: [],
    keyring: noKeys,
    onDamaged: () => expect.unreachable(),
  });
  expect(new Set(blocks.sources().map(({ meta }) => meta.segment))).toEqual(new Set(['s2']));
  expect(blocks.segments()).toEqual(new Set(['s0', 's1', 's2']));
  expect(await blocks.readFrom({ epoch: 1, seq: 0 }, events.length, 'n')).toEqual(events);
  await blocks.close();
});

describe('a byte flipped', () => {
  test('anywhere in a block costs at most a page or the block, and is told', async () => {
    const events = await written(sample(3));
    const files = (await readdir(directory)).filter((name) => name.endsWith(blockExtension));
    const random = fc.sample(fc.nat(), { seed: 4, numRuns: 120 });
    const metas = new Map<string, ReadMeta>();
    for (const name of files)
      metas.set(name, (await readMeta(join(directory, name), name, { keyring: noKeys })).meta);
    for (const [i, position] of random.entries()) {
      const file = join(directory, files[i % files.length]!);
      const sound = await readFile(file);
      const spoilt = Uint8Array.from(sound);
      const at = position % spoilt.length;
      spoilt[at]! ^= 1 << (i % 8);
      await writeFile(file, spoilt);
      const read = await readAll();
      const seen = new Set(read.events.map(({ seq }) => seq));
      expect(read.events).toEqual(events.filter(({ seq }) => seen.has(seq)));
      const lost = events.filter(({ seq }) => !seen.has(seq));
      for (const { seq } of lost)
        expect(read.damages.some(({ fromSeq, toSeq }) => fromSeq <= seq && seq <= toSeq)).toBe(true);
      // Nothing of the header is needed, of the trailer not the raw length, late rows stand there twice,
      // and without what is known of words, templates and counts everything is found all the same.
      const { latePages, words, filter, templates, counts } = metas.get(files[i % files.length]!)!;
      const counted = counts === 'unknown' ? [] : [counts.time, counts.received];
      const isCopy = [...latePages, words, filter, templates, ...counted].some(
        (place) => typeof place === 'object' && at >= place.offset && at < place.offset + place.bytes,
      );
      if (at >= headerBytes && !isRawLength(at, spoilt.length)) expect(lost.length > 0).toBe(!isCopy);
      await writeFile(file, sound);
    }
  });

  test('among the copies of late rows hides none of them from order of time', async () => {
    const events = await written(sample(3), sample(4));
    let spoilt = 0;
    for (const name of (await readdir(directory)).filter((file) => file.endsWith(blockExtension))) {
      const { latePages } = (await readMeta(join(directory, name), name, { keyring: noKeys })).meta;
      const bytes = await readFile(join(directory, name));
      for (const { offset } of latePages.slice(0, 1)) bytes[offset + 9]! ^= 1;
      spoilt += latePages.length;
      await writeFile(join(directory, name), bytes);
    }
    expect(spoilt).toBeGreaterThan(2);
    const blocks = await open();
    const queries = queriesOf(blocks);
    const all = { scope: everything, filter: {}, order: 'time' as const };
    const page = await queries.page({ ...all, direction: 'newer', limit: 1000 });
    const byTime = events.toSorted((a, b) => a.timeUs - b.timeUs || a.seq - b.seq);
    expect(page.events).toEqual(byTime.slice(0, 1000));
    expect(await queries.count(all)).toEqual({ count: events.length, exact: true });
    await blocks.close();
  });

  test('among the counts by time leaves histograms as they were: rows are counted instead', async () => {
    await written(sample(3), sample(4));
    const histograms = async () => {
      const blocks = await open();
      const queries = queriesOf(blocks);
      const found = [];
      for (const order of ['time', 'received'] as const)
        found.push(
          await queries.histogram({ scope: everything, filter: { minSeverity: 9 }, order, buckets: 7 }),
        );
      await blocks.close();
      return found;
    };
    const sound = await histograms();
    let spoilt = 0;
    for (const name of (await readdir(directory)).filter((file) => file.endsWith(blockExtension))) {
      const { counts } = (await readMeta(join(directory, name), name, { keyring: noKeys })).meta;
      if (counts === 'unknown') continue;
      const bytes = await readFile(join(directory, name));
      for (const { offset } of [counts.time, counts.received]) bytes[offset]! ^= 1;
      spoilt++;
      await writeFile(join(directory, name), bytes);
    }
    expect(spoilt).toBeGreaterThan(1);
    expect(await histograms()).toEqual(sound);
  });

  test('in a footer while the blocks are open costs that block, and is told once', async () => {
    const events = await written(sample(3), sample(4));
    const damages: Damage[] = [];
    const blocks = await open((damage) => damages.push(damage));
    const [spoilt] = blocks.sources();
    const file = join(directory, spoilt!.name);
    const bytes = await readFile(file);
    bytes[bytes.length - trailerBytes - 5]! ^= 1;
    await writeFile(file, bytes);
    const queries = queriesOf(blocks);
    for (const order of ['time', 'received'] as const) {
      const request = { scope: everything, filter: {}, order, direction: 'newer', limit: 5000 } as const;
      expect((await queries.page(request)).events).toHaveLength(events.length - spoilt!.rows);
    }
    expect(damages).toMatchObject([{ file: spoilt!.name, fromSeq: spoilt!.minSeq, toSeq: spoilt!.maxSeq }]);
    await blocks.close();
  });

  test('in the catalogue loses nothing: the blocks are found in the directory', async () => {
    const events = await written(sample(5), sample(6));
    const catalogue = join(directory, 'catalogue');
    const sound = await readFile(catalogue);
    for (const at of [0, 20, 40, Math.floor(sound.length / 2), sound.length - 5]) {
      const spoilt = Uint8Array.from(sound);
      spoilt[at]! ^= 4;
      await writeFile(catalogue, spoilt);
      expect(await readAll()).toEqual({ events, damages: [] });
    }
  });
});

test('a block of an older format is told as a hole instead of being misread', async () => {
  const all = await written(sample(9));
  const file = join(directory, 's0-0.block');
  const bytes = await readFile(file);
  const { rows } = (await readMeta(file, 's0-0.block', { keyring: noKeys })).meta;
  bytes.writeUInt16LE(oldestVersion - 1, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, headerBytes - 4)), headerBytes - 4);
  await writeFile(file, bytes);
  const { events, damages } = await readAll();
  expect(events).toHaveLength(all.length - rows);
  const kept = new Set(events.map(({ seq }) => seq));
  expect(events).toEqual(all.filter(({ seq }) => kept.has(seq)));
  expect(damages).toMatchObject([{ file: 's0-0.block', problem: expect.stringContaining('older') }]);
});

test('a block of a newer version is refused by name', async () => {
  await written(sample(9));
  const file = join(directory, 's0-0.block');
  const bytes = await readFile(file);
  expect(bytes.toString('latin1', 0, 8)).toBe(blockMagic);
  bytes.writeUInt16LE(blockVersion + 1, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, headerBytes - 4)), headerBytes - 4);
  await writeFile(file, bytes);
  await expect(readAll()).rejects.toMatchObject({
    code: 'logbook.formatTooNew',
    data: { file: 's0-0.block' },
  });
});

test('a line torn off the catalogue by a crash is as if never written', async () => {
  const events = await written(sample(7));
  const catalogue = join(directory, 'catalogue');
  await writeFile(catalogue, `${await readFile(catalogue, 'utf8')}1234abcd {"rewritten":{"seg`);
  expect((await readAll()).events).toEqual(events);
});

const unsigned = {
  sealed: (tombstone: Tombstone) => tombstone,
  beforeRemoval: async () => undefined,
};

describe('retention', () => {
  const dayUs = 86_400_000_000;
  const days = { developer: 1, technical: 10, operator: 100 };
  const at = (days: number): NewEvent[][] =>
    sample(8).map((batch) =>
      batch.map((event) => ({ ...event, receivedUs: days * dayUs, timeUs: days * dayUs })),
    );

  test('removes whole blocks by class and age, leaves tombstones, and stays so', async () => {
    const events = await written(at(10), at(15));
    const blocks = await open();
    const before = blocks.stats();
    const done = await retain(blocks, {
      ...unsigned,
      policy: { days, nowUs: 15.5 * dayUs },
      required: undefined,
    });
    const isGone = (event: Event) => event.receivedUs === 10 * dayUs && event.severity < 9;
    const kept = events.filter((event) => !isGone(event));
    expect(done.removedEvents).toBe(events.length - kept.length);
    expect(done.removedEvents).toBeGreaterThan(0);
    expect(blocks.stats().bytes).toBe(before.bytes - done.freedBytes);
    await blocks.close();
    expect(await readAll()).toEqual({ events: kept, damages: [] });
    const again = await open();
    expect(again.tombstones().every((tombstone) => tombstone.class === 'developer')).toBe(true);
    expect(again.tombstones().reduce((sum, { rows }) => sum + rows, 0)).toBe(done.removedEvents);
    await again.close();
  });

  test('takes blocks from under a query without telling of a hole', async () => {
    const events = await written(at(10), at(15));
    const blocks = await open();
    const found = blocks.sources();
    const policy = { days, nowUs: 15.5 * dayUs };
    const { removedEvents } = await retain(blocks, { ...unsigned, policy, required: undefined });
    const queries = queryEngine({ node: 'n', registry: blocks.registry, snapshot: async () => found });
    const request = { scope: everything, filter: {}, order: 'time' } as const;
    const page = await queries.page({ ...request, direction: 'newer', limit: 5000 });
    expect(page.events).toHaveLength(events.length - removedEvents);
    await blocks.close();
  });

  test('waits for required consumers', async () => {
    const events = await written(at(10));
    const blocks = await open();
    const policy = { days, nowUs: 1000 * dayUs };
    expect(
      (await retain(blocks, { ...unsigned, policy, required: { epoch: 1, seq: 0 } })).removedEvents,
    ).toBe(0);
    const { removedEvents } = await retain(blocks, {
      ...unsigned,
      policy,
      required: { epoch: 1, seq: events.length },
    });
    expect(removedEvents).toBe(events.length);
    await blocks.close();
  });
});
