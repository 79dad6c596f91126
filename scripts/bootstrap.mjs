/**
 * The way in: `npm start`, `npm test` and `npm run check` land here on any Node ≥ 20 with nothing installed.
 * Installs what is missing, finds Node 24, builds the panel, then hands over to the real thing.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, findChromium } from './bootstrap/chromium.mjs';
import { installIfNeeded } from './bootstrap/install.mjs';
import { findNode24 } from './bootstrap/node-24.mjs';
import { buildPanelIfNeeded } from './bootstrap/panel.mjs';
import { Remedy } from './bootstrap/remedy.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const commands = { start, test, check };

/** Runs a child in the foreground; resolves to its exit code, or to the signal that ended it. */
function run(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options });
  // A terminal sends Ctrl-C to the child as well; the product takes two signals within a second as one.
  const forward = (signal) => child.kill(signal);
  const signals = process.platform === 'win32' ? ['SIGINT'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(signal ?? code ?? 1);
    });
  });
}

/** The script behind a command of the workspace's own tools, so that it runs under the Node found and not under the one in PATH. */
function commandOf(name, command) {
  // Read from its place: not every package exports its manifest.
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

async function start(node, args) {
  // glibc's malloc with two arenas instead of eight a core, and decoded pages (arrays of 32 kB) outside of them, so that they go
  // back to the system at once; a small nursery in V8: half the memory under steady recording and querying.
  const env = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '30000', ...process.env };
  return run(node, ['--max-semi-space-size=4', 'packages/cli/bin/mantinel.mjs', 'start', ...args], { env });
}

async function test(node, args) {
  ensureChromium();
  const chromium = findChromium();
  const reporters = ['--reporter=default', '--reporter=./scripts/totals-reporter.ts'];
  // Hundreds of processes are started by the tests: compiled once, those that start many take a third less time.
  const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') };
  return run(node, [commandOf('vitest', 'vitest'), 'run', ...reporters, ...args], {
    env: { ...compiled, ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) },
  });
}

async function check(node) {
  const steps = [
    ['types', commandOf('typescript', 'tsc'), '--noEmit', '-p', '.'],
    ['types of the panel', commandOf('typescript', 'tsc'), '--noEmit', '-p', 'packages/web'],
    ['lint and format', commandOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'],
    ['unused code and dependencies', commandOf('knip', 'knip'), '--no-progress'],
    ['architecture', 'scripts/check-architecture.ts'],
    ['known weaknesses of what is shipped', 'scripts/supply/audit.ts'],
  ];
  const failed = [];
  for (const [name, ...args] of steps) {
    console.log(`\n● ${name}`);
    const began = performance.now();
    const result = await run(node, args);
    if (typeof result === 'string') return result;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(result === 0 ? `  ✓ ${seconds} s` : `  ✗ failed after ${seconds} s`);
    if (result !== 0) failed.push(name);
  }
  if (failed.length === 0) return 0;
  console.log(`\nFailed: ${failed.join(', ')}.`);
  return 1;
}

async function main([name, ...args]) {
  const command = commands[name];
  if (!command) {
    throw new Remedy(
      `There is no command ${name ?? ''}.`,
      `node scripts/bootstrap.mjs ${Object.keys(commands).join('|')}`,
    );
  }
  await installIfNeeded(root, run);
  const node = findNode24(root);
  if (command !== check) await buildPanelIfNeeded(root, node);
  return command(node, args);
}

try {
  const result = await main(process.argv.slice(2));
  // Dying of the same signal tells the shell that the command was interrupted, not that it failed.
  if (typeof result === 'string') process.kill(process.pid, result);
  else process.exitCode = result;
} catch (error) {
  if (!(error instanceof Remedy)) throw error;
  console.error(`\n${error.message}\n→ ${error.remedy}\n`);
  process.exitCode = 1;
}
