/**
 * How fast events become durable. Prints Markdown for docs/reference/performance.md.
 *
 *   node --max-semi-space-size=16 ingest.ts [--only batches,single,paced,long] [--seconds 10] [--rounds 3]
 *        [--in-flight 64] [--long-seconds 300] [--encrypted] [--texts] [--directory DIR] [--postgres URL]
 *
 * `--encrypted`, `--texts`: what is kept up for minutes (`long`) is sealed, or free text; the rest is in clear, as its peers are.
 *
 * Needs a PostgreSQL that waits for its disk, on the same disk as the directory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchBacklog } from './ingest/backlog.ts';
import { benchBatches } from './ingest/batches.ts';
import { benchPaced } from './ingest/paced.ts';
import { benchSingleAppends } from './ingest/single-appends.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'batches,single,paced,long' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    'in-flight': { type: 'string', default: '64' },
    'long-seconds': { type: 'string', default: '300' },
    encrypted: { type: 'boolean', default: false },
    texts: { type: 'boolean', default: false },
    directory: { type: 'string', default: tmpdir() },
    postgres: { type: 'string', default: 'postgres://root@127.0.0.1:5432/test' },
  },
});
const directory = mkdtempSync(join(values.directory, 'mantinel-ingest-'));
const options = {
  directory,
  postgres: values.postgres,
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  inFlight: Number(values['in-flight']),
  longSeconds: Number(values['long-seconds']),
  isEncrypted: values.encrypted,
  texts: values.texts,
  say: (text: string) => process.stderr.write(`${text}\n`),
};
const benches = { batches: benchBatches, single: benchSingleAppends, paced: benchPaced, long: benchBacklog };
const chosen = values.only.split(',');
const unknown = chosen.find((name) => !(name in benches));
if (unknown !== undefined) throw new Error(`--only ${unknown}: choose of ${Object.keys(benches).join(', ')}`);
try {
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}\n`);
  for (const [name, bench] of Object.entries(benches))
    if (chosen.includes(name)) console.log(`${await bench(options)}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
