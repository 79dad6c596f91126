/** Threads that run out or change their lead, noses, and axes that stand for others. */
import { expect, test } from 'vitest';
import { codes, motions, runOf } from '../../test/moves-of.ts';

const lathe = { dialect: 'fanuc-lathe-a' } as const;
/** At diameter 50, 2 mm in front of the part. X of the stream is a radius. */
const start = 'G21G97S1000M3\nG0X50.Z2.\n';

test('a thread runs out at 45 degrees before its end: as long as M23, the parameter or G76 P says', () => {
  const threads = (text: string) =>
    motions(`${start}${text}`, lathe).filter((move) => move.startsWith('thread'));
  expect(threads('G92X48.Z-20.F0.8\n')).toEqual(['thread 24 0 -19.2', 'thread 24.8 0 -20']);
  expect(threads('M24\nG92X48.Z-20.F0.8\n')).toEqual(['thread 24 0 -20']);
  // It ends at the level that the tool came from.
  expect(threads('G92X48.Z-20.F3.\n')).toEqual(['thread 24 0 -19', 'thread 25 0 -20']);
  // Conical: at the place where it begins to run out the cone has not reached its end.
  expect(threads('G92X48.Z-18.R-1.F0.8\n')).toEqual(['thread 23.96 0 -17.2', 'thread 24.76 0 -18']);
  const two = 'G76P010560Q100R0.02\nG76X48.Z-20.P1000Q400F1.6\n';
  expect(threads(two).slice(-2)).toEqual(['thread 24 0 -19.2', 'thread 24.8 0 -20']);
  expect(threads(two.replace('P0105', 'P0100')).at(-1)).toBe('thread 24 0 -20');
});

test('G34 turns with a lead that grows by K each turn', () => {
  const leads = (text: string) =>
    runOf(`${start}${text}`, lathe)
      .rows.filter(({ kind }) => kind === 'thread')
      .map(({ to, feed }) => [Math.round(to[2]! * 1000) / 1000, feed]);
  expect(leads('G34Z-8.F2.K1.\n')).toEqual([
    [-0.5, 2.5],
    [-4, 3.5],
    [-8, 4],
  ]);
  expect(leads('G34Z-8.F2.\n')).toEqual([[-8, 2]]);
  expect(codes(`${start}G34Z-90.F2.K-.5\n`, lathe)).toContain('thread.lead-gone');
  expect(codes(`${start}G34Z-8.F2.K1.\n`, lathe)).not.toContain('thread.lead-gone');
});

test('the blocks of G70 are of its cycle, those behind it are not', () => {
  const { rows } = runOf(`${start}G70P1Q2\nG0X100.\nM30\nN1G0X20.\nG1Z-9.F.1\nN2X50.\n`, lathe);
  const cycles = rows
    .filter(({ kind }) => kind === 'linear' || kind === 'rapid')
    .map(({ context }) => context.cycle?.kind);
  expect(cycles).toEqual([undefined, 'finish', 'finish', 'finish', 'finish', 'finish', undefined]);
});

test('whole numbers of a hundred and more in G71 show that the control counts least increments', () => {
  const decimals = (text: string) =>
    runOf(`%\nO1\n${start}${text}`, lathe).rows.some(({ context }) => context.cycle?.depthMm === 1.2);
  const contour = 'N1G0X20.\nG1Z-9.F.1\nN2X50.\n';
  expect(decimals(`G71U1200R500\nG71P1Q2U400W100F.2\n${contour}`)).toBe(true);
  expect(decimals(`G71U12.R.5\nG71P1Q2U.4W.1F.2\n${contour}`)).toBe(false);
});

const nosed = (nose: number | undefined) =>
  ({
    ...lathe,
    profile: { toolOffsets: { 1: { lengthMm: 0, radiusMm: 1, ...(nose && { nose }) } } },
  }) as const;
/** Along a cylinder of 40 mm, up a cone of 45 degrees and a face. */
const profile = 'G21G97S500M3T0101\nG0X40.Z5.\nG42G1Z1.F.1\nZ-10.\nX60.Z-20.\nZ-30.\nX70.\nG40X80.\n';

