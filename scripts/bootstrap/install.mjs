/** Brings node_modules up to package-lock.json, and does nothing when it is. */
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Remedy } from './remedy.mjs';

/** npm writes both lock files within moments of each other, in either order. */
const toleranceMs = 10_000;

export function isInstalled(root) {
  const stamp = statSync(join(root, 'node_modules/.package-lock.json'), { throwIfNoEntry: false });
  const wanted = statSync(join(root, 'package-lock.json'));
  return stamp !== undefined && stamp.mtimeMs + toleranceMs >= wanted.mtimeMs;
}

/** `run` starts a child in the foreground and resolves to its exit code. */
export async function installIfNeeded(root, run) {
  if (isInstalled(root)) return;
  const first = !existsSync(join(root, 'node_modules'));
  console.log(
    first
      ? 'Installing packages: about 650 MB, a minute or less on most lines …'
      : 'Packages have changed: installing …',
  );
  const began = performance.now();
  // `ci` begins by deleting node_modules, from which this very process may be running; then only the difference is installed.
  const args = [
    ...(first ? ['ci'] : ['install', '--no-save']),
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const result = await runNpm(args, root, run);
  if (result !== 0) {
    throw new Remedy(
      'The packages could not be installed; the lines above are from npm and say why.',
      'Check the connection and the free disk space (1 GB), then run the same command again.',
    );
  }
  const now = new Date();
  utimesSync(join(root, 'node_modules/.package-lock.json'), now, now);
  console.log(`Installed in ${Math.round((performance.now() - began) / 1000)} s.`);
}

function runNpm(args, root, run) {
  // npm names its own script when it started us; otherwise the one in PATH, which is a batch file on Windows.
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], { cwd: root });
  return run('npm', args, { cwd: root, shell: process.platform === 'win32' });
}
