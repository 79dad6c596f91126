/** Child of search.ts: appends the events through the real store, waits for the rewriter, tells what it took. */
import { createBatchEncoder } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import { searchBatches } from './searches.ts';

const [directory, events] = [process.argv[2]!, Number(process.argv[3])];
const { texts, clear } = JSON.parse(process.argv[4]!) as { texts: boolean; clear: boolean };
const log = await openBenchLogbook(directory, { isEncrypted: !clear });
const encode = createBatchEncoder();
const begunMs = performance.now();
let jsonBytes = 0;
let sampled = 0;
let pending: Promise<unknown>[] = [];
for (const batch of searchBatches({ events, texts })) {
  if (sampled < 10_000) {
    for (const event of batch) jsonBytes += Buffer.byteLength(JSON.stringify(event));
    sampled += batch.length;
  }
  pending.push(log.append({ events: encode(batch) }));
  if (pending.length < 64) continue;
  await Promise.all(pending);
  pending = [];
  // The generator is faster than any shop; without a pause the backlog would measure it.
  while (log.stats().unsealedSegments >= 12) await new Promise((resolve) => setTimeout(resolve, 20));
}
await Promise.all(pending);
const appendedMs = performance.now() - begunMs;
while (log.stats().unsealedSegments > 1) await new Promise((resolve) => setTimeout(resolve, 50));
const rewrittenMs = performance.now() - begunMs;
await log.close();
console.log(JSON.stringify({ appendedMs, rewrittenMs, jsonBytes: jsonBytes / sampled }));
