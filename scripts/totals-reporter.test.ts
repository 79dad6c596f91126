import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

// Below the workspace, so that the runs within the run find vitest.
const folder = join(import.meta.dirname, `fixtures/run-${process.pid}`);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
beforeEach(() => mkdirSync(folder, { recursive: true }));
afterEach(() => rmSync(folder, { recursive: true }));

/** The last line and exit code of a run of these test files by the command that `npm test` uses. */
function closingLine(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), `import { expect, test } from 'vitest';\n${text}`);
  }
  const reporter = join(import.meta.dirname, 'totals-reporter.ts');
  const args = [vitest, 'run', '--reporter=default', `--reporter=${reporter}`];
  const { stdout, status } = spawnSync(process.execPath, [...args, `--root=${folder}`], { encoding: 'utf8' });
  return { line: stdout.trimEnd().split('\n').at(-1), status };
}

const good = "test('a', () => {}); test('b', () => {});";

test('all passed', () => {
  expect(closingLine({ 'a.test.ts': good })).toEqual({ line: '2 passed, 0 failed', status: 0 });
});

test('one failed, one skipped', () => {
  const mixed = `${good} test('c', () => expect(1).toBe(2)); test.skip('d', () => {});`;
  expect(closingLine({ 'a.test.ts': mixed })).toEqual({ line: '2 passed, 1 failed, 1 skipped', status: 1 });
});

test('a file that cannot be loaded is a failure', () => {
  const files = { 'a.test.ts': good, 'b.test.ts': "import './missing.ts';" };
  expect(closingLine(files)).toEqual({ line: '2 passed, 1 failed', status: 1 });
});

test('an error outside every test is a failure', () => {
  const files = {
    'a.test.ts': `${good} setTimeout(() => { throw new Error('late'); }); test('c', () => new Promise((r) => setTimeout(r, 50)));`,
  };
  expect(closingLine(files)).toEqual({ line: '3 passed, 1 failed', status: 1 });
});
