import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpusFiles, corpusProgram, hasCorpus } from '../../../test/corpus.ts';
import { interpret } from '../../interpret/interpret.ts';
import { bytesOfText } from '../../source/byte-source.ts';
import { type NcProgram, programOf } from '../../source/program.ts';
import { type Thumbnail, type ThumbnailOptions, thumbnailReducer, thumbnailSvg } from './thumbnail.ts';

function thumbnailOf(program: NcProgram, options: Partial<ThumbnailOptions> = {}): Thumbnail | undefined {
  const { chunks, profile } = interpret(program);
  const reducer = thumbnailReducer({ kind: profile.kind, ...options });
  for (const chunk of chunks) reducer.take(chunk);
  return reducer.finish();
}
const drawn = (text: string, options: Partial<ThumbnailOptions> = {}) =>
  thumbnailOf(programOf('part.nc', bytesOfText(text)), options);

const square =
  'G21 G90 G17\nT1 M6\nS1000 M3\nG0 X0 Y0\nG0 Z5\nG1 Z-1 F100\nX100\nY100\nX0\nY0\nG0 Z50\nM30\n';

/** Points that a path goes through, from its relative steps. */
function pointsOf(path: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of path.matchAll(/([Mlhv])([^Mlhv]*)/g)) {
    const numbers = rest!.match(/-?\d+/g)!.map(Number) as [number, number];
    if (command === 'M') [x, y] = numbers;
    else if (command === 'h') x += numbers[0];
    else if (command === 'v') y += numbers[0];
    else [x, y] = [x + numbers[0], y + numbers[1]];
    points.push([x, y]);
  }
  return points;
}

test('a square is its four corners, Y upwards', () => {
  const { path, width, height, pixelMm } = drawn(square)!;
  expect(width).toBe(height);
  expect(width * pixelMm).toBeGreaterThanOrEqual(100);
  expect(width * pixelMm).toBeLessThan(100 + 2 * pixelMm);
  const last = width - 1;
  // The plunge is a dot, from which it goes on.
  expect(pointsOf(path)).toEqual([
    [0, last],
    [0, last],
    [last, last],
    [last, 0],
    [0, 0],
    [0, last],
  ]);
});

test('holes are dots', () => {
  const { path } = drawn('G21 G90\nG0 X0 Y0 Z5\nG81 X10 Y0 Z-5 R2 F100\nX20\nX30 Y10\nG80\nM30\n')!;
  expect(path.match(/h0/g)).toHaveLength(3);
});

test('what was cut before is not drawn again, so repeating costs nothing', () => {
  const once = drawn(square)!;
  const passes = Array.from({ length: 50 }, (_, i) => `Z-${i + 1}\nX100\nY100\nX0\nY0\n`).join('');
  const often = drawn(square.replace('G0 Z50', `${passes}G0 Z50`))!;
  expect(often.path.length).toBeLessThan(once.path.length + 20);
});

test('an arc is drawn round', () => {
  const { path, width } = drawn('G21 G90 G17\nG0 X50 Y0 Z0\nS1 M3\nG3 I-50 F100\nM30\n')!;
  const middle = (width - 1) / 2;
  const points = pointsOf(path);
  expect(points.length).toBeGreaterThan(20);
  for (const [x, y] of points) {
    const radius = Math.hypot(x - middle, y - middle);
    expect(Math.abs(radius - middle)).toBeLessThan(2);
  }
});

test('rapids are left out, or drawn alone', () => {
  const text = 'G21 G90\nG0 X0 Y0 Z0\nG0 X100\nG1 Y10 F100\nM30\n';
  expect(drawn(text)!.width).toBe(1);
  const rapids = drawn(text, { moves: 'rapids' })!;
  expect(rapids.width).toBeGreaterThan(50);
  expect(rapids.height).toBe(1);
});

test('a lathe is drawn in Z and X, as radius', () => {
  const { width, height, pixelMm } = drawn(
    '%\nO1\nG18 G21 G99\nG50 S2000\nT0101\nG96 S200 M3\nG0 X40. Z0.\nG1 X40. Z-100. F0.2\nX80.\nG28 U0 W0\nM30\n%\n',
  )!;
  expect(Math.abs(width * pixelMm - 100)).toBeLessThan(2 * pixelMm);
  expect(Math.abs(height * pixelMm - 20)).toBeLessThan(2 * pixelMm);
});

test('nothing is drawn of a program that cuts nothing', () => {
  expect(drawn('G21\nG0 X1 Y1\nM30\n')).toBeUndefined();
  expect(drawn('')).toBeUndefined();
});

describe('stays below 8 kB', () => {
  const scribble = (lines: number) => {
    // A generator of its own: the same text every time.
    let seed = 7;
    const next = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return (seed / 2147483648) * 200 - 100;
    };
    const blocks = Array.from({ length: lines }, () => `X${next().toFixed(3)} Y${next().toFixed(3)}`);
    return `G21 G90 G17\nG0 X0 Y0 Z0\nG1 F100\n${blocks.join('\n')}\nM30\n`;
  };

  test.each([10, 1000, 50_000])('of %i lines across each other', (lines) => {
    const thumbnail = drawn(scribble(lines))!;
    expect(thumbnailSvg(thumbnail).length).toBeLessThanOrEqual(8192);
    expect(thumbnail.path.length).toBeGreaterThan(50);
  });

  test('growing from a hair to a hall, and far from zero', () => {
    const blocks = Array.from(
      { length: 60 },
      (_, i) => `X${(1.3 ** i).toFixed(4)} Y${(1.25 ** i).toFixed(4)}`,
    );
    const text = `G21 G90\nG0 X-9000. Y-9000. Z0\nG1 F100\nX-9000.001\n${blocks.join('\n')}\nM30\n`;
    const thumbnail = drawn(text)!;
    expect(thumbnailSvg(thumbnail).length).toBeLessThanOrEqual(8192);
    expect(thumbnail.width).toBeLessThanOrEqual(160);
  });

  test('the same program gives the same picture', () => {
    expect(drawn(scribble(500))).toEqual(drawn(scribble(500)));
  });
});

test.skipIf(!hasCorpus)('real programs: bounded, and drawn where something is cut', () => {
  let some = 0;
  for (const file of corpusFiles().filter((_, i) => i % 20 === 0)) {
    if (!existsSync(file.path)) continue;
    const thumbnail = thumbnailOf(corpusProgram(file));
    if (!thumbnail) continue;
    some += 1;
    expect(thumbnailSvg(thumbnail).length, file.name).toBeLessThanOrEqual(8192);
    expect(thumbnail.path, file.name).not.toMatch(/NaN|Infinity|undefined/);
  }
  expect(some).toBeGreaterThan(20);
});
