import { permissionCatalogue, permissions, roleMatrix } from '@mantinel/contract';
import { plantTree, type RoleGrant } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { offeredPermissions, permissionsOf } from './offered-permissions.ts';

const tree = plantTree([
  { id: 'enterprise:own', name: 'Ours' },
  { id: 'site:a', name: 'A', parent: 'enterprise:own' },
  { id: 'site:b', name: 'B', parent: 'enterprise:own' },
]);
const grants: RoleGrant[] = [{ person: 'me', role: 'engineer', place: 'site:a' }];

test('a token is offered what its owner may do at the place, and nothing elsewhere', () => {
  const offered = offeredPermissions({ tree, grants, anywhere: [] }, 'site:a');
  expect(offered.toSorted()).toEqual(roleMatrix.engineer.filter((name) => name !== 'token.own').toSorted());
  expect(offeredPermissions({ tree, grants, anywhere: permissions }, 'site:b')).toEqual([]);
});

test('where the roles cannot be seen, what the owner may do anywhere is offered', () => {
  const owner = { tree, grants: undefined, anywhere: ['event.read', 'token.own'] as const };
  expect(offeredPermissions(owner, 'site:b')).toEqual(['event.read']);
});

test('looking changes nothing; what was chosen and is not offered counts for nothing', () => {
  const offered = offeredPermissions({ tree, grants, anywhere: [] }, 'site:a');
  const chosen = new Set(['event.read', 'grant.edit'] as const);
  const looks = permissionsOf('looks', { offered, chosen });
  expect(looks.length).toBeGreaterThan(3);
  expect(looks.every((name) => permissionCatalogue[name].effect === 'read')).toBe(true);
  expect(permissionsOf('everything', { offered, chosen })).toEqual(offered);
  expect(permissionsOf('chosen', { offered, chosen })).toEqual(['event.read']);
});
