/** Child of search.ts: opens the filled store in a fresh process and searches it, while events are recorded and followed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Condition } from '@mantinel/domain';
import { everything, type Filter } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import { generateBatches } from '../generator.ts';
import { quantile, timed } from '../stored/queries.ts';
import { expressions, pages } from './searches.ts';

const { clear, texts } = JSON.parse(process.argv[4]!) as { clear: boolean; texts: boolean };
const openedMs = performance.now();
const log = await openBenchLogbook(process.argv[2]!, { isEncrypted: !clear });
const openMs = performance.now() - openedMs;
let peakRss = 0;
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
}, 50);
const rows: Record<string, { p50: number; p95: number }> = {};
const page = (filter: Filter) =>
  log.page({ scope: everything, filter, order: 'received', direction: 'older', limit: 100 });
for (const [name, where] of Object.entries(pages)) rows[name] = await timed(30, () => page({ where }));
const machines = [texts ? 'cell-7' : 'cnc-07'];
rows['one machine, ≥ WARN, last 100'] = await timed(30, () => page({ machines, minSeverity: 13 }));
rows['≥ ERROR, last 100'] = await timed(30, () => page({ minSeverity: 17 }));
const all = { scope: everything, filter: {}, order: 'time' as const };
const byTime = () => log.histogram({ ...all, buckets: 120 });
rows['counts by level and time, 120 buckets, the first'] = await timed(1, byTime);
rows['counts by level and time, 120 buckets'] = await timed(30, byTime);
rows.patterns = await timed(5, () => log.patterns({ ...all, limit: 100 }));

const late: number[] = [];
const recording = new AbortController();
const recorded = (async () => {
  for (const events of generateBatches({ seed: 9, events: 1_000_000, texts })) {
    if (recording.signal.aborted) return;
    const sentMs = performance.now();
    const stop = log.subscribe(() => late.push(performance.now() - sentMs));
    await log.append({ events });
    stop();
    await sleep(50);
  }
})();
// Nothing is left of what they find, so that they are looked for to the end.
const butNothing: Condition = { is: 'not', of: { is: 'regex', source: '.', field: 'message' } };
for (const [name, expression] of Object.entries(expressions))
  rows[`${name}, everywhere`] = await timed(3, () =>
    page({ where: { is: 'and', of: [expression, butNothing] } }),
  );
recording.abort();
await recorded;
clearInterval(watch);
await log.close();
const tail = { p50: quantile(late, 0.5), p95: quantile(late, 0.95) };
console.log(JSON.stringify({ openMs, peakRssMb: peakRss / 1e6, rows, tail }));
