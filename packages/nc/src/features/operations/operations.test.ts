import { expect, test } from 'vitest';
import { bytesOfText, type DialectName, interpret, pathReducer, programOf } from '../../index.ts';
import { toolsOf } from '../tools/tools.ts';
import { operationNotes } from './notes.ts';
import { operationReducer } from './operations.ts';

const operations = (text: string, dialect: DialectName = 'fanuc-mill') => {
  const program = programOf('test.nc', bytesOfText(text));
  const run = interpret(program, { dialect });
  const paths = operationReducer({
    kind: run.profile.kind,
    file: program.name,
    notes: operationNotes(program, run.dialect),
    tools: toolsOf(program, { dialect: run.dialect }),
  });
  const path = pathReducer(paths.groupOf);
  for (const chunk of run.chunks) {
    paths.take(chunk);
    path.take(chunk);
  }
  return { list: paths.finish(), path: path.finish() };
};

const square = (level: number) =>
  `G0X0Y0\nG1Z${level}F200\nG41D1X10F500\nX90\nY60\nX0\nY0\nX10\nG40X0Y-10\nG0Z50\n`;

const mill = `%
O1 (PART)
(T1 D=50 - FACE MILL)
(T2 = 10MM END MILL 4 FLUTES)
(T3 = 8.5MM DRILL)
G21 G90 G54 G17
(TOP)
T1 M6
S1000 M3
G0 X-30 Y0 G43 H1 Z5
G1 Z0 F400
X130
Y40
X-30
Y80
X130
G0 Z50
M5
(OUTSIDE)
T2 M6
S4000 M3
G0 G43 H2 Z50
${square(-5)}${square(-10)}(HOLES)
T3 M6
S2000 M3
G43 H3 Z50
G81 X10 Y10 Z-20 R2 F200
X30
X50
G80
M30
`;

test('a mill program falls into its operations, with kind, reasons and cutting data', () => {
  const { list } = operations(mill);
  expect(list.map(({ tool, name, kind }) => [tool, name, kind])).toEqual([
    [1, 'TOP', 'face'],
    [2, 'OUTSIDE', 'contour'],
    [3, 'HOLES', 'drill'],
  ]);
  const [face, contour, drill] = list;
  expect(face!.cutting.n).toMatchObject({ typical: 1000 });
  expect(face!.cutting.vc!.typical).toBeCloseTo((Math.PI * 50 * 1000) / 1000, 6);
  expect(face!.cutting.fz).toBeUndefined();
  expect(face!.cutting.unknown).toEqual(['fz: the number of flutes of tool 1 is not told.']);
  expect(contour!.cutting.fz!.typical).toBeCloseTo(500 / 4000 / 4, 9);
  expect(contour!.cutting.vfPlunge!.typical).toBe(200);
  expect(contour!.reasons.map(({ because }) => because).join()).toContain('cutter compensation');
  expect(drill!.cycles).toEqual({ drill: 3 });
  expect(drill!.cycleDepthMm).toBe(22);
  for (const { confidence } of list) expect(confidence).toBeGreaterThan(0.5);
});

test('the groups are those of the other reducers', () => {
  const { list, path } = operations(mill);
  expect([...path.keys()]).toEqual([0, 1, 2]);
  for (const { index, cutMm } of list) expect(path.get(index)!.cutMm).toBeCloseTo(cutMm, 6);
});

