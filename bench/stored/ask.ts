/** Child of stored.ts: opens the filled store in a fresh process and asks the questions all over it. */
import { everything, type Order } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import { questions, timed } from './queries.ts';

const [directory, events] = [process.argv[2]!, Number(process.argv[3])];
const openedMs = performance.now();
const log = await openBenchLogbook(directory);
const openMs = performance.now() - openedMs;
let peakRss = 0;
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
}, 50);
const runs = 30;
const rows: Record<string, { p50: number; p95: number }> = {};
for (const { name, filter } of questions) {
  for (const order of ['received', 'time'] as const satisfies Order[]) {
    const selection = { scope: everything, filter, order };
    // First pages from the newest, from the oldest, and from places all over the log.
    const places: (string | undefined)[] = [];
    for (let i = 0; i < runs; i++)
      places.push(
        i % 3 === 0
          ? undefined
          : await log.seek(
              { scope: everything, filter: {}, order },
              { rank: Math.floor((events * i) / runs) },
            ),
      );
    rows[`${name}, ${order}`] = await timed(runs, (i) =>
      log.page({
        ...selection,
        direction: i % 2 === 0 ? 'older' : 'newer',
        limit: 200,
        ...(places[i] !== undefined && { from: places[i] }),
      }),
    );
  }
}
const all = { scope: everything, filter: {}, order: 'time' as const };
rows['histogram, 120 buckets'] = await timed(runs, () => log.histogram({ ...all, buckets: 120 }));
rows['count ≥ WARN'] = await timed(runs, () => log.count({ ...all, filter: { minSeverity: 13 } }));
rows['facets by machine'] = await timed(runs, () => log.facets(all, 'machine'));
rows['seek rank, time'] = await timed(runs, (i) => log.seek(all, { rank: Math.floor((events * i) / runs) }));
rows['absent word, count'] = await timed(3, () => log.count({ ...all, filter: { text: 'qqqqqq' } }));
clearInterval(watch);
await log.close();
console.log(JSON.stringify({ openMs, peakRssMb: peakRss / 1e6, rows }));
