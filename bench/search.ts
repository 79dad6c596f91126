/**
 * What searching costs: words, expressions, filters, counts and patterns over machines' events or free text, encrypted, from a fresh
 * process; then the same words in ClickHouse (`chdb`), DuckDB, SQLite FTS5 and lnav. `npm install` here first, then
 *
 *   node search.ts [events] [--texts] [--clear] [--no-peers]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { searchPeers } from './search/search-peers.ts';
import { bytesUnder, child, printTimes } from './stored/children.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    texts: { type: 'boolean', default: false },
    clear: { type: 'boolean', default: false },
    'no-peers': { type: 'boolean', default: false },
  },
});
const events = Number(positionals[0] ?? 10_000_000);
const { texts, clear } = values;
const root = mkdtempSync(join(tmpdir(), 'mantinel-search-'));
const directory = join(root, 'mantinel');
const options = JSON.stringify({ texts, clear });

try {
  const filled = child('search/fill-search.ts', [directory, String(events), options]);
  const blocks = bytesUnder(join(directory, 'blocks'));
  console.log(`Mantinel, ${events} events, ${clear ? 'in clear' : 'encrypted'}`);
  console.log(
    `appended ${Math.round(events / filled.appendedMs)} k/s, rewritten ${Math.round(events / filled.rewrittenMs)} k/s; ${filled.jsonBytes.toFixed(0)} bytes an event as JSON, ${(blocks / events).toFixed(2)} in blocks`,
  );
  const asked = child('search/ask-search.ts', [directory, String(events), options]);
  console.log(
    `open ${asked.openMs.toFixed(0)} ms; peak RSS ${asked.peakRssMb.toFixed(0)} MB; live tail meanwhile p50 ${asked.tail.p50.toFixed(1)}, p95 ${asked.tail.p95.toFixed(1)} ms`,
  );
  printTimes(asked.rows);
  rmSync(directory, { recursive: true, force: true });
  if (!values['no-peers'])
    for (const peer of searchPeers) {
      const { filledMs, bytes, rows } = await peer.measure(join(root, peer.name), { events, texts });
      console.log(
        `${peer.name}: filled at ${Math.round(events / filledMs)} k/s, ${(bytes / events).toFixed(1)} B/event`,
      );
      printTimes(rows);
    }
} finally {
  rmSync(root, { recursive: true, force: true });
}
