import { expect, test } from 'vitest';
import { bytesOfText, programOf } from '../../index.ts';
import { readToolNote } from './tool-note.ts';
import { toolsOf } from './tools.ts';

const tools = (text: string) => toolsOf(programOf('test.nc', bytesOfText(text)));

/** kind, diameter, unit, corner radius, flutes, pitch */
test.each([
  ['T1 D=10 CR=0 - ZMIN=-5 - FLAT END MILL', '1', 'end-mill', 10, 'program', 0],
  ['T3  D=2 CR=1 - ZMIN=-17.75 - ball end mill', '3', 'ball-end-mill', 2, 'program', 1],
  ['T2 D=0.842 CR=0. TAPER=45DEG - ZMIN=-0.07 - CHAMFER MILL', '2', 'chamfer-mill', 0.842, 'program', 0],
  ['T3 D=16. CR=0. - ZMIN=0. - fresa con punta plana', '3', 'end-mill', 16, 'program', 0],
  ['T5 D=3.175 CR=0 - ZMIN=-4.3 - Schaftfr\xe4ser', '5', 'end-mill', 3.175, 'program', 0],
  [
    'T5| 1/8 FLAT ENDMILL|H0|XY STOCK TO LEAVE - -.0005|Z STOCK TO LEAVE - 0.',
    '5',
    'end-mill',
    0.125,
    'inch',
  ],
  [' T256 |  1/2 BALL ENDMILL | H256 ', '256', 'ball-end-mill', 0.5, 'inch'],
  ['T1 | 10. FLAT ENDMILL | H1 | D1 | TOOL DIA. - 10. ', '1', 'end-mill', 10, 'program'],
  ['TOOL - 1 DIA. OFF. - 41 LEN. - 1 DIA. - .5', '1', undefined, 0.5, 'program'],
  ['TOOL 3 1/4 DRILL', '3', 'drill', 0.25, 'inch'],
  ['TOOL -1- MILL DIA 10.0 R0. MM', '1', 'end-mill', 10, 'program', 0],
  ['TOOL 1: 0.5000 DIA. END MILL', '1', 'end-mill', 0.5, 'program'],
  ['T10 = 2" FACE MILL 5 FLUTES SPEED 6000RPM FEED 25.0IPM PRODUCT 01-0001', '10', 'face-mill', 2, 'inch'],
  ['T05 = .201" #7 DRILL   03-0290, 135 Point Angle', '05', 'drill', 0.201, 'inch'],
  ['T22 - B DRILL', '22', 'drill', 0.238, 'inch'],
  ['T16 = 1/4"  REAMER      03-0650', '16', 'reamer', 0.25, 'inch'],
  ['TAP M8X1.25', undefined, 'tap', 8, 'mm'],
  ['1/4-20 TAP', undefined, 'tap', 0.25, 'inch'],
  ['DRILL 2', undefined, 'drill', undefined, undefined],
  ['8.5 DRILL', undefined, 'drill', 8.5, 'program'],
  ['DRILL 6MM', undefined, 'drill', 6, 'mm'],
  ['1-1/4" INSERT DRILL', undefined, 'drill', 1.25, 'inch'],
  ['T6-3/4" BORING BAR 2.25" L .016" NR  CCGT 3-1-AS IC20', '6', 'boring-bar', undefined, undefined, 0.016],
  ['T08 ID TURN 1" SHANK BORING BAR CNMG 431', '08', 'boring-bar', undefined, undefined, 1 / 64],
  ['T0101: 80* ROUGH TURNING TOOL F.01', '0101', 'turning', undefined, undefined],
  [
    'TO1 = 80* Rough Turning Tool, Tool Nose Radius: .0315, Tool Tip: 3',
    '1',
    'turning',
    undefined,
    undefined,
    0.0315,
  ],
  ['T12 = Cutoff Tool, Insert: 02-0494, Tool Holder: 01-0151 01-0155', '12', 'cut-off', undefined, undefined],
  ['TOOL LIFE EXPIRED', undefined, undefined, undefined, undefined],
] as const)('%s', (note, digits, kind, diameter, unit, radius = undefined) => {
  const read = readToolNote(note);
  expect([read.digits, read.kind?.value, read.diameter?.value, read.diameter?.unit]).toEqual([
    digits,
    kind,
    diameter,
    unit,
  ]);
  expect(read.cornerRadius?.value).toBe(radius);
});

