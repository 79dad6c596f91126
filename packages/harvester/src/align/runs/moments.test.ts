import { expect, test } from 'vitest';
import type { MachineSample } from '../samples/sample.ts';
import { MomentGathering } from './moments.ts';

const sample = (change: Partial<MachineSample>): MachineSample => ({
  ...{ timeUs: 0, known: true, clockSetBack: false, execution: 'ACTIVE', mode: 'AUTOMATIC' },
  ...{
    singleBlock: false,
    emergencyStop: false,
    faults: 0,
    program: 'A',
    line: 1,
    block: undefined,
    tool: 1,
  },
  ...{ feedOverride: undefined, spindleRpm: undefined, load: undefined },
  ...{ parts: undefined, scrap: undefined, rework: undefined },
  ...change,
});

test('only changes make rows', () => {
  const gathering = new MomentGathering();
  for (const [at, line] of [1, 1, 2, 2, 2, 3].entries()) gathering.add(at, true, sample({ line }));
  const { count, atS, line } = gathering.finish();
  expect([count, [...atS], [...line]]).toEqual([3, [0, 2, 5], [1, 2, 3]]);
});

test('a run of days stays within its rows, and loses no change of tool or activity', () => {
  const gathering = new MomentGathering();
  const seconds = 40_000;
  let changes = 0;
  for (let at = 0; at < seconds * 10; at++) {
    const tool = 1 + (Math.floor(at / 5000) % 7);
    const active = at % 9001 !== 0;
    if (at % 5000 === 0 || at % 9001 === 0) changes += 1;
    gathering.add(at / 10, active, sample({ line: at, tool }));
  }
  const moments = gathering.finish();
  expect(moments.count).toBeLessThanOrEqual(200_001);
  let seen = 0;
  for (let row = 1; row < moments.count; row++) {
    expect(moments.atS[row]!).toBeGreaterThanOrEqual(moments.atS[row - 1]!);
    if (moments.tool[row] !== moments.tool[row - 1]) seen += 1;
  }
  expect(seen).toBe(Math.floor((seconds * 10 - 1) / 5000));
  expect(changes).toBeGreaterThan(100);
  expect([...moments.active].filter((active) => active === 0).length).toBeGreaterThanOrEqual(
    Math.floor((seconds * 10) / 9001),
  );
});

test('texts of blocks are kept once each', () => {
  const gathering = new MomentGathering();
  for (let at = 0; at < 10; at++)
    gathering.add(at, true, sample({ block: at % 2 === 0 ? 'G0 X1' : 'G0 X2' }));
  expect(gathering.finish()).toMatchObject({ count: 10, texts: ['G0 X1', 'G0 X2'] });
});
