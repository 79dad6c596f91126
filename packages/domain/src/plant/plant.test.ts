import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryPlant } from '../../test/arbitrary-plant.ts';
import { addPlace, movePlace } from './change-plant.ts';
import { checkPlant } from './check-plant.ts';
import { enterpriseRoot, levelOf, mayContain, type Place, parsePlaceId, placeLevels } from './place.ts';
import { isWithin, machinesWithin, pathToRoot, placesWithin, plantTree, siteOf } from './plant-tree.ts';

const shop: Place[] = [
  { id: enterpriseRoot, name: 'Kovo' },
  { id: 'site:zilina', name: 'Žilina', parent: enterpriseRoot },
  { id: 'area:hall-1', name: 'Hall 1', parent: 'site:zilina' },
  { id: 'line:turning', name: 'Turning', parent: 'area:hall-1' },
  { id: 'machine:lathe', name: 'Lathe', parent: 'line:turning' },
  { id: 'machine:mill', name: 'Mill', parent: 'site:zilina' },
  { id: 'site:nitra', name: 'Nitra', parent: enterpriseRoot },
];

describe('a small plant', () => {
  const tree = plantTree(shop);

  test('lookup, ancestors, contents', () => {
    expect(checkPlant(shop)).toEqual([]);
    expect(pathToRoot(tree, 'machine:lathe')).toEqual([
      'machine:lathe',
      'line:turning',
      'area:hall-1',
      'site:zilina',
      enterpriseRoot,
    ]);
    expect(siteOf(tree, 'machine:mill')).toBe('site:zilina');
    expect(siteOf(tree, enterpriseRoot)).toBeUndefined();
    expect(machinesWithin(tree, 'site:zilina')).toEqual(['machine:mill', 'machine:lathe']);
    expect(placesWithin(tree, 'area:gone')).toEqual([]);
    expect(isWithin(tree, 'machine:lathe', 'site:nitra')).toBe(false);
    expect(isWithin(tree, 'machine:gone', 'machine:gone')).toBe(false);
  });

  test('a machine moves to another site with its id, and to nowhere it could not stand', () => {
    const moved = movePlace(tree, 'machine:lathe', 'site:nitra');
    expect('tree' in moved && siteOf(moved.tree, 'machine:lathe')).toBe('site:nitra');
    expect(movePlace(tree, 'machine:lathe', enterpriseRoot)).toEqual({
      problems: [{ problem: 'wrongLevel', place: 'machine:lathe', parent: enterpriseRoot }],
    });
    expect(movePlace(tree, 'machine:lathe', 'machine:mill')).toMatchObject({
      problems: [{ problem: 'wrongLevel' }],
    });
    expect(movePlace(tree, 'machine:gone', 'site:nitra')).toEqual({
      problems: [{ problem: 'unknownPlace', place: 'machine:gone' }],
    });
  });

  test('an area cannot lie in its own line', () => {
    expect(movePlace(tree, 'area:hall-1', 'line:turning')).toMatchObject({
      problems: [
        { problem: 'wrongLevel', place: 'area:hall-1' },
        { problem: 'cycle', place: 'area:hall-1' },
        { problem: 'cycle', place: 'line:turning' },
      ],
    });
  });

  test.each([
    ['noEnterprise', shop.slice(1)],
    ['duplicateId', [...shop, { id: 'machine:mill', name: 'Again', parent: 'site:nitra' }]],
    ['noParent', [...shop, { id: 'machine:loose', name: 'Loose' }]],
    ['secondRoot', [...shop, { id: 'enterprise:other', name: 'Other' }]],
    ['unknownParent', [...shop, { id: 'machine:saw', name: 'Saw', parent: 'line:gone' }]],
    ['wrongLevel', [...shop, { id: 'area:hall-2', name: 'Hall 2', parent: 'line:turning' }]],
  ] as const)('%s is told', (problem, places) => {
    expect(checkPlant(places).map((found) => found.problem)).toContain(problem);
  });

  test('ids that could not stand in an event are none', () => {
    expect(parsePlaceId('site:zilina')).toBe('site:zilina');
    for (const text of ['zilina', 'site:', 'site:Žilina', 'hall:1', 'site:a:b', ' site:a', 'site:a\n'])
      expect(parsePlaceId(text), text).toBeUndefined();
  });
});

describe('any plant', () => {
  test('is in order, and each place but the root lies on exactly one site', () => {
    fc.assert(
      fc.property(arbitraryPlant(), (places) => {
        const tree = plantTree(places);
        expect(checkPlant(places)).toEqual([]);
        const sites = places.filter(({ id }) => levelOf(id) === 'site');
        for (const { id } of places) {
          const around = sites.filter((site) => isWithin(tree, id, site.id)).map((site) => site.id);
          expect(around).toEqual(id === enterpriseRoot ? [] : [siteOf(tree, id)]);
        }
      }),
    );
  });

  test('containment is a partial order, and agrees from both ends', () => {
    fc.assert(
      fc.property(arbitraryPlant(), fc.nat(), fc.nat(), fc.nat(), (places, i, j, k) => {
        const tree = plantTree(places);
        const [a, b, c] = [i, j, k].map((n) => places[n % places.length]!.id) as [
          Place['id'],
          Place['id'],
          Place['id'],
        ];
        expect(isWithin(tree, a, a)).toBe(true);
        if (isWithin(tree, a, b) && isWithin(tree, b, a)) expect(a).toBe(b);
        if (isWithin(tree, a, b) && isWithin(tree, b, c)) expect(isWithin(tree, a, c)).toBe(true);
        expect(isWithin(tree, a, b)).toBe(placesWithin(tree, b).includes(a));
      }),
    );
  });

  test('a move either leaves a plant in order with the same places, or names its problem', () => {
    fc.assert(
      fc.property(arbitraryPlant(), fc.nat(), fc.nat(), (places, i, j) => {
        const tree = plantTree(places);
        const [moved, into] = [places[i % places.length]!.id, places[j % places.length]!.id];
        const change = movePlace(tree, moved, into);
        const allowed = mayContain(levelOf(into), levelOf(moved)) && !isWithin(tree, into, moved);
        expect('tree' in change).toBe(allowed);
        if (!('tree' in change)) return;
        expect(checkPlant([...change.tree.places.values()])).toEqual([]);
        expect([...change.tree.places.keys()]).toEqual([...tree.places.keys()]);
        expect(isWithin(change.tree, moved, into)).toBe(true);
        expect(placesWithin(change.tree, moved)).toEqual(placesWithin(tree, moved));
      }),
    );
  });

  test('garbage is told, and never loops', () => {
    const id = fc
      .tuple(fc.constantFrom(...placeLevels), fc.constantFrom('a', 'b', 'c'))
      .map(([level, name]) => `${level}:${name}` as const);
    const any = fc.array(
      fc.record({ id, name: fc.constant('x'), parent: id }, { requiredKeys: ['id', 'name'] }),
    );
    fc.assert(
      fc.property(any, (places) => {
        expect(checkPlant(places).length).toBeGreaterThan(0);
        const tree = plantTree(places);
        for (const place of places) {
          expect(pathToRoot(tree, place.id).length).toBeLessThanOrEqual(places.length);
          expect(placesWithin(tree, place.id).length).toBeLessThanOrEqual(places.length);
          expect(siteOf(tree, place.id)).toBeUndefined();
        }
        expect(addPlace(tree, { id: 'site:new', name: 'New', parent: enterpriseRoot })).toHaveProperty(
          'problems',
        );
      }),
    );
  });
});
