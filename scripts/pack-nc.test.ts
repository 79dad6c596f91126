/** The library of NC programs as others get it: packed, installed without a network, and its README carried out by plain Node. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packNc } from './pack-nc.ts';

const readme = readFileSync(join(import.meta.dirname, '../packages/nc/README.md'), 'utf8');
const blockOf = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)![1]!;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mantinel-nc-library-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const npm = (args: readonly string[]) =>
  spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });

test('what is packed runs on its own and prints what its README says', ({ skip }) => {
  if (npm(['--version']).status !== 0) skip('npm is not installed here, by which it would be packed');
  const archive = packNc(folder);
  // Declarations with their words included.
  expect(statSync(archive).size).toBeLessThan(300_000);
  writeFileSync(join(folder, 'package.json'), '{"name":"user","private":true,"type":"module"}');
  const installed = npm(['install', '--offline', '--no-audit', '--no-fund', archive]);
  expect(installed.status, installed.stderr).toBe(0);
  const inside = join(folder, 'node_modules/@mantinel/nc');
  expect(readdirSync(inside).sort()).toEqual(['LICENSE', 'NOTICE', 'README.md', 'dist', 'package.json']);
  // Nothing but JavaScript and declarations, and no module of Node or of anybody else.
  for (const file of readdirSync(join(inside, 'dist'), { recursive: true, encoding: 'utf8' })) {
    if (!file.includes('.')) continue;
    expect(file).toMatch(/\.(js|d\.ts)$/);
    const imports = readFileSync(join(inside, 'dist', file), 'utf8').matchAll(/\bfrom '([^']+)'/g);
    for (const [, from] of imports) expect(from).toMatch(/^\.\.?\/.*\.(js|ts)$/);
  }
  writeFileSync(join(folder, 'example.mjs'), blockOf('js'));
  const ran = spawnSync(plainNode(), ['example.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toBe(blockOf('text'));
}, 120_000);

/** The oldest that is promised, where it is installed; else the one that runs this. */
function plainNode(): string {
  const { status, stdout } = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' });
  return status === 0 && /^v2\d\./.test(stdout) ? '/usr/bin/node' : process.execPath;
}
