import { expect, test } from 'vitest';
import { codes, motions, runOf, showMoves } from '../../test/moves-of.ts';

const mill = { dialect: 'fanuc-mill' } as const;
const start = 'G21G90G0X0Y0Z0\n';

test('absolute and incremental, inch and mm end at the same places', () => {
  expect(motions(`${start}G1X10Y5F100\nG91X1Y-1\nG20X1\n`, mill)).toEqual([
    'rapid 0 0 0',
    'linear 10 5 0',
    'linear 11 4 0',
    'linear 36.4 4 0',
  ]);
});

test('an axis is unplaced until the program has placed it', () => {
  const { rows } = runOf('G90G0X1\nY2\nG91G28Z0\nG90Z5\n', mill);
  expect(rows.filter((row) => row.kind === 'rapid').map((row) => row.unplaced)).toEqual([
    0b111110, 0b111100, 0b111100, 0b111100, 0b111000,
  ]);
});

test('arcs by centre and by radius', () => {
  expect(motions(`${start}F100G2X10Y0I5J0\nG3X0Y0R5\nG3X0Y-10R-5.1\nG2I0J5\n`, mill).slice(1)).toEqual(
    [
      'arc 10 0 0 @ 5 0 cw',
      'arc 0 0 0 @ 5 0 ccw',
      'arc 0 -10 0 @ -1.005 -5 ccw',
      'arc 0 -10 0 @ 0 -5 cw',
    ].map((row, i) => (i === 2 ? expect.stringMatching(/^arc 0 -10 0 @ -?1.005 -5 ccw$/) : row)),
  );
});

test('arcs in the other planes turn about the normal', () => {
  expect(motions(`${start}F100G18G2X10Z10I10K0\n`, mill).at(-1)).toBe('arc 10 0 10 @ 0 10 cw');
  expect(motions(`${start}F100G19G3Y10Z10J10K0\n`, mill).at(-1)).toBe('arc 0 10 10 @ 10 0 ccw');
});

test.each([
  ['G2X10Y0', 'arc.as-line'],
  ['G2X10Y0R4', 'arc.radius-too-small'],
  ['G2X0Y0R4', 'arc.r-full-circle'],
  ['G2X10Y0I3J0', 'arc.radius-mismatch'],
  ['G2X10Y0I0J0', 'arc.no-radius'],
])('%s is told as %s', (block, code) => {
  expect(codes(`${start}F100${block}\n`, mill)).toContain(code);
});

test('a drilling cycle goes over the hole, to R, to the bottom and back', () => {
  expect(motions(`${start}Z50\nG98G81X10Y0Z-5R2F100\nX20\nG99X30\nG80\nX0\n`, mill).slice(2)).toEqual([
    ...['rapid 10 0 50', 'rapid 10 0 2', 'linear 10 0 -5', 'rapid 10 0 50'],
    ...['rapid 20 0 50', 'rapid 20 0 2', 'linear 20 0 -5', 'rapid 20 0 50'],
    ...['rapid 30 0 50', 'rapid 30 0 2', 'linear 30 0 -5', 'rapid 30 0 2'],
    'rapid 0 0 2',
  ]);
});

test('pecks leave the hole (G83) or break the chip (G73)', () => {
  expect(motions(`${start}Z10\nG83X0Y0Z-5R1Q3F100\n`, mill).slice(3)).toEqual([
    'rapid 0 0 1',
    'linear 0 0 -2',
    'rapid 0 0 1',
    'rapid 0 0 -1.5',
    'linear 0 0 -5',
    'rapid 0 0 10',
  ]);
  expect(motions(`${start}Z10\nG73X0Y0Z-5R1Q3F100\n`, mill).slice(3)).toEqual([
    'rapid 0 0 1',
    'linear 0 0 -2',
    'rapid 0 0 -1.5',
    'linear 0 0 -5',
    'rapid 0 0 10',
  ]);
});

test('a tap is two rows with the pitch, and the context names the cycle', () => {
  const taps = runOf(`${start}Z10\nM3S500\nG84X5Y5Z-10R2F625\n`, mill).rows.filter(
    (row) => row.kind === 'tap',
  );
  expect(taps.map((row) => [row.to[2], row.feed])).toEqual([
    [-10, 1.25],
    [2, 1.25],
  ]);
  expect(taps[0]!.context.cycle).toMatchObject({ code: 84, kind: 'tap', pitchMm: 1.25, depthMm: 12 });
});

test('repeats step in incremental mode', () => {
  expect(
    motions(`${start}Z5\nG91G99G81X10Z-3R-4K3F100\n`, mill).filter((row) => row.startsWith('linear')),
  ).toEqual(['linear 10 0 -2', 'linear 20 0 -2', 'linear 30 0 -2']);
});

test('work offsets, G52 and G92 move the frame and not the tool', () => {
  const profile = {
    workOffsetsMm: { 1: [100, 0, 0, 0, 0, 0], 2: [200, 0, 0, 0, 0, 0] },
    machineZeroMm: [0, 0, 0, 0, 0, 0],
  } as const;
  const program = 'G21G90G54G0X0Y0Z0\nG55X1\nG52X10\nX1\nG52X0\nG92X0\nX5\n';
  expect(motions(program, { ...mill, profile })).toEqual([
    'rapid 100 0 0',
    'rapid 201 0 0',
    'rapid 211 0 0',
    'rapid 216 0 0',
  ]);
});

