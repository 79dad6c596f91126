/**
 * Completes package-lock.json after `npm install NAME`: with node_modules present npm forgets the optional packages of other
 * platforms (npm/cli#4828), and `npm ci` then refuses the lock or leaves Windows and macOS without their binaries.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Lock, lockGaps } from './lock-gaps.ts';

const root = join(import.meta.dirname, '..');
// Without node_modules beside it npm resolves for every platform.
const folder = mkdtempSync(join(tmpdir(), 'mantinel-lock-'));
try {
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);
  const manifests = ['.', 'e2e', ...packages].map((path) => join(path, 'package.json'));
  for (const path of [...manifests, '.npmrc']) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  // npm takes an entry as it is; only one that is gone does it resolve anew, with all that it needs.
  for (const { path } of lockGaps(lock)) delete lock.packages[path];
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  copyFileSync(join(folder, 'package-lock.json'), join(root, 'package-lock.json'));
} finally {
  rmSync(folder, { recursive: true });
}
