/** What `bin/mantinel.mjs` keeps for the next start, in an installation of its own: on plain Node, which is what strips types. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../bin/mantinel.mjs', import.meta.url));
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'mantinel-cache-')));
  mkdirSync(join(root, 'packages/cli/src'), { recursive: true });
  cpSync(entry, join(root, 'packages/cli/bin/mantinel.mjs'));
  writeFileSync(
    join(root, 'packages/cli/src/thread.ts'),
    `import { getCompileCacheDir } from 'node:module';
    const where: string | undefined = getCompileCacheDir();
    console.log('thread', where);`,
  );
  program('first');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const cache = () => join(root, 'node_modules/.cache/mantinel');
function program(word: string): void {
  writeFileSync(
    join(root, 'packages/cli/src/main.ts'),
    `import { getCompileCacheDir } from 'node:module';
    import { Worker } from 'node:worker_threads';
    const word: string = ${JSON.stringify(word)};
    console.log(word, process.argv.slice(2).join(), getCompileCacheDir());
    new Worker(new URL('./thread.ts', import.meta.url));`,
  );
}

function run(env: Record<string, string> = {}): string {
  const { NODE_COMPILE_CACHE: _, ...ours } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'packages/cli/bin/mantinel.mjs'), 'start'],
    { env: { ...ours, NODE_DEBUG_NATIVE: 'COMPILE_CACHE', ...env }, encoding: 'utf8', timeout: 20_000 },
  );
  expect(status, stderr).toBe(0);
  return stdout + stderr;
}
const reused = (said: string, file: string) =>
  new RegExp(`retrieving transpile cache for StrippedTypeScript \\S*${file}\\.\\.\\.success`).test(said);

test('the second start strips nothing again, in the program and in its threads', () => {
  const first = run();
  expect(first).toContain(`first start ${cache()}`);
  expect(first).toContain(`thread ${cache()}`);
  expect(reused(first, 'main.ts')).toBe(false);
  const second = run();
  expect(reused(second, 'main.ts')).toBe(true);
  expect(reused(second, 'thread.ts')).toBe(true);
});

test('a source that changed is taken as it is, and a damaged cache is made anew', () => {
  run();
  program('second');
  expect(run()).toContain('second start');
  for (const file of readdirSync(cache(), { recursive: true, withFileTypes: true }))
    if (file.isFile()) writeFileSync(join(file.parentPath, file.name), 'not a cache');
  expect(run()).toContain('second start');
  expect(reused(run(), 'main.ts')).toBe(true);
});

test('an installation that may not be written starts all the same', () => {
  mkdirSync(join(root, 'node_modules'));
  // A file where the folder should be: also the superuser, for whom nothing is read-only, cannot make it.
  writeFileSync(join(root, 'node_modules/.cache'), '');
  expect(run()).toContain('first start undefined');
});

test('whoever starts it may choose another folder, or none', () => {
  const other = join(root, 'other');
  expect(run({ NODE_COMPILE_CACHE: other })).toContain(`first start ${other}`);
  expect(run({ NODE_DISABLE_COMPILE_CACHE: '1' })).toContain('first start undefined');
});
