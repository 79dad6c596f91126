import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlocks } from '../blocks/open-blocks.ts';
import { encodeBatch } from '../codec/encode-batch.ts';
import { noKeys } from '../crypt/keyring.ts';
import { treeSize } from '../proof/log-tree.ts';
import { frameLength, frameType, writeFrame } from '../segments/frame.ts';
import { headerPageBytes } from '../segments/segment-header.ts';
import { type SealedSegment, startRewriter } from './rewriter.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mantinel-rewriter-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const event = (value: number) => ({
  timeUs: 1_790_000_000_000_000 + value,
  receivedUs: 1_790_000_000_000_000 + value,
  site: 'main',
  machine: 'm1',
  path: 'Xload',
  kind: 'sample' as const,
  severity: 5,
  code: 'axis.load',
  message: '',
  attributes: { value },
  quality: 'good' as const,
});

/** A segment file of `frames` frames with ten events each. */
async function aSegment(
  index: number,
  frames: number,
  spoil?: (image: Buffer) => void,
): Promise<SealedSegment> {
  const image = Buffer.alloc(64 * 1024);
  const firstSeq = index * 1000 + 1;
  let at: number = headerPageBytes;
  for (let frame = 0; frame < frames; frame++) {
    const { bytes, count } = encodeBatch(Array.from({ length: 10 }, (_, i) => event(frame * 10 + i)));
    const payload = Uint8Array.from(bytes);
    const header = { type: frameType.events, epoch: 1, firstSeq: firstSeq + frame * 10, count, synced: at };
    at = writeFrame(image, at, { ...header, origin: Buffer.alloc(0), payload });
    expect(frameLength(Buffer.alloc(0), payload)).toBeGreaterThan(payload.length);
  }
  spoil?.(image);
  const name = `${index}.segment`;
  const path = join(directory, name);
  await writeFile(path, image);
  return { path, name, epoch: 1, firstSeq, lastSeq: firstSeq + frames * 10 - 1, endOffset: at };
}

async function aRewriter({ folder = 'blocks', threads = 1 } = {}) {
  const told: string[] = [];
  const blocks = await openBlocks(join(directory, folder), {
    segmentNames: [],
    keyring: noKeys,
    onDamaged: () => {},
  });
  const rewriter = startRewriter({
    blocks,
    keyring: noKeys,
    threads,
    place: () => ({ node: 'test', tree: 1, start: treeSize(blocks.rewritten(), 1) }),
    onRewritten: (segment) => told.push(`rewritten ${segment}, ${blocks.stats().events} events`),
    onDamaged: ({ fromSeq, toSeq }) => told.push(`damaged ${fromSeq}-${toSeq}`),
    onProblem: ({ segment }) => told.push(`problem ${segment}`),
    retryMs: 1,
    startAfterMs: 0,
  });
  const close = async () => {
    await rewriter.stop();
    await blocks.close();
  };
  return { told, blocks, rewriter, close };
}

test('rewrites segments in order and shows them in the turn they are told of', async () => {
  const { told, blocks, rewriter, close } = await aRewriter();
  rewriter.rewrite(await aSegment(1, 3));
  rewriter.rewrite(await aSegment(2, 2));
  await rewriter.idle();
  expect(told).toEqual(['rewritten 1.segment, 30 events', 'rewritten 2.segment, 50 events']);
  expect(blocks.rewrittenThrough()).toEqual({ epoch: 1, seq: 2020 });
  const events = await blocks.readFrom({ epoch: 1, seq: 1025 }, 100, 'n');
  expect(events.map(({ seq }) => seq)).toEqual([
    ...[1026, 1027, 1028, 1029, 1030],
    ...Array.from({ length: 20 }, (_, i) => 2001 + i),
  ]);
  expect(events[0]!.attributes).toEqual({ value: 25 });
  await close();
});

