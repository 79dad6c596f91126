/** A folder that was copied is another logbook: it gets an epoch of its own. One that was moved or restarted is the same. */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { EventStore } from '../../src/event-store.ts';
import { copyFolder } from './copy-folder.ts';
import { numberedBatch } from './numbered-batch.ts';
import { readBack } from './read-back.ts';
import { storeUnderTest } from './store-under-test.ts';

const sizes = { segmentBytes: 64 * 1024, reserveBytes: 64 * 1024 };

async function prepare() {
  const home = mkdtempSync(join(tmpdir(), 'mantinel-restore-'));
  const open = new Set<EventStore>();
  onTestFinished(async () => {
    for (const store of open) await store.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const under = await storeUnderTest();
  return {
    place: (name: string) => join(home, name),
    async open(directory: string) {
      const store = await under.open(directory, sizes);
      open.add(store);
      return store;
    },
    async close(store: EventStore) {
      open.delete(store);
      await store.close();
    },
  };
}

const append = async (store: EventStore, numbers: readonly number[]) => {
  for (const number of numbers) await store.append(numberedBatch(number));
};

test('a restarted or renamed folder stays in its epoch', async () => {
  const { place, open, close } = await prepare();
  let store = await open(place('logbook'));
  const { epoch } = store;
  await append(store, [0, 1, 2]);
  await close(store);
  store = await open(place('logbook'));
  expect(store.epoch).toBe(epoch);
  await close(store);
  renameSync(place('logbook'), place('renamed'));
  store = await open(place('renamed'));
  expect(store.epoch).toBe(epoch);
  const found = await readBack(store);
  expect(found.wrong).toEqual([]);
  expect([...found.batches.keys()]).toEqual([0, 1, 2]);
});

test('a clone beside its original begins a new epoch; the original stays in its own', async () => {
  const { place, open, close } = await prepare();
  const first = await open(place('original'));
  const { epoch } = first;
  await append(first, [0, 1, 2]);
  await close(first);
  copyFolder(place('original'), place('clone'));
  const original = await open(place('original'));
  const clone = await open(place('clone'));
  expect(original.epoch).toBe(epoch);
  expect(clone.epoch).toBeGreaterThan(epoch);
  await append(clone, [3]);
  await append(original, [4]);
  const found = await readBack(clone, { firstEpoch: epoch });
  expect(found.wrong).toEqual([]);
  expect([...found.batches].map(([number, places]) => [number, places[0]!.epoch])).toEqual([
    [0, epoch],
    [1, epoch],
    [2, epoch],
    [3, clone.epoch],
  ]);
  await close(clone);
  const again = await open(place('clone'));
  expect(again.epoch, 'noticed once').toBe(clone.epoch);
});

test('a folder restored from a backup begins a new epoch, and readers beyond its head are told', async () => {
  const { place, open, close } = await prepare();
  let store = await open(place('logbook'));
  await append(store, [0, 1]);
  await close(store);
  copyFolder(place('logbook'), place('backup'));
  store = await open(place('logbook'));
  await append(store, [2, 3, 4]);
  const lost = store.head;
  await close(store);

  rmSync(place('logbook'), { recursive: true });
  copyFolder(place('backup'), place('logbook'));
  store = await open(place('logbook'));
  expect(store.epoch).toBeGreaterThan(lost.epoch);
  expect([...(await readBack(store, { firstEpoch: lost.epoch })).batches.keys()]).toEqual([0, 1]);
  const cursor = await store.cursor('projection', { mode: 'required' });
  await expect(cursor.commit(lost)).rejects.toMatchObject({ code: 'cursor.beyondHead' });
  await expect(cursor.commit({ epoch: store.epoch + 7, seq: 1 })).rejects.toMatchObject({
    code: 'cursor.unknownEpoch',
  });
});

test('a copy taken of a running logbook is noticed as well', async () => {
  const { place, open } = await prepare();
  const original = await open(place('logbook'));
  await append(original, [0, 1]);
  copyFolder(place('logbook'), place('snapshot'));
  await append(original, [2]);
  const snapshot = await open(place('snapshot'));
  expect(snapshot.epoch).toBeGreaterThan(original.epoch);
  expect([...(await readBack(snapshot, { firstEpoch: original.epoch })).batches.keys()]).toEqual([0, 1]);
});

test.each([
  ['a bad byte', (text: string) => text.replace('"epoch"', '"ep\u0001ch"')],
  ['half of it', (text: string) => text.slice(0, text.length / 2)],
  ['a value of another kind', (text: string) => text.replace(/"epoch": \d+/, '"epoch": "later"')],
])('with %s in who it is, it goes on in a new epoch and nothing is lost', async (_, spoil) => {
  const { place, open, close } = await prepare();
  const first = await open(place('logbook'));
  await append(first, [0, 1, 2]);
  const { epoch } = first;
  await close(first);
  const file = join(place('logbook'), 'identity.json');
  writeFileSync(file, spoil(readFileSync(file, 'utf8')));
  const again = await open(place('logbook'));
  expect(again.epoch).toBeGreaterThan(epoch);
  await append(again, [3]);
  const { batches, wrong } = await readBack(again, { firstEpoch: epoch });
  expect(wrong).toEqual([]);
  expect([...batches.keys()]).toEqual([0, 1, 2, 3]);
});
