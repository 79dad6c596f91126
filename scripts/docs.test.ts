/** Documentation that names a file, a script or a dependency is held to it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = ['.', 'docs', 'docs/decisions', 'docs/guides', 'docs/reference', 'docs/security'];
const documents = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);
const text = (document: string) => readFileSync(join(root, document), 'utf8');

test.each(documents)('%s: every link within the repository leads somewhere', (document) => {
  const links = [...text(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1]!);
  expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
});

test.each(documents)('%s: every file that it names is there', (document) => {
  const named = [...text(document).matchAll(/`((?:packages|scripts|docs|e2e|\.ci)\/[\w./-]*)`/g)].map(
    (match) => match[1]!,
  );
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every direct dependency has its line among the decisions', () => {
  const record = text('docs/decisions/0006-dependencies.md');
  const manifests = [
    'package.json',
    'e2e/package.json',
    ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/package.json`),
  ];
  const direct = manifests.flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text(path));
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  });
  const foreign = [...new Set(direct)].filter((name) => !name.startsWith('@mantinel/'));
  expect(foreign.filter((name) => !record.includes(`\`${name}\``))).toEqual([]);
  const described = [...record.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap((match) =>
    [...match[1]!.matchAll(/`([^`]+)`/g)].map((name) => name[1]!),
  );
  expect(
    described.filter((name) => !foreign.includes(name)),
    'lines of what is gone',
  ).toEqual([]);
});
