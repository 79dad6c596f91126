/**
 * How long a backup of a full shop takes while it records, and its restore. Prints Markdown.
 *
 *   node backup.ts [--events 10000000] [--rows 1000000] [--load 10000] [--directory DIR]
 *
 * `rows` go into the tables of parts and jobs, in equal shares; `load` is events a second recorded meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Config } from '@mantinel/contract';
import { encodeBatch } from '@mantinel/logbook';
import { makeBackup, restoreBackup, systemParts, verifyBackup } from '@mantinel/server';
import { fillTables } from './backup/fill-tables.ts';
import { generateEvents } from './generator.ts';
import { table, thousands } from './ingest/figures.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000000' },
    rows: { type: 'string', default: '1000000' },
    load: { type: 'string', default: '10000' },
    directory: { type: 'string', default: tmpdir() },
  },
});
const [events, rows, load] = [Number(values.events), Number(values.rows), Number(values.load)];
const home = mkdtempSync(join(values.directory, 'mantinel-backup-'));
const config = Config.parse({ node: 'bench', site: 'main', data: join(home, 'data') });
const nowUs = () => Date.now() * 1000;
const signal = new AbortController().signal;
const progress = () => undefined;
const quiet = { info() {}, warn: console.error, error: console.error } as never;

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

const parts = systemParts();
const logbook = await parts.openLogbook(config);
const store = parts.openStore(config, quiet);
try {
  await store.ready(AbortSignal.timeout(60_000));
  const tableBytes = await fillTables(join(config.data, 'postgres'), rows);

  const perBatch = 1000;
  const source = generateEvents({ seed: 17, events: Number.MAX_SAFE_INTEGER })[Symbol.iterator]();
  const batch = () => encodeBatch(Array.from({ length: perBatch }, () => source.next().value!));
  for (let written = 0; written < events; written += perBatch * 16)
    await Promise.all(Array.from({ length: 16 }, () => logbook.append({ events: batch() })));
  while (logbook.stats().unsealedSegments > 2) await new Promise((resolve) => setTimeout(resolve, 200));

  let slowest = 0;
  const recording = setInterval(
    async () => {
      const { seconds } = await timed(() => logbook.append({ events: batch() }));
      slowest = Math.max(slowest, seconds);
    },
    (perBatch / load) * 1000,
  );
  const target = join(home, 'backup');
  const made = await timed(() =>
    makeBackup({ config, configFile: undefined, target, version: 'bench', nowUs, signal, progress }),
  );
  clearInterval(recording);
  const verified = await timed(() => verifyBackup({ from: target, signal, progress }));
  const into = join(home, 'restored');
  const restored = await timed(() => restoreBackup({ from: target, into, store: {}, signal, progress }));
  const opened = await timed(() => parts.openLogbook({ ...config, data: into }));
  const held = opened.result.stats().events;
  await opened.result.close();
  const mebibytes = made.result.files.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20;
  const seconds = (value: number) => `${value.toFixed(1)} s`;
  console.log(
    table(
      [
        `${thousands(events)} events, ${thousands(rows)} rows (${thousands(tableBytes / 2 ** 20)} MiB of tables)`,
        '',
      ],
      [
        [`backup while ${thousands(load)} events/s are recorded`, seconds(made.seconds)],
        ['slowest acknowledgement of 1,000 events meanwhile', `${Math.round(slowest * 1000)} ms`],
        ['size of the backup', `${mebibytes.toFixed(0)} MiB`],
        ['verify', seconds(verified.seconds)],
        ['restore (verify included)', seconds(restored.seconds)],
        ['opening the restored log', seconds(opened.seconds)],
        ['events in it', thousands(held)],
      ],
    ),
  );
} finally {
  await store.close();
  await logbook.close();
  rmSync(home, { recursive: true, force: true });
}