test('with nose radius compensation the imaginary tip stays on cylinders and faces, and leaves the contour on cones', () => {
  const plain = motions(profile, nosed(undefined)).slice(1);
  const tip = motions(profile, nosed(3)).slice(1);
  // Told of the centre, the path lies a radius outside; told of the tip, on the contour.
  expect(plain[1]).toBe('linear 21 0 -9.586');
  expect(tip[1]).toBe('linear 20 0 -10.586');
  // r·(1 − tan 22.5°) = 0.586 along Z at both ends of the cone.
  expect(tip[2]).toBe('linear 30 0 -20.586');
  expect(tip.slice(-2)).toEqual([expect.stringMatching(/^linear 34 0 -30$/), 'linear 40 0 -30']);
});

test('a bore is turned with tip 2, whose nose ends over the end of the contour', () => {
  const bore = 'G21G97S500M3T0101\nG0X40.Z5.\nG41G1Z1.F.1\nZ-10.\nX30.\nG40X28.\n';
  expect(motions(bore, nosed(2)).slice(2)).toEqual(['linear 20 0 -10', 'linear 16 0 -10', 'linear 14 0 -10']);
});

test('G12.1: a face in X and C, told in X and Y, and back to the machine’s axes', () => {
  const text = `${start}G98\nG12.1\nG1X40.C0F100\nG3X0C20.I-20.J0\nG1X-20.\nG13.1\nG0X50.\n`;
  expect(motions(text, lathe).slice(1)).toEqual([
    'linear 20 0 2',
    'arc 0 20 2 @ 0 0 ccw',
    'linear -10 20 2',
    'rapid 25 0 2',
  ]);
  const { rows, diagnostics } = runOf(text, lathe);
  const back = rows.filter(({ kind }) => kind === 'offsets').at(-1)!;
  expect(back.from.map((at) => Math.round(at * 1000) / 1000)).toEqual([-10, 20, 2, 0, 0, 0]);
  expect(back.to[0]).toBeCloseTo(Math.hypot(10, 20));
  expect(back.to[5]).toBeCloseTo(180 - Math.atan2(20, 10) * (180 / Math.PI));
  expect(diagnostics.map(({ code }) => code)).toContain('virtual.face');
  expect(rows.at(-2)!.context.plane).toBe(18);
});

test('G112 of Haas takes X as a radius and Y', () => {
  const text = `${start}G98\nG112\nG1X20.Y0F100\nG3X0Y20.R20.\nG113\n`;
  expect(motions(text, { dialect: 'haas-lathe' }).slice(1)).toEqual([
    'linear 20 0 2',
    'arc 0 20 2 @ 0 0 ccw',
  ]);
});

test('G7.1: a cylinder unrolled, with arcs that turn as its plane says', () => {
  const text = (plane: string) =>
    `${start}G98\nG0C0Z0\n${plane}\nG7.1C20.\nG1C90.F100\nG2Z-10.C${90 + 180 / Math.PI / 2}R10.\nG1Z-30.\nG7.1C0\nG1C45.\n`;
  const quarter = Math.round((Math.PI / 2) * 20 * 1000) / 1000;
  expect(motions(text('G18'), lathe).slice(2)).toEqual([
    `linear 25 ${quarter} 0`,
    `arc 25 ${quarter + 10} -10 @ ${quarter + 10} 0 ccw`,
    `linear 25 ${quarter + 10} -30`,
    'linear 25 0 -30',
  ]);
  expect(motions(text('G19'), lathe)[3]).toBe(`arc 25 ${quarter + 10} -10 @ ${quarter} -10 cw`);
  const { rows } = runOf(text('G18'), lathe);
  expect(rows.filter(({ kind }) => kind === 'linear').at(-1)!.to[5]).toBe(45);
  expect(rows.filter(({ kind }) => kind === 'linear').at(-1)!.from[5]).toBeCloseTo(90 + 90 / Math.PI);
});
