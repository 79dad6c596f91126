import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemEnvironment } from '../environment.ts';
import { type TailedBatch, tailFile } from './tail-file.ts';

let folder: string;
let file: string;
let stop: AbortController;
let running: Promise<void>;
let batches: TailedBatch[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-tail-'));
  file = join(folder, 'app.log');
  running = Promise.resolve();
});
afterEach(async () => {
  await finish();
  await rm(folder, { recursive: true });
});

/** Pauses pass in 10 ms. */
const { sleep } = systemEnvironment();
const follow = (from?: string, path = file) => {
  stop = new AbortController();
  const { signal } = stop;
  batches = [];
  running = (async () => {
    for await (const batch of tailFile({ path }, from, {
      sleep: (_ms, aborted) => sleep(10, aborted),
      signal,
    }))
      batches.push(batch);
  })();
};
const finish = async () => {
  stop?.abort();
  await running;
  return batches?.at(-1)?.cursor;
};
const texts = () => batches.flatMap(({ records }) => records.map(({ text }) => text));
const heard = (...expected: string[]) => expect.poll(texts, { timeout: 5000 }).toEqual(expected);

test('reads what is there and what comes, a stack trace with the line that it follows', async () => {
  await writeFile(file, '\uFEFFone\r\ntwo\n');
  follow();
  await heard('one', 'two');
  await appendFile(file, 'Error: boom\n    at mill (a.js:1)\nCaused by: x\n\n  more\nnext\n');
  await heard('one', 'two', 'Error: boom\n    at mill (a.js:1)\nCaused by: x\n\n  more', 'next');
});

test('hands on long records before they are many megabytes', async () => {
  const record = 'x'.repeat(200_000);
  const records = Array.from({ length: 60 }, (_, number) => `${number} ${record}`);
  await writeFile(file, records.map((text) => `${text}\n`).join(''));
  follow();
  await expect.poll(() => texts().length, { timeout: 5000 }).toBe(60);
  expect(texts()).toEqual(records);
  const sizes = batches.map((batch) => batch.records.reduce((sum, { bytes }) => sum + bytes, 0));
  expect(Math.max(...sizes)).toBeLessThan(9 << 20);
});

test('goes on from a cursor without saying anything twice, nor leaving anything out', async () => {
  await writeFile(file, 'one\ntwo\n');
  follow();
  await heard('one', 'two');
  const cursor = await finish();
  await appendFile(file, 'three\n');
  follow(cursor);
  await heard('three');
});

test('a file that is renamed is read to its end, then the new one', async () => {
  await writeFile(file, 'one\n');
  follow();
  await heard('one');
  await rename(file, join(folder, 'app.log.1'));
  await appendFile(join(folder, 'app.log.1'), 'last\n');
  await writeFile(file, 'new\n');
  await heard('one', 'last', 'new');
});

test('also when it was renamed twice while nobody read', async () => {
  await writeFile(file, 'one\ntwo\n');
  follow();
  await heard('one', 'two');
  const cursor = await finish();
  await appendFile(file, 'three\n');
  await rename(file, join(folder, 'app.log.2'));
  await sleep(20, new AbortController().signal);
  await writeFile(join(folder, 'app.log.1'), 'four\n');
  await sleep(20, new AbortController().signal);
  await writeFile(file, 'five\n');
  follow(cursor);
  await heard('three', 'four', 'five');
  expect(batches.every(({ lost }) => lost === undefined)).toBe(true);
});

test('a file that is copied and emptied begins anew, and that something may be lost is told', async () => {
  await writeFile(file, 'one\ntwo\nthree\n');
  follow();
  await heard('one', 'two', 'three');
  await copyFile(file, join(folder, 'app.log.1'));
  await truncate(file);
  await appendFile(file, 'four\n');
  await heard('one', 'two', 'three', 'four');
  expect(batches.at(-1)!.lost).toBe('emptied');
});

test('also one that has grown beyond its old length at once', async () => {
  await writeFile(file, 'one\n');
  follow();
  await heard('one');
  const cursor = await finish();
  await writeFile(file, 'another beginning\nand more\n');
  follow(cursor);
  await heard('another beginning', 'and more');
  expect(batches[0]!.lost).toBe('emptied');
});

test('files whose names carry a date are read one after the other', async () => {
  await writeFile(join(folder, 'day-2026-03-01.log'), 'one\n');
  await writeFile(join(folder, 'day-2026-03-02.log'), 'two\n');
  follow(undefined, join(folder, 'day-*.log'));
  await heard('one', 'two');
  await writeFile(join(folder, 'day-2026-03-03.log'), 'three');
  await writeFile(join(folder, 'day-2026-03-04.log'), 'four\n');
  await heard('one', 'two', 'three', 'four');
});

test('a file that is gone for ever is told', async () => {
  await writeFile(file, 'one\n');
  follow();
  await heard('one');
  const cursor = await finish();
  await rm(file);
  await writeFile(join(folder, 'other'), '');
  await writeFile(file, 'new\n');
  const place = JSON.parse(cursor!) as { id: string };
  follow(JSON.stringify({ ...place, id: '0:0' }));
  await heard('new');
  expect(batches[0]!.lost).toBe('gone');
});

test('one that is not there yet is waited for; latin-1 is read as such', async () => {
  follow();
  await writeFile(file, Buffer.from('Fräse steht\n', 'latin1'));
  await heard('Fräse steht');
  expect(batches[0]!.records[0]!.latin1).toBe(true);
});