test('rotation, scaling and mirror', () => {
  expect(motions(`${start}G68X0Y0R90\nX10\nG69\nX10Y0\n`, mill).slice(1)).toEqual([
    'rapid 0 10 0',
    'rapid 10 0 0',
  ]);
  expect(motions(`${start}G51X0Y0P2.\nX10\nG50\n`, mill).at(-1)).toBe('rapid 20 0 0');
  expect(motions(`${start}G51.1X0\nF100G2X10Y0I5J0\n`, mill).at(-1)).toBe('arc -10 0 0 @ -5 0 ccw');
});

test('G28 goes over the point between to the reference, marked as such', () => {
  const { rows } = runOf(`${start}G91G28Z5\n`, mill);
  const [between, reference] = rows.filter((row) => row.kind === 'rapid').slice(1);
  expect(between!.to[2]).toBe(5);
  expect(reference).toMatchObject({ unplaced: 0b111100, flags: 96 });
});

test('cutter compensation shifts a square outwards and comes back', () => {
  const profile = { toolOffsets: { 1: { lengthMm: 0, radiusMm: 2 } } };
  const program = `${start}X-10Y-10\nG41D1G1X0Y-5F100\nY10\nX10\nY0\nX-5\nG40X-10Y-10\n`;
  expect(motions(program, { ...mill, profile }).slice(2)).toEqual([
    'linear -2 -5 0',
    ...['linear -2 12 0', 'linear 12 12 0', 'linear 12 -2 0', 'linear -5 -2 0'],
    'linear -10 -10 0',
  ]);
});

test('a corner that the tool does not fit into is told', () => {
  const profile = { toolOffsets: { 1: { lengthMm: 0, radiusMm: 5 } } };
  const program = `${start}X0Y-20\nG41D1G1X0Y0F100\nG3X-4Y4R4\nG1X-20\nG40Y20\n`;
  expect(codes(program, { ...mill, profile })).toContain('compensation.gouge');
});

test('chamfer and fillet between two lines', () => {
  expect(motions(`${start}F100G1X10,C2\nY10,R3\nX0\n`, mill).slice(1)).toEqual([
    ...['linear 8 0 0', 'linear 10 2 0', 'linear 10 7 0', 'arc 7 10 0 @ 7 7 ccw', 'linear 0 10 0'],
  ]);
});

test('tools, spindle, coolant and stops are events in their order', () => {
  expect(showMoves('T5M6\nS1000M3\nM8\nG4P500\nM0\nM5M9\nM30\n', mill)).toEqual([
    'toolChange 5',
    'spindle',
    'coolant',
    'dwell 0.5',
    'stop',
    'spindle',
    'coolant',
    'programEnd',
  ]);
});

test('least increments are read as such when the profile or the program says so', () => {
  expect(motions('G21G90G0X10000Y-2500\n', { ...mill, profile: { decimals: 'least-increment' } })).toEqual([
    'rapid 10 -2.5 200',
  ]);
  expect(motions('%\nO1\nG21G90G0X10000Y-2500\nT1M6\n', mill)).toEqual(['rapid 10 -2.5 200']);
});

test('a tool length moves the point that is told, not the machine', () => {
  const profile = {
    toolOffsets: { 1: { lengthMm: 80, radiusMm: 0 } },
    workOffsetsMm: {},
    machineZeroMm: [0, 0, 0, 0, 0, 0],
  } as const;
  const { rows } = runOf('G21G90\nG53G0Z0\nG43H1\nG0Z50\nG53Z0\nG49\nG0Z10\n', { ...mill, profile });
  const told = rows
    .filter((row) => row.kind === 'rapid' || row.kind === 'offsets')
    .map((row) => [row.kind, row.from[2], row.to[2]]);
  expect(told).toEqual([
    ['rapid', 0, 0],
    ['offsets', 0, -80],
    ['rapid', -80, 50],
    ['rapid', 50, -80],
    ['offsets', -80, 0],
    ['rapid', 0, 10],
  ]);
});

test('a letter alone, two motions in one block and numbers without a point are told', () => {
  expect(codes('%\nO1\nG21G90G0G1X1.Y\nX5F100\nT1M6\n', mill)).toEqual([
    'dialect.decimals-assumed',
    'word.no-number',
    'code.conflict',
    'feed.missing',
  ]);
});
test('as many pecks in inches as in millimetres, and no rapid to where the tool is', () => {
  const hole = 'G99G83X1.Y1.Z-22.R2.Q2.F100\nG80\n';
  const metric = motions(`${start}Z2.\n${hole}`, mill);
  const inches = hole.replace(/([XYZRQ])(-?[\d.]+)/g, (_, axis, mm) => axis + (mm / 25.4).toFixed(9));
  expect(motions(`${start}Z2.\nG20\n${inches}`, mill)).toEqual(metric);
  expect(metric.filter((move) => move.startsWith('linear'))).toHaveLength(12);
  // 0.6 − 0.4 is not 0.2 to the last bit.
  const level = 'G81X1.Y1.R0.2Z-1.F100\n';
  expect(motions(`G20G90G0X0Y0Z.6\nG91Z-.4\nG90${level}`, mill)).toHaveLength(
    motions(`G20G90G0X0Y0Z.2\n${level}`, mill).length + 1,
  );
});

test('F beside G4 is a feed on Fanuc and a time elsewhere', () => {
  const dwells = (dialect: 'fanuc-mill' | 'iso') =>
    runOf(`${start}F100\nG4F3\nG1X1\n`, { dialect })
      .rows.filter(({ kind }) => kind === 'dwell' || kind === 'linear')
      .map(({ kind, value, feed }) => [kind, value, feed]);
  expect(dwells('fanuc-mill')).toEqual([
    ['dwell', 0, 0],
    ['linear', 0, 3],
  ]);
  expect(dwells('iso')).toEqual([
    ['dwell', 3, 0],
    ['linear', 0, 100],
  ]);
});
