import { expect, test } from 'vitest';
import { readText } from '../../../../test/read-text.ts';
import { lineOfRow } from '../../selection.ts';
import { pickLine } from './pick.ts';
import { directionsOf, fitted, lookFrom, seenAt, type Vector, type Viewpoint } from './viewpoint.ts';

const program = readText(
  [
    'G21 G90 G17',
    'S1000 M3',
    'G0 X0 Y0 Z10',
    'G1 Z-10 F100',
    'X100',
    'Z-5',
    'G3 X100 Y50 J25',
    'G1 X0',
    'G0 Z20',
    'G0 X100',
    'M30',
  ].join('\n'),
);
const px = { width: 800, height: 600 };
const from = (preset: 'top' | 'front' | 'iso'): Viewpoint =>
  fitted(
    lookFrom({ target: [0, 0, 0], azimuth: 0, elevation: 0, mmPerPx: 1, machine: 'mill' }, preset),
    program.toolpath.box!,
    px,
  );
const lineAt = (view: Viewpoint, place: Vector, off = { rightPx: 0, downPx: 0 }, rapids = true) => {
  const { rightPx, downPx } = seenAt(view, directionsOf(view), place);
  const at = { rightPx: rightPx + off.rightPx, downPx: downPx + off.downPx };
  const picked = pickLine(program.toolpath.pieces, view, { ...at, reachPx: 8, rapids });
  return picked && lineOfRow(program, picked.row);
};

test('the line under the pointer, from every side', () => {
  for (const preset of ['top', 'iso'] as const) {
    expect(lineAt(from(preset), [50, 0, -10])).toBe(5);
    expect(lineAt(from(preset), [125, 25, -5])).toBe(7);
    expect(lineAt(from(preset), [50, 50, -5])).toBe(8);
  }
});

test('near is near enough, far is not', () => {
  expect(lineAt(from('top'), [50, 0, -10], { rightPx: 0, downPx: 6 })).toBe(5);
  expect(lineAt(from('top'), [50, 0, -10], { rightPx: 0, downPx: 20 })).toBeUndefined();
});

test('of lines on one another the one in front', () => {
  const view = from('front');
  // From the front the way along X at Y 50 and Z -5 lies behind that of the arc's end, and both before nothing.
  expect(lineAt(view, [50, 0, -10])).toBe(5);
  expect(lineAt(view, [50, 50, -5])).toBe(8);
});

test('rapids can be passed over', () => {
  expect(lineAt(from('front'), [50, 50, 20])).toBe(10);
  expect(lineAt(from('front'), [50, 50, 20], undefined, false)).toBeUndefined();
});