test('pitch, flutes and angle are read where they stand', () => {
  expect(readToolNote('T7 = M8X1.25 TAP').pitch).toMatchObject({ value: 1.25, unit: 'mm' });
  expect(readToolNote('1/4-20 TAP').pitch).toMatchObject({ value: 0.05, unit: 'inch' });
  expect(readToolNote('9/16FEM 2 FLT.').flutes?.value).toBe(2);
  expect(readToolNote('T2 D=8 - CR=0 TAPER=118DEG - DRILL').pointAngleDeg?.value).toBe(118);
});

test('lengths are in what the program writes in, which the fact tells', () => {
  const inch = tools('(T1 D=0.5 CR=0. - FLAT END MILL)\nG20\nT1 M6\n')[0]!;
  expect(inch.diameterMm).toMatchObject({
    value: 12.7,
    because: '"D=0.5" in inches, G20',
    line: 1,
    column: 1,
  });
  expect(tools('(T1 D=10 CR=0. - FLAT END MILL)\nG21\nT1 M6\n')[0]!.diameterMm?.value).toBe(10);
  const silent = tools('(T1 D=10 CR=0. - FLAT END MILL)\nT1 M6\nG90 G54\n')[0]!;
  expect(silent.diameterMm!.confidence).toBeLessThan(0.6);
  expect(silent.diameterMm!.because).toContain('assumed');
});

test('a tool is called by M6, also when it was made ready blocks before; a T alone calls none on a mill', () => {
  const found = tools('G21 G90 G54 G43\nT1\nM6 T2\nT3\nG0 X0\nM6\nT4\nM30\n');
  expect(found.map(({ number, calls }) => [number, calls])).toEqual(
    [
      [2, 1],
      [3, 1],
      [1, 0],
      [4, 0],
    ].sort((a, b) => a[0]! - b[0]!),
  );
});

test('a note belongs to the tool of its block, or to the call next to it, and is trusted less there', () => {
  const [first, second, third] = tools(
    'G21\nT1 M6 (10MM END MILL)\nG0 X0\n(8.5 DRILL)\nT2 M6\nG0 X0\nT3 M6\n(TAP M10X1.5)\nG0 X0\n',
  );
  expect(first).toMatchObject({ kind: { value: 'end-mill', line: 2, column: 7 }, diameterMm: { value: 10 } });
  expect(second).toMatchObject({ kind: { value: 'drill' }, diameterMm: { value: 8.5 } });
  expect(third).toMatchObject({ kind: { value: 'tap' }, pitchMm: { value: 1.5 } });
  expect(second!.kind!.confidence).toBeLessThan(first!.kind!.confidence);
});

test('a lathe calls by T alone, with the offset behind', () => {
  const found = tools(
    'O1\n(T0101: 80* ROUGH TURNING TOOL)\nG50 S3000\nT0101\nG96 S200 M3\nG0 X50. Z2.\nG71 U1. R1.\nG71 P10 Q20 U.2 W.1 F.2\nN10 G0 X10.\nN20 G1 Z-10.\nG28 U0 W0\nT0303\nM30\n',
  );
  expect(found.map(({ number, calls, kind }) => [number, calls, kind?.value])).toEqual([
    [1, 1, 'turning'],
    [3, 1, undefined],
  ]);
});

test('notes that contradict each other are told, and halve what they are worth', () => {
  const [tool] = tools('G21\n(T1 D=10 - END MILL)\n(T1 D=12 - END MILL)\nT1 M6\n');
  expect(tool!.conflicts).toEqual(['Line 3 says a diameter of 12 mm, line 2 one of 10 mm.']);
  expect(tool!.diameterMm!.confidence).toBeLessThan(0.5);
});
