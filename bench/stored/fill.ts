/** Child of stored.ts: appends the generator's events through the real store, waits for the rewriter, tells what it took. */
import { createBatchEncoder } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import { generateBatches } from '../generator.ts';

const [directory, events] = [process.argv[2]!, Number(process.argv[3])];
const inFlight = 64;
const log = await openBenchLogbook(directory);
const encode = createBatchEncoder();
const begunMs = performance.now();
let peakRss = 0;
let peakBacklog = 0;
let pending: Promise<unknown>[] = [];
for (const batch of generateBatches({ seed: 7, events })) {
  pending.push(log.append({ events: encode(batch) }));
  if (pending.length < inFlight) continue;
  await Promise.all(pending);
  pending = [];
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
  // The generator and the encoder are faster than any shop; without a pause the backlog would measure them.
  for (;;) {
    const { unsealedSegments } = log.stats();
    peakBacklog = Math.max(peakBacklog, unsealedSegments);
    if (unsealedSegments < 12) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
await Promise.all(pending);
const appendedMs = performance.now() - begunMs;
while (log.stats().unsealedSegments > 1) await new Promise((resolve) => setTimeout(resolve, 50));
const rewrittenMs = performance.now() - begunMs;
await log.close();
console.log(JSON.stringify({ appendedMs, rewrittenMs, peakBacklog, peakRssMb: peakRss / 1e6 }));
