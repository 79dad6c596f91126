import { expect, test } from 'vitest';
import { projectOf } from './project-of.ts';

const of = (path: string, partNumber?: string) =>
  projectOf('s', { path, sha256: 'ab'.repeat(32), partNumber });

test('a part number ties programs together, however it is written', () => {
  expect(of('a.nc', '827-9999-904')).toEqual({
    key: 'part:8279999904',
    name: '827-9999-904',
    partNumber: '827-9999-904',
  });
  expect(of('b/c.nc', '827.9999.904').key).toBe(of('a.nc', '827-9999-904').key);
});

test('operations of a part belong together by their names, in one folder', () => {
  const first = of('acme/BOX_REV-A_OP1.NC');
  expect(of('acme/BOX_REV-A_OP2.NC').key).toBe(first.key);
  expect(of('other/BOX_REV-A_OP2.NC').key).not.toBe(first.key);
  expect(first.partNumber).toBeUndefined();
  expect(of('acme/bracket/OP1.nc').key).toBe(of('acme/bracket/op 2.nc').key);
  expect(of('acme/plate side 1.nc')).toMatchObject({ name: 'plate' });
});

test('a program about which nothing tells is a project of its own', () => {
  expect(of('O1.nc')).toEqual({ key: `text:${'ab'.repeat(16)}`, name: 'O1', partNumber: undefined });
  expect(of('OP1.nc').key).toBe(`text:${'ab'.repeat(16)}`);
});
