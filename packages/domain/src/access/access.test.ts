import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryPlant } from '../../test/arbitrary-plant.ts';
import { enterpriseRoot, levelOf, type Place, type PlaceId, shortId } from '../plant/place.ts';
import { isWithin, type PlantTree, plantTree, siteOf } from '../plant/plant-tree.ts';
import { type Access, accessOfToken, may, permissionsAnywhere, permissionsAt, placesWith } from './access.ts';
import { mayGrantRole, mayRelease } from './administration.ts';
import { type Reach, reachOf } from './reach.ts';
import { type GrantableRoles, roles } from './role.ts';

const words = ['read', 'edit', 'release'] as const;
type Word = (typeof words)[number];

const someWords = fc.subarray([...words]);
const accessIn = (places: readonly Place[]): fc.Arbitrary<Access<Word>> =>
  fc.array(
    fc.record({
      place: fc.constantFrom(...places.map(({ id }) => id)),
      permissions: someWords.map((names) => new Set(names)),
    }),
    { maxLength: 5 },
  );
const plantWithAccess = arbitraryPlant().chain((places) =>
  fc.record({
    tree: fc.constant(plantTree(places)),
    ids: fc.constant(places.map(({ id }) => id)),
    access: accessIn(places),
    more: accessIn(places),
    place: fc.constantFrom(...places.map(({ id }) => id)),
    scopes: someWords,
  }),
);
const all = (tree: PlantTree, access: Access<Word>, ids: readonly PlaceId[]) =>
  ids.flatMap((place) =>
    words.filter((permission) => may(tree, access, { permission, place })).map((word) => `${word}@${place}`),
  );

describe('any access in any plant', () => {
  test('granting more never removes', () => {
    fc.assert(
      fc.property(plantWithAccess, ({ tree, ids, access, more }) => {
        const both = new Set(all(tree, [...access, ...more], ids));
        expect([...all(tree, access, ids), ...all(tree, more, ids)].filter((one) => !both.has(one))).toEqual(
          [],
        );
      }),
    );
  });

  test('a grant never reaches outside its place', () => {
    fc.assert(
      fc.property(plantWithAccess, ({ tree, ids, place }) => {
        const access: Access<Word> = [{ place, permissions: new Set(words) }];
        for (const id of ids) {
          expect(permissionsAt(tree, access, id).size).toBe(isWithin(tree, id, place) ? 3 : 0);
        }
      }),
    );
  });

  test('a place that the tree does not know is open to nobody but the root', () => {
    fc.assert(
      fc.property(plantWithAccess, ({ tree, access }) => {
        const root = access.some(
          ({ place, permissions }) => place === enterpriseRoot && permissions.has('read'),
        );
        expect(may(tree, access, { permission: 'read', place: 'machine:unheard-of' })).toBe(root);
        expect(may(plantTree([]), access, { permission: 'read', place: 'site:s0' })).toBe(root);
      }),
    );
  });

  test('the places with several permissions cover exactly where all of them hold', () => {
    fc.assert(
      fc.property(plantWithAccess, ({ tree, ids, access }) => {
        const places = placesWith(tree, access, ['read', 'release']);
        for (const id of ids) {
          const both = (['read', 'release'] as const).every((permission) =>
            may(tree, access, { permission, place: id }),
          );
          expect(places.filter((place) => isWithin(tree, id, place)).length).toBe(both ? 1 : 0);
        }
      }),
    );
  });

  test('a token may do what both its scopes and its owner allow, there and nowhere else', () => {
    fc.assert(
      fc.property(plantWithAccess, fc.boolean(), ({ tree, ids, access, place, scopes }, bound) => {
        const token = accessOfToken(tree, access, { permissions: scopes, ...(bound ? { place } : {}) });
        for (const id of ids) {
          const allowed = [...permissionsAt(tree, access, id)].filter(
            (word) => scopes.includes(word) && (!bound || isWithin(tree, id, place)),
          );
          expect([...permissionsAt(tree, token, id)].sort()).toEqual(allowed.sort());
        }
        const owned = permissionsAnywhere(access);
        expect([...permissionsAnywhere(token)].filter((word) => !owned.has(word))).toEqual([]);
      }),
    );
  });
});

