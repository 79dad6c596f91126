/** Tilted planes, the pockets of Haas, LinuxCNC's threads, and what is honestly not carried out. */
import { expect, test } from 'vitest';
import { codes, motions, runOf } from '../../test/moves-of.ts';

const mill = { dialect: 'fanuc-mill' } as const;
const haas = { dialect: 'haas-mill' } as const;
const start = 'G21G90G0X0.Y0.Z0.\n';

test('G68.2: what is written in a tilted plane is told in the part', () => {
  // Turned by 90° about X: the feature's Y is the part's Z, its Z the part's −Y.
  expect(
    motions(`${start}G68.2X10.Y20.Z30.I0J90.K0\nG53.1\nG0X1.Y2.Z3.\nG69\nG0X0.Y0.Z0.\n`, mill).slice(1),
  ).toEqual(['rapid 11 17 32', 'rapid 0 0 0']);
  // Euler's angles: about Z, then the new X, then the new Z.
  expect(motions(`${start}G68.2X0Y0Z0I90.J90.K90.\nG0X1.Y0Z0\n`, mill).at(-1)).toBe('rapid 0 0 1');
  expect(motions(`${start}G68.2X0Y0Z0I30.J0K0\nG0X1.Y0Z0\n`, mill).at(-1)).toBe('rapid 0.866 0.5 0');
});

test('in a tilted plane cycles drill along its normal, arcs are short lines, and rotary axes are not placed', () => {
  const tilted = `${start}G68.2X0Y0Z0I0J90.K0\nG53.1\nG43H1Z10.\n`;
  expect(motions(`${tilted}G81X5.Y5.Z-3.R2.F100\nG80\n`, mill).slice(-2)).toEqual([
    'linear 5 3 5',
    'rapid 5 -10 5',
  ]);
  const { rows } = runOf(`${tilted}G1X10.Y0Z0F100\nG3X0Y10.I-10.J0\n`, mill);
  const chords = rows.filter(({ kind }) => kind === 'linear').slice(1);
  expect(rows.some(({ kind }) => kind === 'arc')).toBe(false);
  expect(chords.length).toBeGreaterThan(20);
  for (const { to } of chords) {
    expect(Math.hypot(to[0]!, to[2]!)).toBeCloseTo(10, 9);
    expect(to[1]).toBeCloseTo(0, 9);
  }
  expect(chords[0]!.unplaced & 0b111000).toBe(0b111000);
  expect(
    codes(`${tilted}G41D1G1X1.F100\n`, {
      ...mill,
      profile: { toolOffsets: { 1: { lengthMm: 0, radiusMm: 2 } } },
    }),
  ).toContain('plane.tilted-shape');
});

test('G43.4: the point of the tool is told as it is programmed', () => {
  expect(motions(`${start}G43.4H1\nG1X5.Y5.Z-1.A10.C20.F500\n`, mill).at(-1)).toBe('linear 5 5 -1');
});

test('G13: circles that grow from I to K by Q, less the tool, and back to the middle', () => {
  const profile = { toolOffsets: { 1: { lengthMm: 0, radiusMm: 2 } } };
  expect(
    motions(`${start}G0X30.Y10.Z1.\nG13D1Z-2.I6.K11.Q3.F200\nG0Z5.\n`, { ...haas, profile }).slice(2),
  ).toEqual([
    'linear 30 10 -2',
    ...['arc 34 10 -2 @ 32 10 ccw', 'arc 34 10 -2 @ 30 10 ccw'],
    ...['arc 23 10 -2 @ 28.5 10 ccw', 'arc 23 10 -2 @ 30 10 ccw'],
    ...['arc 39 10 -2 @ 31 10 ccw', 'arc 39 10 -2 @ 30 10 ccw'],
    ...['arc 30 10 -2 @ 34.5 10 ccw', 'rapid 30 10 5'],
  ]);
});

test('G12 with one circle, deeper at each of L times', () => {
  const deep = motions(`${start}G91\nG12Z-1.I5.L3F200\n`, haas).slice(1);
  expect(deep.filter((move) => move.startsWith('linear'))).toEqual([
    'linear 0 0 -1',
    'linear 0 0 -2',
    'linear 0 0 -3',
  ]);
  expect(deep.slice(1, 4)).toEqual(['arc 5 0 -1 @ 2.5 0 cw', 'arc 5 0 -1 @ 0 0 cw', 'arc 0 0 -1 @ 2.5 0 cw']);
});

test('G70 and G71 of Haas drill around the place at hand', () => {
  const cycle = `${start}G0X20.Y10.Z5.\nG98G81Z-3.R1.F100L0\n`;
  const holes = (block: string) =>
    motions(`${cycle}${block}\nG80\n`, haas)
      .filter((move) => move.startsWith('linear'))
      .map((move) => move.slice(7));
  expect(holes('G70I10.J0L4')).toEqual(['30 10 -3', '20 20 -3', '10 10 -3', '20 0 -3']);
  expect(holes('G70I-10.J90.L4')[1]).toBe('30 10 -3');
  expect(holes('G71I10.J180.K90.L2')).toEqual(['10 10 -3', '20 0 -3']);
  // Along a line from the place at hand, of which the first hole is one.
  expect(holes('G72I10.J90.L3')).toEqual(['20 10 -3', '20 20 -3', '20 30 -3']);
  expect(holes('G72I10.L2')).toEqual(['20 10 -3', '30 10 -3']);
  expect(codes(`${start}G70I10.J0L4\n`, haas)).toContain('pattern.no-cycle');
  expect(codes(`${cycle}G71I10.L4\n`, haas)).toContain('turning.no-parameters');
});

