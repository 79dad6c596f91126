import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const workspace = join(import.meta.dirname, '..');
const biome = join(
  dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')),
  'bin/biome',
);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mantinel-lint-'));
  const rules = JSON.parse(readFileSync(join(workspace, 'biome.json'), 'utf8'));
  // Only there is no repository, hence no ignore file, in the temporary folder.
  writeFileSync(join(root, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The rules that our own biome.json finds broken by this text at this path. */
function brokenRules(path: string, text: string): string[] {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const manifest = { name: '@mantinel/domain', dependencies: {} };
  writeFileSync(join(root, 'packages/domain/package.json'), JSON.stringify(manifest));
  const args = [biome, 'lint', '--reporter=json', '--error-on-warnings', path];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const report: { diagnostics: { category: string }[] } = JSON.parse(stdout);
  return report.diagnostics.map(({ category }) => category);
}

const source = 'packages/domain/src/poison.ts';

test('sound code breaks none', () => {
  expect(brokenRules(source, "import './event.ts';\n")).toEqual([]);
});

test.each([
  [
    'a relative import across packages',
    source,
    "import '../../contract/src/index.ts';",
    'lint/style/noRestrictedImports',
  ],
  [
    'the same from a deep folder',
    'packages/domain/src/a/b/poison.ts',
    "import '../../../../contract/src/index.ts';",
    'lint/style/noRestrictedImports',
  ],
  ['an undeclared dependency', source, "import 'zod';", 'lint/correctness/noUndeclaredDependencies'],
  ['I/O in a pure room', source, "import 'node:fs';", 'lint/correctness/noNodejsModules'],
  ['an any', source, 'export const a = (b: any) => b;', 'lint/suspicious/noExplicitAny'],
  ['a default export', source, 'export default 1;', 'lint/style/noDefaultExport'],
  [
    'a name in another case',
    'packages/domain/src/Poison.ts',
    'export const a = 1;',
    'lint/style/useFilenamingConvention',
  ],
  ['a line to the console', source, "console.log('x');", 'lint/suspicious/noConsole'],
])('%s is found', (_, path, text, rule) => {
  expect(brokenRules(path, `${text}\n`)).toContain(rule);
});

test('files that know each other in a circle are found, also by types alone', () => {
  const other = join(root, 'packages/domain/src/other.ts');
  mkdirSync(dirname(other), { recursive: true });
  writeFileSync(other, "import type { A } from './poison.ts';\nexport type B = A;\n");
  expect(brokenRules(source, "import type { B } from './other.ts';\nexport type A = B | 1;\n")).toContain(
    'lint/suspicious/noImportCycles',
  );
});
