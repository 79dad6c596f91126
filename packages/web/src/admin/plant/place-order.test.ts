import type { PlaceView } from '@mantinel/contract';
import { levelOf, type PlaceId, plantTree } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { pathName, placeOptions, possibleParents, rowsOf } from './place-order.ts';

const place = (id: PlaceId, name: string, parent?: PlaceId): PlaceView => ({
  id,
  level: levelOf(id),
  name,
  version: 1,
  ...(parent === undefined ? {} : { parent }),
});
const plant = [
  place('machine:saw', 'Saw', 'line:cut'),
  place('site:b', 'Berlin', 'enterprise:own'),
  place('line:cut', 'Cutting', 'site:b'),
  place('enterprise:own', 'Ours'),
  place('site:a', 'Aachen', 'enterprise:own'),
];

test('rows follow what contains them, by name', () => {
  expect(rowsOf(plant).map(({ place: { id }, depth }) => [id, depth])).toEqual([
    ['enterprise:own', 0],
    ['site:a', 1],
    ['site:b', 1],
    ['line:cut', 2],
    ['machine:saw', 3],
  ]);
});

test('a place whose container is not seen is shown all the same', () => {
  expect(rowsOf([plant[0]!]).map(({ depth }) => depth)).toEqual([0]);
});

test('a place goes where its level may lie, and never into itself', () => {
  const parents = (id: PlaceId) => possibleParents(plantTree(plant), plant, id).map((parent) => parent.id);
  expect(parents('line:cut')).toEqual(['site:b', 'site:a']);
  expect(parents('machine:saw')).toEqual(['site:b', 'line:cut', 'site:a']);
});

test('names tell the way down', () => {
  expect(pathName(plant, 'machine:saw')).toBe('Berlin › Cutting › Saw');
  expect(pathName(plant, 'enterprise:own')).toBe('Ours');
  expect(placeOptions(plant, [plant[0]!])).toEqual([
    { value: 'machine:saw', label: 'Berlin › Cutting › Saw' },
  ]);
});
