import { plantTree, type RoleGrant } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { whyNotGive } from './why-not-give.ts';

const tree = plantTree([
  { id: 'enterprise:own', name: 'Ours' },
  { id: 'site:a', name: 'A', parent: 'enterprise:own' },
  { id: 'site:b', name: 'B', parent: 'enterprise:own' },
]);
const own: RoleGrant[] = [{ person: 'me', role: 'manager', place: 'site:a' }];
const giving = { tree, own, giver: 'me', held: [] };
const grant = { person: 'you', role: 'operator', place: 'site:a' } as const;

test('a manager gives the roles of the shop floor at the own site', () => {
  expect(whyNotGive(giving, grant)).toBeUndefined();
});

test('each refusal says why', () => {
  expect(whyNotGive(giving, { ...grant, person: 'me' })).toEqual({ why: 'oneself' });
  expect(whyNotGive({ ...giving, held: [grant] }, grant)).toEqual({ why: 'held' });
  expect(whyNotGive(giving, { ...grant, place: 'site:b' })).toEqual({ why: 'place' });
  expect(whyNotGive(giving, { ...grant, role: 'auditor' })).toEqual({
    why: 'role',
    givers: ['platformOwner', 'organisationAdmin'],
  });
});

test('whoever cannot see the own roles is left to the server', () => {
  expect(whyNotGive({ ...giving, own: undefined }, { ...grant, role: 'auditor' })).toBeUndefined();
});
