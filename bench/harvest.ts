/**
 * What harvesting costs: a folder end to end into an embedded PostgreSQL, then again with nothing changed; or so many generated programs, with
 * the memory of the process.
 *
 *   node bench/harvest.ts FOLDER
 *   node bench/harvest.ts --programs 100000 [--keep DATA]
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generatedProgram } from './harvest/generated-program.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { programs: { type: 'string' }, keep: { type: 'string' } },
});
const root = mkdtempSync(join(tmpdir(), 'mantinel-harvest-bench-'));
const data = values.keep === undefined ? join(root, 'data') : resolve(values.keep);
const command = join(import.meta.dirname, '../packages/cli/bin/mantinel.mjs');
const config = join(root, 'mantinel.json');
writeFileSync(config, JSON.stringify({ node: 'bench', site: 'main', data }));

/** Runs one harvest; returns its report and what it took. */
async function harvest(
  folder: string,
): Promise<{ seconds: number; peakMb: number; counts: Record<string, number> }> {
  const began = performance.now();
  const child = spawn(process.execPath, [command, 'harvest', folder, '--config', config, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let peakKb = 0;
  const watch = setInterval(() => {
    peakKb = Math.max(peakKb, residentKb(child.pid!));
  }, 200);
  let out = '';
  for await (const piece of child.stdout) out += piece;
  clearInterval(watch);
  const { counts } = JSON.parse(out);
  return { seconds: (performance.now() - began) / 1000, peakMb: peakKb / 1024, counts };
}

/** Linux alone tells it so. */
function residentKb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
}

function generate(folder: string, programs: number): void {
  for (let i = 0; i < programs; i++) {
    const below = join(folder, String(Math.floor(i / 1000)));
    if (i % 1000 === 0) mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `O${10_000 + i}.nc`), generatedProgram(i));
  }
}

try {
  let folder = positionals[0] && resolve(positionals[0]);
  if (values.programs !== undefined) {
    folder = join(root, 'programs');
    generate(folder, Number(values.programs));
    console.log(
      `${values.programs} programs generated, ${execFileSync('du', ['-sh', '--apparent-size', folder]).toString().split('\t')[0]}`,
    );
  }
  if (folder === undefined) throw new Error('Name a folder, or a number of programs with --programs.');
  for (const turn of ['first', 'again, nothing changed']) {
    const { seconds, peakMb, counts } = await harvest(folder);
    console.log(
      `${turn}: ${seconds.toFixed(1)} s, peak ${peakMb.toFixed(0)} MB resident; ${counts.files} files, ${counts.programs} programs, ${counts.revisions} revisions, ${counts.unchanged} unchanged`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
