/** The logbook with its defaults, from encoded batches. */
import type { NewEvent } from '@mantinel/domain';
import { encodeBatch } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import type { Contender } from './contender.ts';

export async function logbookContender(
  directory: string,
  batches: readonly NewEvent[][],
  { isEncrypted = false } = {},
): Promise<Contender & { stats(): { unsealedSegments: number; blocks: number; bytes: number } }> {
  const encoded = batches.map((batch) => encodeBatch(batch));
  const store = await openBenchLogbook(directory, { isEncrypted });
  let mostUnsealed = 0;
  const watch = setInterval(() => {
    mostUnsealed = Math.max(mostUnsealed, store.stats().unsealedSegments);
  }, 100);
  return {
    name: 'Mantinel logbook',
    async append(number) {
      await store.append({ events: encoded[number % encoded.length]! });
    },
    stats: () => store.stats(),
    notes: () => `at most ${mostUnsealed} segments waiting`,
    async close() {
      clearInterval(watch);
      await store.close();
    },
  };
}
