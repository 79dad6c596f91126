import { expect, test } from 'vitest';
import { codes, motions, runOf } from '../../test/moves-of.ts';

const lathe = { dialect: 'fanuc-lathe-a', profile: { roughingRetractMm: 1 } } as const;
/** At diameter 50, 2 mm in front of the part. X of the stream is a radius. */
const start = 'G21G97S1000M3\nG0X50Z2\n';

test('X is a diameter, U and W step', () => {
  expect(motions(`${start}G1X40F0.2\nU-4W-10\n`, lathe)).toEqual([
    'rapid 25 0 2',
    'linear 20 0 2',
    'linear 18 0 -8',
  ]);
});

test('an arc on a lathe: I is a radius, the plane is ZX', () => {
  expect(motions(`${start}G0X20Z0\nG3X40Z-10I0K-10F0.2\n`, lathe).at(-1)).toBe('arc 20 0 -10 @ -10 10 ccw');
});

test('feed per revolution, speed limit and constant cutting speed are in the context', () => {
  const { rows } = runOf('G21G50S2000\nG96S180M3\nG0X50Z2\nG99G1Z-5F0.25\nG98Z-6F100\n', lathe);
  const [turn, mill] = rows.filter((row) => row.kind === 'linear');
  expect(turn!.context).toMatchObject({
    feedMode: 'per-revolution',
    speedMode: 'surface',
    speed: 180,
    speedLimit: 2000,
  });
  expect([turn!.feed, mill!.context.feedMode, mill!.feed]).toEqual([0.25, 'per-minute', 100]);
});

test('G90 turns, and a block with X alone turns again', () => {
  expect(motions(`${start}G90X46Z-20F0.2\nX42\n`, lathe).slice(1)).toEqual([
    ...['rapid 23 0 2', 'linear 23 0 -20', 'linear 25 0 -20', 'rapid 25 0 2'],
    ...['rapid 21 0 2', 'linear 21 0 -20', 'linear 25 0 -20', 'rapid 25 0 2'],
  ]);
});

test('G92 cuts a thread whose lead is F', () => {
  const threads = runOf(`${start}M24\nG92X48Z-20F1.5\nX47\n`, lathe).rows.filter(
    ({ kind }) => kind === 'thread',
  );
  expect(threads.map((row) => [row.to[0], row.feed, row.context.cycle?.pitchMm])).toEqual([
    [24, 1.5, 1.5],
    [23.5, 1.5, 1.5],
  ]);
});

const contour = 'N10G0X20\nG1Z-10F0.1\nX40\nN20Z-20\n';

test('G71 in two lines roughs to the contour, leaves the allowance and goes on behind it', () => {
  const rows = motions(`${start}G71U5R1\nG71P10Q20U1W0.2F0.3\n${contour}G0X100\n`, lathe).slice(1);
  expect(rows.slice(0, 4)).toEqual(
    ['rapid 20 0 2', 'linear 20 0 -9.8', 'linear 21 0 -8.8', 'rapid 21 0 2'].map((row, i) =>
      i === 0 ? row : row,
    ),
  );
  expect(rows.slice(-7)).toEqual([
    ...['rapid 10.5 0 2.2', 'linear 10.5 0 -9.8', 'linear 20.5 0 -9.8', 'linear 20.5 0 -19.8'],
    ...['rapid 25 0 -19.8', 'rapid 25 0 2', 'rapid 50 0 2'],
  ]);
});

test('G71 in one line (D) makes the same cuts', () => {
  const two = motions(`${start}G71U5R1\nG71P10Q20U1W0.2F0.3\n${contour}`, lathe);
  const one = motions(`${start}G71P10Q20U1W0.2D5F0.3\n${contour}`, lathe);
  expect(one).toEqual(two);
});

test('G70 follows the contour and returns', () => {
  expect(
    motions(`${start}G71U5R1\nG71P10Q20U1W0.2F0.3\n${contour}G70P10Q20\nG0X100\n`, lathe).slice(-7),
  ).toEqual([
    ...['rapid 10 0 2', 'linear 10 0 -10', 'linear 20 0 -10', 'linear 20 0 -20'],
    ...['rapid 25 0 -20', 'rapid 25 0 2', 'rapid 50 0 2'],
  ]);
});

