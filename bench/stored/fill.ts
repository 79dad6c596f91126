/**
 * Child of stored.ts: appends the generator's events (or a recording's, repeated) through the real store, waits for the
 * rewriter, tells what it took.
 */
import { createBatchEncoder } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import { generateBatches } from '../generator.ts';
import { recordedBatches } from '../recorded-days.ts';

const [directory, events, file, deviceModel, device] = [
  process.argv[2]!,
  Number(process.argv[3]),
  ...process.argv.slice(4),
];
const batches = file
  ? recordedBatches({ file, deviceModel, device }, events)
  : generateBatches({ seed: 7, events });
const inFlight = 64;
const log = await openBenchLogbook(directory);
const encode = createBatchEncoder();
const begunMs = performance.now();
let peakRss = 0;
let peakBacklog = 0;
let pending: Promise<unknown>[] = [];
for await (const batch of batches) {
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
const { bytes } = log.stats();
await log.close();
console.log(JSON.stringify({ appendedMs, rewrittenMs, bytes, peakBacklog, peakRssMb: peakRss / 1e6 }));