test('a lathe program: facing, roughing, finishing, drilling, threading, parting', () => {
  const { list } = operations(
    `O2
(T0101 CNMG 120408)
(T0202: 35* FINISH TURNING TOOL)
(T0303 8MM DRILL)
(T0404 THREADING TOOL)
(T0505 CUT OFF TOOL)
G21 G18 G40 G99
T0101
G50 S3000
G96 S200 M3
G0 X62. Z0.
G1 X-1.6 F0.25
G0 Z2.
X60.
G71 U2. R1.
G71 P10 Q20 U0.4 W0.1 F0.3
N10 G0 X20.
G1 Z-20. F0.1
X40. Z-30.
N20 X60.
G0 X100. Z100.
T0202
G96 S250 M3
G0 X62. Z2.
G70 P10 Q20
G0 X100. Z100.
T0303
G97 S1500 M3
G0 X0. Z3.
G1 Z-15. F0.15
G0 Z100.
T0404
G97 S800 M3
G0 X24. Z4.
G92 X19.4 Z-15. F1.5
X18.9
X18.2
G0 X100. Z100.
T0505
G96 S120 M3
G0 X64. Z-45.
G1 X-1. F0.08
G0 X100.
M30
`,
    'fanuc-lathe-a',
  );
  expect(list.map(({ tool, kind }) => [tool, kind])).toEqual([
    [1, 'face'],
    [1, 'turn-rough'],
    [2, 'turn-finish'],
    [3, 'drill'],
    [4, 'thread'],
    [5, 'part-off'],
  ]);
  expect(list[0]!.cutting.vc).toEqual({ min: 200, max: 200, typical: 200 });
  // The drill stands and the part turns: vc is that of its diameter.
  expect(list[3]!.cutting.vc!.typical).toBeCloseTo((Math.PI * 8 * 1500) / 1000, 6);
});

test('what nobody knows is said and not assumed', () => {
  const [only] = operations('G21G90G54\nT7M6\nG0X0Y0Z5\nG1Z-1F100\nX50\nM30\n').list;
  expect(only!.cutting.n).toBeUndefined();
  expect(only!.cutting.unknown.join()).toContain('not programmed');
  const [turning] = operations('G21G90G54\nT7M6\nM3S1000\nG0X0Y0Z5\nG1Z-1F100\nX50\nM30\n').list;
  expect(turning!.cutting.vc).toBeUndefined();
  expect(turning!.cutting.unknown.join()).toContain('the diameter of tool 7 is not told');
});

test('M0, another speed after a rapid and a note begin an operation; a note about a pass does not', () => {
  const cut = (x: number) => `G0Z5\nX${x}\nG1Z-1F100\nY20\nY0\n`;
  const of = (between: string) =>
    operations(`G21G90G54\nT1M6\nM3S1000\n${cut(0)}G0Z5\n${between && `${between}\n`}${cut(30)}M30\n`).list
      .length;
  expect(of('')).toBe(1);
  expect(of('M0')).toBe(2);
  expect(of('S2000')).toBe(2);
  expect(of('(SLOT B)')).toBe(2);
  // An empty line is one among few only: in a program so short it may stand for the eye.
  expect(of(`${'X0\n'.repeat(8)}G0Z5\n`)).toBe(2);
  expect(of('(PASS 2)')).toBe(1);
});

test('a path has the same digest whatever its speed, block numbers and place on the table', () => {
  const of = (text: string) => operations(text).list.map(({ pathDigest }) => pathDigest);
  const body = 'G0X0Y0Z5\nG1Z-1F100\nX50\nG2X60Y10I0J10\nM30\n';
  const [one] = of(`G21G90G54\nT1M6\nM3S1000\n${body}`);
  expect(of(`N1G21G90G55\nN2T1M6\nN3M3S500\n${body.replace('F100', 'F80.')}`)).toEqual([one]);
  expect(of(`G21G90G54\nT1M6\nM3S1000\n${body.replace('X50', 'X50.01')}`)).not.toEqual([one]);
});

test('ramping down is no surface; going up and down is one', () => {
  const zigzag = (climb: number) =>
    Array.from(
      { length: 40 },
      (_, i) => `X${i % 2 ? 0 : 50}Z${-0.1 * i * (climb ? 0 : 1) - (climb && i % 2 ? 2 : 0)}`,
    ).join('\n');
  const of = (climb: number) =>
    operations(`G21G90G54\nT1M6\nM3S1000\nG0X0Y0Z5\nG1Z0F100\n${zigzag(climb)}\nM30\n`).list[0]!.kind;
  expect(of(1)).toBe('surface');
  expect(of(0)).not.toBe('surface');
});