test('no roughing pass goes below the contour with its allowance', () => {
  const program = `${start}G71U2R1\nG71P10Q20U1W0\nN10G0X10\nG1Z-5F0.1\nG2X20Z-10R5\nG1X30\nN20X40Z-30\n`;
  for (const row of runOf(program, lathe).rows) {
    if (row.kind !== 'linear' || row.context.cycle?.code !== 71) continue;
    expect(row.to[0]).toBeGreaterThanOrEqual(5.5 - 1e-9);
    if (row.to[2]! < -10.01) expect(row.to[0]).toBeGreaterThan(10.4);
  }
});

test('G76 in two lines: passes get smaller, the last one is the thread', () => {
  const passes = runOf(`${start}G76P010060Q50R0.02\nG76X46.16Z-20P920Q300F1.5\n`, lathe).rows.filter(
    (row) => row.kind === 'thread',
  );
  const depths = passes.map((row) => 23.08 + 0.92 - row.to[0]!);
  expect(depths[0]).toBeCloseTo(0.3, 6);
  expect(depths.at(-1)).toBeCloseTo(0.92, 6);
  const steps = depths.slice(1).map((depth, i) => depth - depths[i]!);
  expect(steps.slice(1, -1).every((step, i) => step <= steps[i]! + 1e-9)).toBe(true);
});

test('G75 grooves in steps and pecks', () => {
  expect(motions(`${start}G75R0.5\nG75X44Z-2P1500Q4000F0.1\n`, lathe).slice(1)).toEqual([
    ...['rapid 25 0 2', 'linear 23.5 0 2', 'rapid 24 0 2', 'linear 22 0 2', 'rapid 25 0 2'],
    ...['rapid 25 0 -2', 'linear 23.5 0 -2', 'rapid 24 0 -2', 'linear 22 0 -2', 'rapid 25 0 -2'],
    'rapid 25 0 2',
  ]);
});

test('T turns the turret at once and names its offset', () => {
  const { rows } = runOf('T0303\nT0300\nG0X10\n', lathe);
  expect(rows.filter((row) => row.kind === 'toolChange').map((row) => row.value)).toEqual([3]);
  expect(rows.find((row) => row.kind === 'rapid')!.context).toMatchObject({ tool: 3, lengthOffset: 0 });
});

test.each([
  ['G71P10Q99U1W0\n', 'turning.contour-missing'],
  ['G71P10Q20U1W0\nN10G0X20\nN20G1Z-10\n', 'turning.no-parameters'],
  ['G76X40Z-20F1.5\n', 'turning.no-parameters'],
])('%j is told as %s', (program, code) => {
  expect(codes(start + program, lathe)).toContain(code);
});

test('a cycle within a contour that is its own is passed over', () => {
  expect(
    codes(`${start}G71U4R5\nG71P100Q101U1W0\nN100G0X20\nG1Z-9F0.2\nN101G0X30G70P100Q101\nM30\n`, lathe),
  ).toEqual(['dialect.decimals-assumed']);
});

test('a cylinder at the level of a pass is cut by it, whatever the last digit says', () => {
  const cuts = (z: string) =>
    motions(`${start}G71U5.R1.\nG71P1Q2U0W0F0.2\nN1G0X${z}\nG1Z-10.\nN2X50.\n`, lathe).filter((move) =>
      move.startsWith('linear'),
    );
  expect(cuts('40.')).toHaveLength(cuts('40.000001').length);
  expect(cuts('39.999999')).toHaveLength(cuts('40.').length);
});

test('whole numbers that no cut is deep are least increments in roughing cycles', () => {
  const program = (first: string, second: string) =>
    `G20 G18 G40\nG0 X2. Z.1\n${first}\n${second}\nN10 G0 X1.\nG1 Z-1. F.01\nN20 X2.\n`;
  const cut = (first: string, second: string) =>
    motions(program(first, second), { dialect: 'fanuc-lathe-a' });
  expect(cut('G71 U600 R500', 'G71 P10 Q20 U200 W50')).toEqual(
    cut('G71 U.06 R.05', 'G71 P10 Q20 U.02 W.005'),
  );
  expect(cut('G71 U600 R500', 'G71 P10 Q20 U200 W50').length).toBeGreaterThan(20);
});
