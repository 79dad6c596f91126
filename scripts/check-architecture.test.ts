import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rooms } from './architecture.ts';
import { checkArchitecture } from './check-architecture.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mantinel-house-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const manifest = (room: string, dependencies: string[] = [], extra: object = {}) =>
  JSON.stringify({
    name: `@mantinel/${room}`,
    exports: { '.': './src/index.ts' },
    dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])),
    ...extra,
  });

/** A small sound house with the given files laid over it, checked. */
function breachesWith(files: Record<string, string>): string[] {
  const house = {
    'package.json': JSON.stringify({ name: 'house', devDependencies: { vitest: '*' } }),
    'packages/domain/package.json': manifest('domain'),
    'packages/domain/src/index.ts': "export * from './event.ts';",
    'packages/domain/src/event.ts': 'export const event = 1;',
    'packages/domain/src/event.test.ts': "import 'node:fs'; import 'vitest';",
    'packages/contract/package.json': manifest('contract', ['@mantinel/domain', 'zod']),
    'packages/contract/src/index.ts': "import { z } from 'zod'; export * from '@mantinel/domain';",
    'packages/server/package.json': manifest('server', ['@mantinel/contract']),
    'packages/server/src/index.ts': "import 'node:http'; import '@mantinel/contract';",
    ...files,
  };
  for (const [path, text] of Object.entries(house)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkArchitecture(root);
}

test('a sound house has no breach', () => {
  expect(breachesWith({})).toEqual([]);
});

test('the house as it stands has no breach', () => {
  expect(checkArchitecture(join(import.meta.dirname, '..'))).toEqual([]);
});

test('the graph has no circle and names only rooms', () => {
  const visit = (name: string, above: readonly string[]) => {
    expect(above).not.toContain(name);
    for (const next of rooms[name]!.mayUse) visit(next, [...above, name]);
  };
  for (const name of Object.keys(rooms)) visit(name, []);
});

describe('poison', () => {
  const file = 'packages/domain/src/poison.ts';
  test.each([
    [
      'a manifest beyond the graph',
      { 'packages/domain/package.json': manifest('domain', ['@mantinel/contract']) },
      'packages/domain/package.json: may not depend on @mantinel/contract',
    ],
    [
      'the same for tests only',
      {
        'packages/domain/package.json': manifest('domain', [], {
          devDependencies: { '@mantinel/server': '*' },
        }),
      },
      'packages/domain/package.json: may not depend on @mantinel/server',
    ],
    [
      'a package that no room is named after',
      { 'packages/attic/package.json': manifest('attic') },
      'packages/attic: no room of this name stands in scripts/architecture.ts',
    ],
    [
      'a package of another name than its folder',
      { 'packages/store/package.json': manifest('cellar') },
      'packages/store/package.json: is named @mantinel/cellar, not @mantinel/store',
    ],
    [
      'an undeclared room',
      { 'packages/server/src/a.ts': "\nimport '@mantinel/domain';" },
      'packages/server/src/a.ts:2: imports @mantinel/domain, which packages/server/package.json does not declare',
    ],
    [
      'an undeclared library',
      { [file]: "import 'zod';" },
      `${file}:1: imports zod, which packages/domain/package.json does not declare`,
    ],
    [
      'a tool of the tests in a source',
      { [file]: "import 'vitest';" },
      `${file}:1: imports vitest, which packages/domain/package.json does not declare`,
    ],
    [
      'an undeclared type',
      { [file]: "export type A = import('@mantinel/contract').A;" },
      `${file}:1: imports @mantinel/contract, which packages/domain/package.json does not declare`,
    ],
    [
      'an undeclared dynamic import',
      { [file]: "export const a = () => import('zod');" },
      `${file}:1: imports zod, which packages/domain/package.json does not declare`,
    ],
    [
      'an undeclared re-export',
      { [file]: "export * from 'zod';" },
      `${file}:1: imports zod, which packages/domain/package.json does not declare`,
    ],
    [
      'a way past the exports',
      { 'packages/contract/src/a.ts': "import '@mantinel/domain/src/event.ts';" },
      'packages/contract/src/a.ts:1: imports @mantinel/domain/src/event.ts, which @mantinel/domain does not export',
    ],
    [
      'a relative path out of the package',
      { 'packages/contract/src/a.ts': "import '../../domain/src/event.ts';" },
      'packages/contract/src/a.ts:1: reaches out of its package by ../../domain/src/event.ts',
    ],
    [
      'the same in a test',
      { 'packages/contract/src/a.test.ts': "import '../../domain/src/event.ts';" },
      'packages/contract/src/a.test.ts:1: reaches out of its package by ../../domain/src/event.ts',
    ],
    ['an absolute path', { [file]: "import '/etc/x.ts';" }, `${file}:1: imports the absolute path /etc/x.ts`],
    [
      'I/O in a pure room',
      { [file]: "import 'node:fs';" },
      `${file}:1: imports node:fs, but @mantinel/domain is without I/O`,
    ],
    [
      'I/O by its old name',
      { [file]: "import 'fs/promises';" },
      `${file}:1: imports fs/promises, but @mantinel/domain is without I/O`,
    ],
    [
      'a feature in another',
      {
        'packages/server/src/features/log/routes.ts':
          "import { a } from '../fleet/service.ts'; export const b = a;",
        'packages/server/src/features/fleet/service.ts': 'export const a = 1;',
      },
      'packages/server/src/features/log/routes.ts:1: the feature log imports the feature fleet; let app.ts hand it over',
    ],
  ])('%s', (_, files, breach) => {
    expect(breachesWith(files as Record<string, string>)).toEqual([breach]);
  });

  test('but a feature may name the type of what it is handed', () => {
    expect(
      breachesWith({
        'packages/server/src/features/log/routes.ts':
          "import type { A } from '../fleet/service.ts'; export type B = A;",
        'packages/server/src/features/fleet/service.ts': 'export type A = 1;',
      }),
    ).toEqual([]);
  });
});
