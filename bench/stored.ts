/**
 * What stored events cost: bytes of every file, opening, memory, and first pages of any filter, beside DuckDB and ClickHouse
 * (`chdb`) on the same events. `npm install` here first, then
 *
 *   node stored.ts [events] [--no-peers] [--recording FILE [--device-model FILE --device NAME]]
 *
 * With a recording only the bytes are measured: the questions are about the generator's machines.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesUnder, child, printTimes } from './stored/children.ts';
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

try {
  const directory = join(root, 'mantinel');
  const filled = child('stored/fill.ts', [directory, String(events), ...recording]);
  console.log(`Mantinel, ${events} events`);
  console.log(
    `appended ${Math.round(events / filled.appendedMs)} k/s, rewritten ${Math.round(events / filled.rewrittenMs)} k/s, at most ${filled.peakBacklog} segments behind, peak RSS ${filled.peakRssMb.toFixed(0)} MB with the generator`,
  );
  const each = (bytes: number) => (bytes / events).toFixed(2);
  console.log(
    `blocks ${each(bytesUnder(join(directory, 'blocks')))} B/event; all files ${each(filled.bytes)} B/event while it runs, ${each(bytesUnder(directory))} closed`,
  );
  if (recording.length === 0) {
    const asked = child('stored/ask.ts', [directory, String(events)]);
    console.log(
      `open ${asked.openMs.toFixed(0)} ms, peak RSS ${asked.peakRssMb.toFixed(0)} MB while querying`,
    );
    printTimes(asked.rows);
  }
  if (!values['no-peers'] && recording.length === 0)
    for (const peer of peers) {
      const folder = join(root, peer.name);
      const { rows, filledMs } = await peer.measure(folder, events);
      console.log(
        `${peer.name}: ${(bytesUnder(folder) / events).toFixed(2)} B/event, filled in ${(filledMs / 1000).toFixed(0)} s`,
      );
      printTimes(rows);
    }
} finally {
  rmSync(root, { recursive: true, force: true });
}
