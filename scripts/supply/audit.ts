/** Known weaknesses of what is shipped: a grave one fails the check, a registry that cannot be asked is told. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeAudit } from './judge-audit.ts';
import { shippedOf } from './shipped.ts';

const root = join(import.meta.dirname, '../..');
// Of everything, and what is shipped is picked here: npm's own `--omit dev` forgets what a development tool needs as well.
const args = ['audit', '--json', '--package-lock-only'];
// Without a network the check goes on within seconds.
const patience = ['--fetch-retries=0', '--fetch-timeout=15000'];
const { stdout, error } = spawnSync('npm', [...args, ...patience, ...process.argv.slice(2)], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  timeout: 60_000,
  shell: process.platform === 'win32',
});
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const shipped = new Set(shippedOf(lock.packages).map(({ path }) => path));
const { verdict, lines } = judgeAudit(stdout || (error?.message ?? ''), (path) => shipped.has(path));
for (const line of lines) console.log(`  ${line}`);
process.exitCode = verdict === 'found' ? 1 : 0;
