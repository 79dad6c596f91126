/**
 * What stored events cost: bytes of every file, opening, memory, and first pages of any filter, beside DuckDB and ClickHouse
 * (`chdb`) on the same events. `npm install` here first, then
 *
 *   node stored.ts [events] [--no-peers] [--recording FILE [--device-model FILE --device NAME]]
 *
 * With a recording only the bytes are measured: the questions are about the generator's machines.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { peers } from './stored/peers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-peers': { type: 'boolean', default: false },
    recording: { type: 'string' },
    'device-model': { type: 'string' },
    device: { type: 'string' },
  },
});
const events = Number(positionals[0] ?? 10_000_000);
const recording = values.recording
  ? [values.recording, ...(values['device-model'] ? [values['device-model'], values.device ?? ''] : [])]
  : [];
const root = mkdtempSync(join(tmpdir(), 'mantinel-stored-'));

export function bytesUnder(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

const child = (script: string, directory: string) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [join(import.meta.dirname, 'stored', script), directory, String(events), ...recording],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    ),
  );

type Rows = Record<string, { p50: number; p95: number }>;
const table = (rows: Rows) =>
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { p50, p95 }]) => [
        name,
        { 'p50 ms': +p50.toFixed(1), 'p95 ms': +p95.toFixed(1) },
      ]),
    ),
  );

try {
  const directory = join(root, 'mantinel');
  const filled = child('fill.ts', directory);
  console.log(`Mantinel, ${events} events`);
  console.log(
    `appended ${Math.round(events / filled.appendedMs)} k/s, rewritten ${Math.round(events / filled.rewrittenMs)} k/s, at most ${filled.peakBacklog} segments behind, peak RSS ${filled.peakRssMb.toFixed(0)} MB with the generator`,
  );
  const each = (bytes: number) => (bytes / events).toFixed(2);
  console.log(
    `blocks ${each(bytesUnder(join(directory, 'blocks')))} B/event; all files ${each(filled.bytes)} B/event while it runs, ${each(bytesUnder(directory))} closed`,
  );
  if (recording.length === 0) {
    const asked = child('ask.ts', directory);
    console.log(
      `open ${asked.openMs.toFixed(0)} ms, peak RSS ${asked.peakRssMb.toFixed(0)} MB while querying`,
    );
    table(asked.rows);
  }
  if (!values['no-peers'] && recording.length === 0)
    for (const peer of peers) {
      const folder = join(root, peer.name);
      const { rows, filledMs } = await peer.measure(folder, events);
      console.log(
        `${peer.name}: ${(bytesUnder(folder) / events).toFixed(2)} B/event, filled in ${(filledMs / 1000).toFixed(0)} s`,
      );
      table(rows);
    }
} finally {
  rmSync(root, { recursive: true, force: true });
}
