import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeQueries } from '../test/conformance-queries.ts';
import { openLogbook } from './open-logbook.ts';

const root = await mkdtemp(join(tmpdir(), 'mantinel-conformance-'));
afterAll(() => rm(root, { recursive: true, force: true }));
let opened = 0;

describeQueries('the embedded logbook', {
  open: () =>
    openLogbook({
      directory: join(root, String(++opened)),
      node: 'node-1',
      site: 'main',
      nowUs: () => 1_790_000_000_000_000,
      random: () => (opened * 0.618) % 1,
      // Small, so that some of the events come to stand in blocks.
      segmentBytes: 32 * 1024,
      reserveBytes: 64 * 1024,
      onProblem: (problem) => {
        throw problem;
      },
    }),
});