test('a damaged frame becomes a hole and the rest is kept', async () => {
  const { told, rewriter, close } = await aRewriter();
  rewriter.rewrite(
    await aSegment(1, 3, (image) => image.fill(0xff, headerPageBytes + 60, headerPageBytes + 70)),
  );
  await rewriter.idle();
  expect(told).toEqual(['damaged 1001-1010', 'rewritten 1.segment, 20 events']);
  await close();
});

test('a segment that cannot be read yet is tried again, and nothing overtakes it', async () => {
  const { told, rewriter, close } = await aRewriter();
  const first = await aSegment(1, 1);
  // Away and back by renames: the worker must never see half a file.
  await rename(first.path, `${first.path}.away`);
  rewriter.rewrite(first);
  rewriter.rewrite(await aSegment(2, 1));
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await rename(`${first.path}.away`, first.path);
  await rewriter.idle();
  expect(told[0]).toBe('problem 1.segment');
  expect(told.slice(-2)).toEqual(['rewritten 1.segment, 10 events', 'rewritten 2.segment, 20 events']);
  await close();
});

test('while many wait several are rewritten at a time, in the same order and to the same tree', async () => {
  const segments = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      // The third has a hole, by which all later rows come to stand elsewhere in the tree than was thought.
      aSegment(
        i + 1,
        1 + (i % 5),
        (image) => i === 2 && image.fill(0xff, headerPageBytes + 60, headerPageBytes + 70),
      ),
    ),
  );
  const rewritten = async (folder: string, threads: number) => {
    const { told, blocks, rewriter, close } = await aRewriter({ folder, threads });
    for (const segment of segments) rewriter.rewrite(segment);
    await rewriter.idle();
    expect(rewriter.waiting).toBe(0);
    const leaves = blocks.rewritten().map((each) => ({ segment: each.segment, ...each.leaves }));
    await close();
    return { told, leaves };
  };
  const one = await rewritten('by-one', 1);
  expect(one.told.filter((line) => line.startsWith('damaged'))).toEqual(['damaged 3001-3010']);
  expect(await rewritten('by-three', 3)).toEqual(one);
});

test('what a crash left unfinished is removed at the next start', async () => {
  const { rewriter, close } = await aRewriter();
  rewriter.rewrite(await aSegment(1, 1));
  await rewriter.idle();
  await close();
  await writeFile(join(directory, 'blocks', '2.segment-0.block'), 'half');
  await writeFile(join(directory, 'blocks', '2.segment-1.block.tmp'), '');
  const again = await openBlocks(join(directory, 'blocks'), {
    segmentNames: ['2.segment'],
    keyring: noKeys,
    onDamaged: () => {},
  });
  expect(again.isRewritten('1.segment')).toBe(true);
  expect(again.isRewritten('2.segment')).toBe(false);
  expect(again.stats().events).toBe(10);
  expect((await readdir(again.directory)).sort()).toEqual(['1.segment-0.block', 'catalogue']);
  await again.close();
});

test('a stop finishes the segment under way and leaves the others to the next start', async () => {
  const { told, rewriter, close } = await aRewriter();
  rewriter.rewrite(await aSegment(1, 3));
  rewriter.rewrite(await aSegment(2, 2));
  await sleep(20);
  await close();
  expect(told).toEqual(['rewritten 1.segment, 30 events']);
  expect(rewriter.waiting).toBe(1);
});

test('a logbook opened for a look begins no thread', async () => {
  const blocks = await openBlocks(join(directory, 'blocks'), {
    segmentNames: [],
    keyring: noKeys,
    onDamaged: () => {},
  });
  const told: unknown[] = [];
  const tell = (what: unknown) => told.push(what);
  const rewriter = startRewriter({
    blocks,
    keyring: noKeys,
    place: () => ({ node: 'test', tree: 1, start: 0 }),
    onRewritten: tell,
    onDamaged: tell,
    onProblem: tell,
  });
  rewriter.rewrite(await aSegment(1, 3));
  await rewriter.stop();
  expect(told).toEqual([]);
  expect(rewriter.waiting).toBe(1);
  await blocks.close();
});
