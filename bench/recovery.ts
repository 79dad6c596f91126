/**
 * How long a killed logbook of many gigabytes needs until it acknowledges again. Prints Markdown.
 *
 *   node recovery.ts [--gigabytes 5] [--text-bytes 200] [--rounds 5] [--directory DIR]
 *
 * As root on Linux the page cache is dropped before every second round: the machine was switched off, not only the process.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ms, table, thousands } from './ingest/figures.ts';

const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '5' },
    'text-bytes': { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
    directory: { type: 'string', default: tmpdir() },
  },
});

interface Answer {
  readonly opened: number;
  readonly acknowledged: number;
  readonly sinceStart: number;
  readonly stats: { bytes: number; events: number; blocks: number; unsealedSegments: number };
}

const home = mkdtempSync(join(values.directory, 'mantinel-recovery-'));
const pageCache = '/proc/sys/vm/drop_caches';
const canDrop = (() => {
  try {
    accessSync(pageCache, constants.W_OK);
    return true;
  } catch {
    // Not root, or not Linux: all rounds are warm, and the table says so.
    return false;
  }
})();

async function life(role: string, ...more: string[]): Promise<Answer> {
  const child: ChildProcess = fork(new URL('./recovery-child.ts', import.meta.url), [
    join(home, 'logbook'),
    role,
    ...more,
  ]);
  const exit = once(child, 'exit');
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as Answer),
    exit.then(([code]) => {
      throw new Error(`the ${role} process ended with ${code}`);
    }),
  ]);
  child.kill('SIGKILL');
  await exit;
  return answer;
}

try {
  await life('fill', String(Number(values.gigabytes) * 1e9), values['text-bytes']);
  const rows: string[][] = [];
  for (let round = 1; round <= Number(values.rounds); round++) {
    const cold = canDrop && round % 2 === 0;
    if (cold) writeFileSync(pageCache, '3');
    const { opened, acknowledged, sinceStart, stats } = await life('open');
    rows.push([
      `${round}, ${cold ? 'cold' : 'warm'} page cache`,
      (stats.bytes / 1e9).toFixed(2),
      thousands(stats.events),
      `${stats.blocks} + ${stats.unsealedSegments}`,
      ms(opened),
      ms(acknowledged),
      ms(sinceStart),
    ]);
  }
  const head = [
    'round',
    'GB',
    'events',
    'blocks + segments',
    'open ms',
    'open to first acknowledgement ms',
    'start of the process to first acknowledgement ms',
  ];
  console.log(`A logbook killed with SIGKILL, opened again.\n\n${table(head, rows)}`);
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