describe('reach', () => {
  const covers = (parts: readonly Reach[], site: string, machine: string | undefined) =>
    parts.some(
      (part) =>
        (part.sites === 'all' || part.sites.includes(site)) &&
        (machine === undefined
          ? part.withoutMachine
          : part.machines === 'all' || part.machines.includes(machine)),
    );

  test('covers an event of a machine exactly where it may be read, and of a site only where all of it may', () => {
    fc.assert(
      fc.property(plantWithAccess, ({ tree, ids, access }) => {
        const parts = reachOf(tree, placesWith(tree, access, ['read']));
        for (const id of ids) {
          const site = siteOf(tree, id);
          if (site === undefined) continue;
          const allowed = may(tree, access, { permission: 'read', place: id });
          if (levelOf(id) === 'machine') expect(covers(parts, shortId(site), shortId(id))).toBe(allowed);
          if (levelOf(id) === 'site') expect(covers(parts, shortId(id), undefined)).toBe(allowed);
        }
      }),
    );
  });

  test('a machine is seen on the site where it may be seen, not on another that is seen in part', () => {
    const tree = plantTree([
      { id: enterpriseRoot, name: '' },
      { id: 'site:a', name: '', parent: enterpriseRoot },
      { id: 'site:b', name: '', parent: enterpriseRoot },
      { id: 'machine:mill', name: '', parent: 'site:a' },
      { id: 'machine:lathe', name: '', parent: 'site:b' },
      { id: 'machine:saw', name: '', parent: 'site:b' },
    ]);
    const parts = reachOf(tree, ['site:a', 'machine:lathe']);
    expect(covers(parts, 'a', 'mill')).toBe(true);
    // What the lathe did on site a before it moved is site a's.
    expect(covers(parts, 'a', 'lathe')).toBe(true);
    expect(covers(parts, 'b', 'lathe')).toBe(true);
    // What the mill did on site b before it moved is site b's, of which only the lathe is seen.
    expect(covers(parts, 'b', 'mill')).toBe(false);
    expect(covers(parts, 'b', 'saw')).toBe(false);
    expect(covers(parts, 'b', undefined)).toBe(false);
    // One machine of a site that is seen as a whole adds nothing.
    expect(reachOf(tree, ['site:a', 'machine:mill'])).toEqual(reachOf(tree, ['site:a']));
    expect(reachOf(tree, [])).toEqual([]);
    expect(reachOf(tree, ['site:gone'])).toEqual([]);
  });
});

describe('administration', () => {
  const tree = plantTree([
    { id: enterpriseRoot, name: '' },
    { id: 'site:a', name: '', parent: enterpriseRoot },
    { id: 'site:b', name: '', parent: enterpriseRoot },
    { id: 'machine:mill', name: '', parent: 'site:a' },
  ]);
  const grantable = {
    ...Object.fromEntries(roles.map((role) => [role, []])),
    manager: ['operator', 'viewer'],
  } as unknown as GrantableRoles;

  test('a role is given within the place of the grant that may give it, and nowhere else', () => {
    const giver = [
      { person: 'p', role: 'manager', place: 'site:a' },
      { person: 'p', role: 'viewer', place: 'site:b' },
    ] as const;
    const may = (role: (typeof roles)[number], place: PlaceId) =>
      mayGrantRole(tree, giver, { role, place, grantable });
    expect(may('operator', 'site:a')).toBe(true);
    expect(may('operator', 'machine:mill')).toBe(true);
    expect(may('manager', 'site:a')).toBe(false);
    expect(may('operator', 'site:b')).toBe(false);
    expect(may('operator', enterpriseRoot)).toBe(false);
  });

  test('no author and no editor releases their own change', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (person, author, editors) => {
        expect(mayRelease(author, { author, editors })).toBe(false);
        expect(mayRelease(person, { author, editors })).toBe(![author, ...editors].includes(person));
      }),
    );
  });
});
