/** How the log leaves its folder: without padding, and such that a crash on the way out costs nothing. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import { expect, onTestFinished, test } from 'vitest';
import { type Disk, realDisk } from './disk.ts';
import type { EventStore } from './event-store.ts';
import { type LogbookOptions, openLogbook } from './open-logbook.ts';
import { segmentName } from './segments/segment-files.ts';

const segmentBytes = 64 * 1024;
const event = (number: number): NewEvent => ({
  timeUs: 1_700_000_000_000_000 + number,
  receivedUs: 1_700_000_000_000_000 + number,
  site: 'plant',
  machine: 'mill-1',
  kind: 'message',
  severity: 9,
  code: 'test.numbered',
  message: `${number}`,
  attributes: { number },
  quality: 'good',
});

function folder() {
  const directory = mkdtempSync(join(tmpdir(), 'mantinel-append-log-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const problems: unknown[] = [];
  return {
    problems,
    segment: (index: number) => join(directory, 'segments', segmentName(index)),
    segments: () =>
      readdirSync(join(directory, 'segments'))
        .sort()
        .map((name) => [
          Number.parseInt(name, 10),
          statSync(join(directory, 'segments', name)).size === segmentBytes ? 'padded' : 'cut',
        ]),
    open: (over: Partial<LogbookOptions> = {}) =>
      openLogbook({
        directory,
        node: 'test',
        site: 'plant',
        nowUs: () => 1_700_000_000_000_000,
        random: () => 0.5,
        segmentBytes,
        reserveBytes: segmentBytes,
        onProblem: (problem) => problems.push(problem),
        ...over,
      }),
  };
}

async function codesIn(store: EventStore): Promise<unknown[]> {
  const codes: unknown[] = [];
  const { seq } = store.head;
  if (seq === 0) return codes;
  for await (const batch of store.read({ epoch: 1, seq: 0 }, { signal: AbortSignal.timeout(10_000) })) {
    for (const { code, attributes } of batch.events()) codes.push(attributes.number ?? code);
    if (batch.firstSeq + batch.count > seq) break;
  }
  return codes;
}

test('a quiet log holds its open segment alone, and a closed one no padding', async () => {
  const at = folder();
  const store = await at.open();
  await store.append({ events: [event(1)] });
  expect(at.segments()).toEqual([[1, 'padded']]);
  await store.close();
  expect(at.segments()).toEqual([[1, 'cut']]);
  const again = await at.open();
  expect(await codesIn(again)).toEqual([1]);
  expect(again.head.seq).toBe(1);
  await again.append({ events: [event(2)] });
  expect(await codesIn(again)).toEqual([1, 2]);
  await again.close();
  expect(at.problems).toEqual([]);
});

test('the next segment is made when half of the open one is written, and given back on close', async () => {
  const at = folder();
  const store = await at.open();
  const writtenBytes = () => readFileSync(at.segment(1)).findLastIndex((byte) => byte !== 0);
  let before = 0;
  for (let number = 0; at.segments().length === 1; number++) {
    before = writtenBytes();
    await store.append({ events: [event(number)] });
  }
  expect(before).toBeGreaterThan(segmentBytes / 2 - 1000);
  expect(before).toBeLessThan(segmentBytes * 0.75);
  await store.close();
  expect(at.segments()).toEqual([[1, 'cut']]);
});

test('where writes are so large that few more fit it is made at once', async () => {
  const at = folder();
  const store = await at.open();
  await store.append({ events: [{ ...event(0), message: 'x'.repeat(segmentBytes / 10) }] });
  await expect.poll(() => at.segments().length).toBe(2);
  await store.close();
});

test('a log that ends anywhere in its padding is whole, and is not told as interrupted', async () => {
  const at = folder();
  let store = await at.open();
  await store.append({ events: [event(0)] });
  for (const [round, padding] of [0, 1, 7, 8, 64, 4096, 10_000, segmentBytes].entries()) {
    await store.close();
    const file = at.segment(round + 1);
    truncateSync(file, statSync(file).size + padding);
    store = await at.open();
    expect(await codesIn(store), `${padding} bytes`).toEqual(Array.from({ length: round + 1 }, (_, i) => i));
    await store.append({ events: [event(round + 1)] });
  }
  await store.close();
});

test('an epoch that ends with an empty, cut segment goes on', async () => {
  const at = folder();
  let store = await at.open();
  await store.append({ events: [event(0)], source: { source: 's', cursor: 'c' } });
  for (let round = 0; round < 3; round++) {
    await store.close();
    store = await at.open();
    expect(store.sourceCursor('s')).toBe('c');
    expect(store.head.seq).toBe(1);
  }
  await store.close();
});

/** What the files are at the moment when a call is made, as a crash there leaves them. */
async function crashWhenClosing(call: 'truncate' | 'datasync' | 'close') {
  const at = folder();
  const left = new Map<string, Buffer>();
  const real = realDisk();
  let closing = false;
  const snapshot = () => {
    if (!closing || left.size > 0) return;
    for (const [index] of at.segments() as [number, string][])
      left.set(at.segment(index), readFileSync(at.segment(index)));
  };
  const disk: Disk = {
    ...real,
    [call]: (...given: [number, number]) => {
      snapshot();
      return (real[call] as (...given: [number, number]) => Promise<void>)(...given);
    },
  };
  const store = await at.open({ disk });
  await store.append({ events: [event(0), event(1)] });
  await store.append({ events: [event(2)], source: { source: 's', cursor: 'c' }, batchId: 'b' });
  closing = true;
  await store.close();
  expect(left.size).toBeGreaterThan(0);
  for (const [index] of at.segments() as [number, string][])
    if (!left.has(at.segment(index))) rmSync(at.segment(index));
  for (const [file, bytes] of left) writeFileSync(file, bytes);
  return at;
}

test.each(['truncate', 'datasync', 'close'] as const)(
  'a crash on the way out, at %s, costs nothing',
  async (call) => {
    const at = await crashWhenClosing(call);
    const store = await at.open();
    expect(await codesIn(store)).toEqual([0, 1, 2]);
    expect(store.sourceCursor('s')).toBe('c');
    const again = { events: [event(2)], source: { source: 's', cursor: 'c' }, batchId: 'b' };
    expect(await store.append(again)).toMatchObject({ firstSeq: 3, count: 1, duplicate: true });
    await store.close();
  },
);

test('a disk that will not cut the padding is told of, and keeps everything', async () => {
  const at = folder();
  const disk: Disk = { ...realDisk(), truncate: () => Promise.reject(new Error('no cutting here')) };
  const store = await at.open({ disk });
  await store.append({ events: [event(0)] });
  await store.close();
  expect(at.problems).toEqual([new Error('no cutting here')]);
  const again = await at.open();
  expect(await codesIn(again)).toEqual([0]);
  await again.close();
  expect(existsSync(at.segment(2))).toBe(true);
});
