import { accessOf, enterpriseRoot, may, plantTree, roles } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permissionCatalogue, permissions, readPermissions } from './permissions.ts';
import { grantableRoles, roleMatrix } from './role-matrix.ts';

test('the auditor reads everything and changes nothing', () => {
  expect([...roleMatrix.auditor].sort()).toEqual([...readPermissions].sort());
  expect(
    roleMatrix.auditor.filter((permission) => permissionCatalogue[permission].effect === 'write'),
  ).toEqual([]);
});

test('who only looks cannot change anything', () => {
  for (const role of ['viewer', 'kiosk'] as const)
    expect(roleMatrix[role].filter((permission) => !readPermissions.includes(permission))).toEqual([]);
});

test('an edge node delivers events and sees nothing', () => {
  expect(roleMatrix.machine).toEqual(['event.deliver', 'event.ingest']);
});

test('every permission is named once in a role, and somebody holds it', () => {
  for (const role of roles) expect(new Set(roleMatrix[role]).size, role).toBe(roleMatrix[role].length);
  expect([...roleMatrix.platformOwner]).toEqual(permissions);
});

test.each([
  ['kiosk', 'viewer'],
  ['viewer', 'operator'],
  ['operator', 'technician'],
  ['technician', 'engineer'],
  ['engineer', 'manager'],
  ['manager', 'organisationAdmin'],
  ['auditor', 'organisationAdmin'],
  ['organisationAdmin', 'platformOwner'],
] as const)('whatever %s may, %s may too', (lesser, greater) => {
  expect(roleMatrix[lesser].filter((permission) => !roleMatrix[greater].includes(permission))).toEqual([]);
});

test('nobody gains by giving: a role that may be given holds no more than the giver’s, save an edge’s delivery', () => {
  for (const giver of roles) {
    const held = new Set([
      ...roleMatrix[giver],
      ...(roleMatrix[giver].includes('grant.edit') ? ['event.deliver'] : []),
    ]);
    for (const given of grantableRoles[giver]) {
      expect(
        roleMatrix[given].filter((permission) => !held.has(permission)),
        `${giver} gives ${given}`,
      ).toEqual([]);
      // Nor by giving on: whoever is given a role gives none that the giver could not.
      expect(grantableRoles[given].filter((role) => !grantableRoles[giver].includes(role))).toEqual([]);
    }
    if (grantableRoles[giver].length > 0) expect(roleMatrix[giver]).toContain('grant.edit');
  }
});

test('an auditor changes nothing at any place, whatever else people hold elsewhere', () => {
  const tree = plantTree([
    { id: enterpriseRoot, name: '' },
    { id: 'site:a', name: '', parent: enterpriseRoot },
    { id: 'site:b', name: '', parent: enterpriseRoot },
  ]);
  const place = fc.constantFrom(enterpriseRoot, 'site:a', 'site:b');
  const grants = fc.array(
    fc.record({ person: fc.constant('p'), role: fc.constant('auditor' as const), place }),
  );
  fc.assert(
    fc.property(grants, fc.constantFrom(...permissions), place, (held, permission, at) => {
      const allowed = may(tree, accessOf(held, roleMatrix), { permission, place: at });
      if (allowed) expect(permissionCatalogue[permission].effect).toBe('read');
    }),
  );
});
