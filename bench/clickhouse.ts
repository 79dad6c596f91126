/**
 * The two event stores side by side, through the same border, with the same events and questions in one run: the logbook (in clear)
 * and ClickHouse (`chdb`, in the same process, so without a network). `npm install` here first, then
 *
 *   node clickhouse.ts [events] [--texts]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { child, type Times } from './stored/children.ts';

interface Answer {
  readonly appendedPerSecond: number;
  readonly sealedMs: number;
  readonly aloneMs: number;
  readonly bytesPerEvent: number;
  readonly openMs: number;
  readonly rows: Times;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { texts: { type: 'boolean', default: false } },
});
const events = Number(positionals[0] ?? 1_000_000);
const root = mkdtempSync(join(tmpdir(), 'mantinel-clickhouse-'));
const ask = (which: string): Answer =>
  child('clickhouse/ask-store.ts', [
    which,
    join(root, which),
    String(events),
    ...(values.texts ? ['texts'] : []),
  ]);

try {
  const [logbook, clickhouse] = [ask('logbook'), ask('clickhouse')];
  console.log(`${events} events${values.texts ? ' of free text' : ''}`);
  const line = (name: string, of: (answer: Answer) => number, digits = 0) => ({
    [name]: { logbook: +of(logbook).toFixed(digits), clickhouse: +of(clickhouse).toFixed(digits) },
  });
  console.table({
    ...line('durable, events/s', (it) => it.appendedPerSecond),
    ...line('hashed and signed for after that, ms', (it) => it.sealedMs),
    ...line('one batch alone, ms', (it) => it.aloneMs, 1),
    ...line('bytes an event on disk', (it) => it.bytesPerEvent, 1),
    ...line('opening, ms', (it) => it.openMs),
    ...Object.assign(
      {},
      ...Object.keys(logbook.rows).map((name) => line(`${name}, p50 ms`, (it) => it.rows[name]!.p50, 1)),
    ),
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}
