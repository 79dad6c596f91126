import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { shopEvents } from '../../test/fixtures/shop-events.ts';
import { select } from '../../test/naive-queries.ts';
import { noKeys } from '../crypt/keyring.ts';
import { everything, type Filter } from '../event-store.ts';
import { queryEngine } from '../query/query-engine.ts';
import { openBlocks } from './open-blocks.ts';

test('blocks of format 3, as their program wrote them, are read and searched like new ones', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mantinel-old-blocks-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await cp(join(import.meta.dirname, '../../test/fixtures/format-3'), directory, { recursive: true });
  const blocks = await openBlocks(directory, {
    segmentNames: [],
    keyring: noKeys,
    onDamaged: ({ problem }) => {
      throw new Error(problem);
    },
  });
  onTestFinished(() => blocks.close());
  await blocks.ready;
  const node = 'node-1';
  const all = shopEvents.map((event, i) => ({ node, epoch: 1, seq: i + 1, ...event }));
  const queries = queryEngine({ node, registry: blocks.registry, snapshot: async () => blocks.sources() });
  const filters: Filter[] = [
    {},
    { where: { is: 'words', text: 'tool 25' } },
    { where: { is: 'words', text: 'čel', prefix: true }, minSeverity: 17 },
    { where: { is: 'equals', field: 'attribute.program', value: 'o1002' } },
    { where: { is: 'range', field: 'attribute.value', above: 300 } },
    { text: 'pocket 3' },
    { where: { is: 'regex', source: 'tool [0-9]+ .*pocket', field: 'message' } },
  ];
  for (const filter of filters)
    for (const order of ['received', 'time'] as const) {
      const selection = { scope: everything, filter, order };
      const expected = select(all, selection);
      expect(expected.length).toBeGreaterThan(0);
      expect((await queries.page({ ...selection, direction: 'newer', limit: 1000 })).events).toEqual(
        expected,
      );
      expect(await queries.count(selection)).toEqual({ count: expected.length, exact: true });
    }
});
