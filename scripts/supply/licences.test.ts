import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAllowed, licenceOf, readByHand } from './licences.ts';
import { shippedOf } from './shipped.ts';

const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
const shipped = shippedOf(packages);

test('everything that is shipped may be used, changed and sold', () => {
  expect(shipped.length).toBeGreaterThan(100);
  const refused = shipped
    .filter((one) => !isAllowed(licenceOf(one) ?? 'none named'))
    .map((one) => `${one.path} ${one.entry.version}: ${licenceOf(one)}`);
  expect(refused, 'read the licence; take another package, or add what is permissive to licences.ts').toEqual(
    [],
  );
});

test('what was read by hand is still shipped and still names nothing', () => {
  for (const name of Object.keys(readByHand)) expect(shipped.some((one) => one.name === name)).toBe(true);
  for (const name of Object.keys(readByHand))
    expect(shipped.find((one) => one.name === name)?.entry.license ?? 'SEE LICENSE').toMatch(/^SEE LICENSE/);
});

test('one of several is enough, all of a sum are needed, and what is unknown is refused', () => {
  expect(['MIT', '(BSD-3-Clause OR GPL-2.0)', 'MIT AND ISC'].filter((one) => !isAllowed(one))).toEqual([]);
  const refused = ['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'SEE LICENSE IN x', '((MIT) OR GPL-2.0)'];
  expect(refused.filter(isAllowed)).toEqual([]);
});
