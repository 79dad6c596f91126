import { expect, test } from 'vitest';
import { interpret } from '../interpret/interpret.ts';
import { bytesOfText } from '../source/byte-source.ts';
import { programOf } from '../source/program.ts';
import { ShownWay } from './shown-way.ts';

interface Shown {
  readonly line: number;
  readonly points: readonly (readonly number[])[];
}

function shown(text: string, toleranceMm = 0.01): { drawn: Shown[]; assumed: number[] } {
  const way = new ShownWay(toleranceMm);
  const drawn: Shown[] = [];
  const assumed: number[] = [];
  for (const chunk of interpret(programOf('part.nc', bytesOfText(text))).chunks)
    for (let row = 0; row < chunk.count; row++) {
      const line = chunk.line[row]!;
      if (way.read(chunk, row)) {
        const points: number[][] = [[...way.from]];
        way.eachPoint(chunk, row, (x, y, z) => points.push([x, y, z]));
        drawn.push({ line, points });
      }
      if (way.assumed) assumed.push(line);
    }
  return { drawn, assumed };
}

test('the way to the first position is not drawn, for nobody knows where it begins', () => {
  const { drawn, assumed } = shown('G21 G90\nG0 X10 Y10\nZ5\nG1 Z-1 F100\nX20\nM30\n');
  expect(assumed).toEqual([2, 3]);
  expect(drawn.map(({ line }) => line)).toEqual([4, 5]);
  expect(drawn[1]!.points).toEqual([
    [10, 10, -1],
    [20, 10, -1],
  ]);
});

test('nor the way to a reference position and back', () => {
  const { drawn, assumed } = shown(
    'G21 G90\nG0 X0 Y0 Z5\nG1 X5 F100\nG28 G91 Z0\nG90 X50\nZ5\nG1 X60\nM30\n',
  );
  expect(assumed).toEqual([2, 4, 5, 6]);
  expect(drawn.map(({ line }) => line)).toEqual([3, 7]);
});

test('an axis that the program never names is drawn in the zero', () => {
  const { drawn } = shown('G21 G90\nG0 X0 Y0\nG1 X10 F100\nM30\n');
  expect(drawn.at(-1)!.points).toEqual([
    [0, 0, 0],
    [10, 0, 0],
  ]);
});

test('a program of increments alone has a shape', () => {
  const { drawn } = shown('G21 G91\nG1 X10 F100\nY5\nM30\n');
  const [first, second] = drawn;
  expect(first!.points[1]![0]! - first!.points[0]![0]!).toBe(10);
  expect(second!.points[1]![1]! - second!.points[0]![1]!).toBe(5);
});

test.each([0.1, 0.01, 0.001])('no chord lies more than %f mm off its arc', (tolerance) => {
  const { drawn } = shown('G21 G90 G17\nG0 X50 Y0 Z0\nG3 X-50 Y0 I-50 Z10 F100\nM30\n', tolerance);
  const { points } = drawn.at(-1)!;
  const chords = points.length - 1;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    expect(Math.hypot(b[0]!, b[1]!)).toBeCloseTo(50, 6);
    const sagitta = 50 - Math.hypot((a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2);
    expect(sagitta).toBeLessThanOrEqual(tolerance * 1.001);
    expect(b[2]! - a[2]!).toBeCloseTo(10 / chords, 6);
  }
  // And not many more than it takes.
  expect(chords).toBeLessThanOrEqual(Math.ceil(Math.PI / (2 * Math.acos(1 - tolerance / 50))) + 1);
  expect(points.at(-1)).toEqual([-50, 0, 10]);
});

test('a whole circle goes round the way it is programmed', () => {
  const { drawn } = shown('G21 G90 G17\nG0 X10 Y0 Z0\nG2 I-10 F100\nM30\n');
  const { points } = drawn.at(-1)!;
  expect(points[1]![1]!).toBeLessThan(0);
  expect(Math.min(...points.map(([x]) => x!))).toBeCloseTo(-10, 1);
  expect(points.at(-1)).toEqual([10, 0, 0]);
});
