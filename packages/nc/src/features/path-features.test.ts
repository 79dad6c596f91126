import { expect, test } from 'vitest';
import { chunkOf, line, type Row, rapid } from '../../test/chunk-of.ts';
import type { CycleCall } from '../moves/move-context.ts';
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { pathReducer } from './path-features.ts';

function featuresOf(rows: readonly Row[], groupOf?: Parameters<typeof pathReducer>[0]) {
  const reducer = pathReducer(groupOf);
  reducer.take(chunkOf(rows));
  return reducer.finish();
}
const whole = (rows: readonly Row[]) => featuresOf(rows).get(0)!;

test('what is cut has a length, a box in the program’s coordinates, levels and corners', () => {
  const context = { placement: { offsetMm: [100, 0, 0, 0, 0, 0], rotationDeg: 0 } } as const;
  const at = (to: Row['to']) => ({ ...line(to, 500), context });
  const found = whole([
    { ...rapid([100, 0, 5]), context },
    at([100, 0, -2]),
    at([130, 0, -2]),
    at([130, 20, -2]),
    at([130, 20, -4]),
    at([100, 20, -4]),
  ]);
  expect(found.rapidMm).toBeCloseTo(Math.hypot(100, 5), 9);
  expect(found.cutMm).toBeCloseTo(7 + 30 + 20 + 2 + 30, 9);
  expect(found.box).toEqual([
    { min: 0, max: 30 },
    { min: 0, max: 20 },
    { min: -4, max: -2 },
  ]);
  expect(found.levels).toEqual([
    { atMm: -2, cutMm: 50 },
    { atMm: -4, cutMm: 30 },
  ]);
  expect(found.corners).toBe(4);
  expect(found).toMatchObject({ moves: 5, minRadiusMm: undefined, feed: { min: 500, max: 500 } });
});

test('an arc reaches beyond its ends, and the smallest radius is kept', () => {
  const arc = (to: Row['to'], centre: Row['centre']): Row => ({
    kind: MoveKind.arc,
    feed: 300,
    turns: 1,
    to: to!,
    centre: centre!,
  });
  const found = whole([arc([20, 0], [10, 0]), arc([20, 4], [20, 2])]);
  expect(found.minRadiusMm).toBeCloseTo(2, 9);
  expect(found.cutMm).toBeCloseTo(Math.PI * 12, 9);
  // The first goes under the line of its ends, the second to the right of its own.
  expect(found.box[1]!.min).toBeCloseTo(-10, 9);
  expect(found.box[0]!.max).toBeCloseTo(22, 9);
});

test('where an axis is not placed its extent and levels are not known', () => {
  const found = whole([
    { ...line([10, 0, -1], 100), unplaced: 0b100 },
    { ...line([20], 100), unplaced: 0b100 },
  ]);
  expect(found.box[2]).toBeUndefined();
  expect(found.levels).toEqual([]);
  expect(found.box[0]).toEqual({ min: 10, max: 20 });
});

test('holes that are alike are counted together', () => {
  const peck: CycleCall = {
    ...{ code: 83, kind: 'peck', depthMm: 22, retractMm: 2, bottomMm: -20, peckMm: 3, dwellS: 0, pitchMm: 0 },
    returnTo: 'r',
  };
  const hole = (x: number, cycle: CycleCall): Row[] => [
    { ...rapid([x, 0, 2]), flags: MoveFlag.cycle | MoveFlag.cycleStart, context: { cycle } },
    { ...line([x, 0, -20], 120), flags: MoveFlag.cycle, context: { cycle } },
    { ...rapid([x, 0, 2]), flags: MoveFlag.cycle, context: { cycle } },
  ];
  const tap: CycleCall = { ...peck, code: 84, kind: 'tap', peckMm: 0, pitchMm: 1.25 };
  const found = whole([...hole(10, peck), ...hole(20, peck), ...hole(30, tap)]);
  expect(found.holes).toEqual([
    { kind: 'peck', depthMm: 22, peckMm: 3, pitchMm: 0, holes: 2 },
    { kind: 'tap', depthMm: 22, peckMm: 0, pitchMm: 1.25, holes: 1 },
  ]);
});

test('speeds are those under which is cut, each group for itself', () => {
  const turning = { speedMode: 'surface', speed: 180 } as const;
  const found = featuresOf(
    [
      { ...line([10], 100), context: { speed: 2000 } },
      { ...line([20], 100), context: { speed: 3000 } },
      { ...line([30], 0.2), context: turning },
      { ...rapid([0]), context: { speed: 9000 } },
    ],
    (_, row) => (row < 2 ? 1 : 2),
  );
  expect(found.get(1)).toMatchObject({ rpm: { min: 2000, max: 3000 }, surfaceSpeed: undefined });
  expect(found.get(2)).toMatchObject({ rpm: undefined, surfaceSpeed: { min: 180, max: 180 } });
});

test('a surface of free form keeps the levels with the longest ways', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => [
    line([i % 2 === 0 ? 10 : 0, i, -i / 100], 500),
    ...(i % 500 === 0 ? [line([200], 500), line([10], 500)] : []),
  ]).flat();
  const { levels } = whole(rows);
  expect(levels.length).toBeLessThanOrEqual(64);
  expect(levels.filter(({ cutMm }) => cutMm > 100)).toHaveLength(6);
});