test('G107 of Haas unrolls a cylinder: the axis that it names turns the rotary one, by R or by Q, until it stands alone', () => {
  const ways = (begin: string) =>
    runOf(`${start}G0X10.Y0Z5.A0\n${begin}\nG1X20.Y31.4159265F100\nG107\nG0X0\nM30\n`, haas).rows.filter(
      ({ kind }) => kind === 'linear' || kind === 'rapid',
    );
  for (const begin of ['G107A0.Y0.R20.', 'G107A0.Y0.Q40.']) {
    const [, cut, back] = ways(begin).slice(-3);
    expect([cut!.kind, ...cut!.to.slice(0, 2).map((each) => Math.round(each * 1000) / 1000)]).toEqual([
      ...['linear', 20, 31.416],
    ]);
    // A quarter of a turn on a radius of 20 mm; Y itself has stayed.
    expect(back!.to[0]).toBe(0);
    expect(back!.to[1]).toBe(0);
    expect(back!.to[3]).toBeCloseTo(90, 4);
  }
  expect(ways('G107A0.X0.R20.').at(-2)!.to[0]).toBe(20);
});

test('a pocket that the tool does not fit into, or that lacks a word, is told', () => {
  const profile = { toolOffsets: { 1: { lengthMm: 0, radiusMm: 6 } } };
  expect(codes(`${start}G13D1Z-2.I5.F200\n`, { ...haas, profile })).toContain('pocket.tool-too-large');
  expect(codes(`${start}G13Z-2.I5.K9.F200\n`, haas)).toContain('turning.no-parameters');
});

test('G76 of LinuxCNC cuts deeper by the degression, and leaves along its tapers', () => {
  const text = 'G21G90G18G97S500M3\nG0X10Z5\nG76P1.5Z-20I-2J0.2K0.6R2Q0H1E1L2\n';
  const found = runOf(text, { dialect: 'linuxcnc' }).rows.filter(({ kind }) => kind === 'thread');
  // 10 − 2 − 0.2·√n, then the full depth, and once more for H1.
  const deep = found.filter((_, i) => i % 2 === 0).map(({ to }) => Math.round(to[0]! * 1000) / 1000);
  expect(deep).toEqual([7.8, 7.717, 7.654, 7.6, 7.553, 7.51, 7.471, 7.434, 7.4, 7.4]);
  expect(found.slice(0, 2).map(({ to }) => to[2])).toEqual([-19, -20]);
  expect(found[1]!.feed).toBeCloseTo(1.5 * Math.hypot(1, 0.6));
  expect(found[0]!.context.cycle).toMatchObject({ kind: 'thread', pitchMm: 1.5 });
  expect(motions(text, { dialect: 'linuxcnc' }).at(-1)).toBe('rapid 10 0 -20');
});

test('G5 and G5.1 of LinuxCNC are curves to their end, through the middle that Bézier says', () => {
  const curve = (text: string) =>
    runOf(`G21G90G17G0X0Y0Z0\nF100\n${text}\n`, { dialect: 'linuxcnc' }).rows.filter(
      ({ kind }) => kind === 'linear',
    );
  const cubic = curve('G5I0J8P0Q-8X10Y0');
  // (start + 3·first + 3·second + end) / 8 = (5, 0): the control points are (0, 8) and (10, −8).
  expect(cubic[23]!.to.slice(0, 2).map((at) => Math.round(at * 1e6) / 1e6 + 0)).toEqual([5, 0]);
  expect(cubic[11]!.to[1]).toBeGreaterThan(1.5);
  expect(cubic.at(-1)!.to.slice(0, 2)).toEqual([10, 0]);
  expect(curve('G5.1I5J8X10Y0')[23]!.to.slice(0, 2)).toEqual([5, 4]);
});

test('G234 of Haas takes the length of H', () => {
  const profile = { toolOffsets: { 3: { lengthMm: 80, radiusMm: 0 } } };
  const { rows } = runOf(`${start}G234H3\nG0X1.\n`, { ...haas, profile });
  expect(rows.at(-2)!.context.lengthOffset).toBe(3);
});

test.each([
  ['haas-mill', 'G150P2X5.Y5.Z-3.I1.'],
  ['haas-mill', 'G107A0.Y0.'],
  ['fanuc-mill', 'G72.1P2X5.Y5.L3'],
  ['fanuc-mill', 'G68.2P2X5.Y5.Z1.'],
  ['linuxcnc', 'G5.2X5Y5P1L3'],
] as const)('%s: %s is said not to be carried out, and moves nothing', (dialect, block) => {
  const text = `${start}${block}\nM30\n`;
  expect(codes(text, { dialect })).toContain('code.not-carried-out');
  expect(motions(text, { dialect })).toHaveLength(1);
});

test('without G20 and G21 the units are an assumption, told once and not where somebody knows', () => {
  const without = 'G90G0X1.Y1.\nX2.\nM30\n';
  expect(codes(without, mill).filter((code) => code === 'units.assumed')).toHaveLength(1);
  expect(codes(`G20${without}`, mill)).not.toContain('units.assumed');
  expect(codes(without, { ...mill, profile: { units: 'inch' } })).not.toContain('units.assumed');
});
