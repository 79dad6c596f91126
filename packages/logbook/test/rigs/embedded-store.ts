/** The embedded logbook as the store under test. */
import { inspect } from 'node:util';
import { encodeBatch } from '../../src/codec/encode-batch.ts';
import { openLogbook } from '../../src/open-logbook.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export const store: StoreUnderTest = {
  open: (directory, { encrypted = process.env.MANTINEL_RIG_ENCRYPTED === '1', ...settings }) =>
    openLogbook({
      directory,
      node: 'rig',
      site: 'rig',
      nowUs: () => Date.now() * 1000,
      random: Math.random,
      onProblem: (problem) => process.stderr.write(`in the background: ${inspect(problem)}\n`),
      ...(encrypted && { encryption: { writes: true, masterKeys: [Buffer.alloc(32, 7)] } }),
      ...settings,
    }),
  encode: (events) => ('bytes' in events ? events : encodeBatch(events)),
};
