import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { billOfMaterials } from './bill-of-materials.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

test('the bill of materials names what is shipped, with version, hash and licence', () => {
  const bill: ReturnType<typeof billOfMaterials> = JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'sbom.ts')], { encoding: 'utf8' }),
  );
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'mantinel' } } });
  const names = new Set(bill.components.map(({ name }) => name));
  const direct = readdirSync(join(root, 'packages')).flatMap((name) =>
    Object.keys(read(`packages/${name}/package.json`).dependencies ?? {}),
  );
  expect(direct.filter((name) => !name.startsWith('@mantinel/') && !names.has(name))).toEqual([]);
  expect([...names].filter((name) => ['vitest', 'knip', '@biomejs/biome'].includes(name))).toEqual([]);
  for (const { purl, hashes, licenses, name, version } of bill.components) {
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(hashes?.[0]?.content, name).toMatch(/^[0-9a-f]{128}$/);
    expect(licenses, name).toHaveLength(1);
  }
});

test('every component is reached from the product, and every edge leads to a component', () => {
  const { dependencies, components, metadata } = billOfMaterials(
    read('package-lock.json').packages,
    new Date(0),
  );
  const edges = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  expect(new Set(edges.keys()).size).toBe(components.length + 1);
  const reached = new Set<string>();
  const walk = (ref: string) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    for (const next of edges.get(ref)!) walk(next);
  };
  walk(metadata.component['bom-ref']);
  expect(components.map((one) => one['bom-ref']).filter((ref) => !reached.has(ref))).toEqual([]);
});

test('a package installed twice is found where Node finds it', () => {
  const packages = {
    '': { version: '1.0.0', license: 'MIT', dependencies: { a: '1', b: '1' } },
    'node_modules/a': { version: '1.0.0', dependencies: { b: '2' } },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/c': { version: '1.0.0', dev: true },
  };
  expect(billOfMaterials(packages, new Date(0)).dependencies).toEqual([
    { ref: 'mantinel@1.0.0', dependsOn: ['a@1.0.0', 'b@1.0.0'] },
    { ref: 'a@1.0.0', dependsOn: ['b@2.0.0'] },
    { ref: 'b@1.0.0', dependsOn: [] },
    { ref: 'b@2.0.0', dependsOn: [] },
  ]);
});
