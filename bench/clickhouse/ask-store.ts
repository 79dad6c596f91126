/** Child of clickhouse.ts: fills one event store through `EventStore`, opens it anew and asks it; the same code for both. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openClickHouse } from '@mantinel/clickhouse';
import { chdbDriver, openChdb } from '@mantinel/clickhouse/chdb';
import { type EventStore, everything, type Filter } from '@mantinel/logbook';
import { openBenchLogbook } from '../bench-logbook.ts';
import { expressions, pages, searchBatches } from '../search/searches.ts';
import { timed } from '../stored/queries.ts';

const [which, directory, events] = [process.argv[2]!, process.argv[3]!, Number(process.argv[4])];
const texts = process.argv[5] === 'texts';

async function open(): Promise<EventStore> {
  if (which === 'logbook') return openBenchLogbook(directory);
  mkdirSync(directory, { recursive: true });
  const session = openChdb(join(directory, 'server'));
  session.query('CREATE DATABASE IF NOT EXISTS bench');
  const driver = { ...chdbDriver(session, 'bench'), close: async () => session.close() };
  return openClickHouse({
    driver,
    database: 'bench',
    directory: join(directory, 'own'),
    node: 'bench',
    site: 'main',
    nowUs: () => Date.now() * 1000,
    random: Math.random,
    onProblem: (problem) => console.error(problem),
  });
}

/** As many batches on their way as ClickHouse joins into one insert; the logbook takes what it likes of them. */
const underway = 512;

let store = await open();
let begunMs = performance.now();
let pending: Promise<unknown>[] = [];
for (const batch of searchBatches({ events, texts })) {
  pending.push(store.append({ events: batch }));
  if (pending.length < underway) continue;
  await Promise.all(pending);
  pending = [];
  while (which === 'logbook' && store.stats().unsealedSegments >= 12)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
await Promise.all(pending);
const appendedPerSecond = events / ((performance.now() - begunMs) / 1000);
begunMs = performance.now();
while (which === 'logbook' && store.stats().unsealedSegments > 1)
  await new Promise((resolve) => setTimeout(resolve, 50));
await store.proof.seal();
const sealedMs = performance.now() - begunMs;

const alone: number[] = [];
for (const batch of searchBatches({ events: 2000, texts })) {
  const sentMs = performance.now();
  await store.append({ events: batch });
  alone.push(performance.now() - sentMs);
}
alone.sort((a, b) => a - b);
await store.close();
begunMs = performance.now();
store = await open();
const openMs = performance.now() - begunMs;
// Of ClickHouse what is active: parts that were merged into others stay for eight minutes.
const bytesPerEvent = store.stats().bytes / events;
const rows: Record<string, { p50: number; p95: number }> = {};
const page = (filter: Filter, order: 'received' | 'time' = 'received') =>
  store.page({ scope: everything, filter, order, direction: 'older', limit: 100 });
for (const [name, where] of Object.entries(pages)) rows[name] = await timed(10, () => page({ where }));
const machines = [texts ? 'cell-7' : 'cnc-07'];
rows['one machine, ≥ WARN, last 100, received'] = await timed(10, () => page({ machines, minSeverity: 13 }));
rows['one machine, ≥ WARN, last 100, time'] = await timed(10, () =>
  page({ machines, minSeverity: 13 }, 'time'),
);
rows['last 100, received'] = await timed(10, () => page({}));
rows['last 100, time'] = await timed(10, () => page({}, 'time'));
const all = { scope: everything, filter: {}, order: 'time' as const };
rows['counts by level and time, 120 buckets'] = await timed(10, () =>
  store.histogram({ ...all, buckets: 120 }),
);
rows['facet: code'] = await timed(10, () => store.facets(all, 'code'));
rows.patterns = await timed(3, () => store.patterns({ ...all, limit: 100 }));
for (const [name, where] of Object.entries(expressions)) rows[name] = await timed(3, () => page({ where }));
await store.close();
const median = alone[Math.floor(alone.length / 2)];
console.log(JSON.stringify({ appendedPerSecond, sealedMs, aloneMs: median, bytesPerEvent, openMs, rows }));
process.exit(0);
