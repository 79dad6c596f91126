import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import { expect, onTestFinished, test } from 'vitest';
import { type Blocks, openBlocks } from '../blocks/open-blocks.ts';
import { encodeBatch } from '../codec/encode-batch.ts';
import { noKeys } from '../crypt/keyring.ts';
import { everything, type Filter } from '../event-store.ts';
import { writeBlocks } from '../rewriter/write-blocks.ts';
import { gather } from './gather.ts';
import { selectionCompiler } from './selection.ts';
import type { Source } from './source.ts';

const rowsPerPage = 10;

/** A hundred rows in ten pages of a block; every 25th speaks of a leak. */
async function aBlock(): Promise<Blocks> {
  const directory = await mkdtemp(join(tmpdir(), 'mantinel-gather-'));
  const blocks = await openBlocks(directory, {
    segmentNames: [],
    keyring: noKeys,
    cacheBytes: 0,
    onDamaged: ({ problem }) => {
      throw new Error(problem);
    },
  });
  onTestFinished(async () => {
    await blocks.close();
    await rm(directory, { recursive: true, force: true });
  });
  const events = Array.from(
    { length: 100 },
    (_, i): NewEvent => ({
      timeUs: 1_790_000_000_000_000 + i * 1000,
      receivedUs: 1_790_000_000_000_000 + i * 1000,
      site: 'main',
      machine: 'cnc-01',
      kind: 'log',
      severity: 9,
      code: 'log.line',
      message: i % 25 === 0 ? `leak at valve ${i}` : `valve ${i} is tight`,
      attributes: {},
      quality: 'good',
    }),
  );
  const frames = [{ firstSeq: 1, ...encodeBatch(events) }];
  const content = { name: 's1', epoch: 1, firstSeq: 1, lastSeq: 100, frames };
  await blocks.commit(writeBlocks(directory, content, { keyring: noKeys, rowsPerPage }), () => undefined);
  return blocks;
}

/** What was gathered, and of which pages the reading began and ended in which order. */
async function gathered(filter: Filter, limit: number) {
  const blocks = await aBlock();
  const steps: string[] = [];
  const watched = blocks.sources().map(
    (block): Source => ({
      ...block,
      async load(page) {
        steps.push(`begin ${page.number}`);
        const rows = await block.load(page);
        steps.push(`end ${page.number}`);
        return rows;
      },
    }),
  );
  const selection = selectionCompiler(blocks.registry)({ scope: everything, filter, order: 'received' });
  const found = await gather({ sources: watched, selection, direction: 'older', limit });
  return { seqs: found.map(({ rows, row }) => rows.seq[row]!), steps };
}

const regex: Filter = { where: { is: 'regex', source: '[l][e][a][k]', field: 'message' } };

test('a page that fills from its newest rows reads nothing beyond them', async () => {
  expect(await gathered({}, 10)).toEqual({
    seqs: [100, 99, 98, 97, 96, 95, 94, 93, 92, 91],
    steps: ['begin 9', 'end 9'],
  });
});

test('the next page is read while one that does not hold all that is missing is looked at', async () => {
  const { seqs, steps } = await gathered(regex, 100);
  expect(seqs).toEqual([76, 51, 26, 1]);
  expect(steps.slice(0, 5)).toEqual(['begin 9', 'end 9', 'begin 8', 'begin 7', 'end 8']);
  expect(steps.length).toBe(20);
});

test('one page at most is read in vain', async () => {
  const { seqs, steps } = await gathered(regex, 1);
  expect(seqs).toEqual([76]);
  expect(steps).toEqual(expect.arrayContaining(['end 7', 'begin 6']));
  expect(steps).not.toContain('begin 5');
});
