import { expect, test } from 'vitest';
import { readText } from '../../../../test/read-text.ts';
import { LineKind } from '../../reading/piece.ts';
import { planOf } from './plan.ts';

const { toolpath } = readText('G21 G90\nS1 M3\nG0 X0 Y0 Z0\nG1 X100 F100\nY50\nX0\nG0 Y0\nM30\n');
const plan = (kind: number, only?: (row: number) => boolean) =>
  planOf(toolpath.pieces, { box: toolpath.wholeBox!, machine: 'mill', kind, ...(only ? { only } : {}) });

test('is drawn from above, Y upwards', () => {
  expect(plan(LineKind.cut)).toEqual({ width: 1000, height: 500, path: 'M0 500L1000 500L1000 0L0 0' });
  expect(plan(LineKind.rapid).path).toBe('M0 0L0 500');
  expect(plan(LineKind.cut, () => false).path).toBe('');
});

test('of a lathe from the front, X upwards', () => {
  const lathe = readText(
    'O1\nG18 G21 G99\nT0101\nG97 S1000 M3\nG0 X40. Z0.\nG1 Z-40. F0.2\nX80.\nM30\n',
  ).toolpath;
  const { path } = planOf(lathe.pieces, { box: lathe.wholeBox!, machine: 'lathe', kind: LineKind.cut });
  expect(path).toBe('M1000 500L0 500L0 0');
});

test('stays of a size that a browser draws', () => {
  const pass = Array.from({ length: 90_000 }, (_, i) => `X${(i * 7919) % 997} Y${(i * 104729) % 991}`).join(
    '\n',
  );
  const huge = readText(`G21 G90\nS1 M3\nG0 X0 Y0 Z0\nG1 F500\n${pass}\nM30\n`).toolpath;
  const { path } = planOf(huge.pieces, { box: huge.wholeBox!, machine: 'mill', kind: LineKind.cut });
  expect(path.match(/L/g)!.length).toBeLessThanOrEqual(60_000);
});
