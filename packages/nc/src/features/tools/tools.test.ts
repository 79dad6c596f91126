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
  ['1/2" END MILL W/3 FLUTES; T01', '01', 'end-mill', 0.5, 'inch'],
  ['GO ON WITH T01', undefined, undefined, undefined, undefined],
  ['TOOL CHANGE - T1: 6MM FLAT END MILL', '1', 'end-mill', 6, 'mm'],
  ['WERKZEUG 4 VOLLRADIUSFRAESER D6', '4', 'ball-end-mill', 6, 'program'],
  ['T2 D=6 CR=3 - FREZA', '2', 'ball-end-mill', 6, 'program', 3],
  ['T4 D=16 CR=0.8 - NOZ', '4', undefined, 16, 'program', 0.8],
  ['FR-20', undefined, 'end-mill', 20, 'program'],
  ['SHAFT FR0000-2223', undefined, undefined, undefined, undefined],
  ['T3 E-SCLCR 10-3 CCGT 3-2-AS', '3', 'boring-bar', undefined, undefined],
  ['T5 PCLNR 2525 M12', '5', 'turning', undefined, undefined],
  ['T6 ID TURN CNMG 431', '6', 'boring-bar', undefined, undefined, 1 / 64],
  ['T7 GIQR 11-2.00-0.10', '7', 'grooving', undefined, undefined],
  ['INNENDREHMEISSEL', undefined, 'boring-bar', undefined, undefined],
  ['MESSERKOPF D63', undefined, 'face-mill', 63, 'program'],
  ['GEWINDEFORMER M6', undefined, 'tap', 6, 'mm'],
  ['FRAISE A SURFACER D=50', undefined, 'face-mill', 50, 'program'],
  ['PUNTA D8.5', undefined, 'drill', 8.5, 'program'],
  ['M10 TAP DRILL', undefined, 'drill', undefined, undefined],
  ['1/2" 4 FLT CARBIDE', undefined, 'end-mill', 0.5, 'inch'],
  ['6MM ROUGHER', undefined, 'end-mill', 6, 'mm'],
  ['OD ROUGHER', undefined, 'turning', undefined, undefined],
  ['T5 D=0. CR=0. - THREAD TURNING', '5', 'threading', undefined, undefined, 0],
  ['FRESA BOLA D6', undefined, 'ball-end-mill', 6, 'program'],
  ['RADIUSFRAESER D6', undefined, 'ball-end-mill', 6, 'program'],
  ['FACE CUTTER D50', undefined, 'face-mill', 50, 'program'],
  ['PLATO DE CUCHILLAS D63', undefined, 'face-mill', 63, 'program'],
  ['FREZ PALCOWY D10', undefined, 'end-mill', 10, 'program'],
  ['WIERTLO D8.5', undefined, 'drill', 8.5, 'program'],
  ['GWINTOWNIK M8', undefined, 'tap', 8, 'mm'],
  ['UJJMARO D10', undefined, 'end-mill', 10, 'program'],
  ['KILAVUZ M8', undefined, 'tap', 8, 'mm'],
  ['BROCA CENTRO', undefined, 'centre-drill', undefined, undefined],
  ['STECHER 3MM', undefined, 'grooving', undefined, undefined],
  ['SCHRUPPSTAHL', undefined, 'turning', undefined, undefined],
  ['CONTORNO INTERIOR', undefined, undefined, undefined, undefined],
  ['LOAD MACHINE SETTINGS FANUC MILL.PRF', undefined, undefined, undefined, undefined],
  ['CHECK THAT THE CUT OFF IS CLEAN', undefined, undefined, undefined, undefined],
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

const called = (text: string) =>
  tools(text)
    .filter(({ calls }) => calls > 0)
    .map(({ number, kind }) => [number, kind?.value]);

test('where no word calls, notes in its place do: put in brackets, or asking the operator', () => {
  const cut = 'G1 X50. F200\nG0 Z50.\n';
  expect(called(`G21\n(T14 D=3 CR=0 - FLAT END MILL)\nG90\nM0\n(MANUAL TOOL CHANGE TO T14)\n${cut}`)).toEqual(
    [[14, 'end-mill']],
  );
  expect(called(`G21 G90\n; N30 T1 M6\n${cut}(TOOL CALL 7 Z S12000)\n${cut}`)).toEqual([
    [1, undefined],
    [7, undefined],
  ]);
  expect(called(`G21 G90 G43\nT3 M6\n${cut}(LOAD T5)\n${cut}`)).toEqual([[3, undefined]]);
});

test('the title of a program describes no tool, and a mill does not turn', () => {
  expect(called('O1(COVER FOR GROOVER)\nG21 G90 G43\nT3 M6\nG1 X9. F90\n')).toEqual([[3, undefined]]);
  expect(called('O1\nG21 G90 G43\n(GROOVE FOR THE SEAL)\nT3 M6\nG1 X9. F90\n')).toEqual([[3, undefined]]);
  const lathe = 'O1\nG50 S2000\n(CHAMFER THE BORE)\nT0303\nG96 S200 M3\nG1 X9. F.1\nG28 U0 W0\n';
  expect(called(lathe)).toEqual([[3, undefined]]);
});

test('a tool that the head describes without its number is the only one called, whatever moves in between', () => {
  const head = '(Ball cutter D=10.00)\nG21 G90\nG0 Z400 A0 C0\n';
  expect(tools(`${head}T6 M6\nG1 X9. F90\n`)[0]).toMatchObject({
    kind: { value: 'ball-end-mill' },
    diameterMm: { value: 10 },
  });
  expect(called(`${head}T6 M6\nG1 X9. F90\nT7 M6\nG1 X5.\n`)).toEqual([
    [6, undefined],
    [7, undefined],
  ]);
});

test('kind and size may stand in notes of their own; a size of the workpiece is none', () => {
  const pycam =
    'G21\n;torus_radius = 0.25\n;shape = CylindricalCutter\n;tool_radius = 3.0\nT1 M6\nG0 X0 Y0 Z9\n';
  expect(tools(pycam)[0]).toMatchObject({ kind: { value: 'end-mill' }, diameterMm: { value: 6 } });
  const bar = tools('G21\n(BAR DIA 80)\n(BORING)\nG90 G43\nT1 M6\nG0 X0 Y0 Z9\n')[0]!;
  expect([bar.kind?.value, bar.diameterMm]).toEqual(['boring-bar', undefined]);
});

test('of two tools in a block the first is put in', () => {
  const text = 'O1\nG21 G90 G43\nT1 T2 M6\nG1 X9. F90\nT2 T3 M6\nG1 X5.\n';
  expect(tools(text).map(({ number, calls }) => [number, calls])).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test('a turret of many tools writes tool and offset in three digits each', () => {
  const text = 'O1\nG50 S2000\nT001001\nG96 S200 M3\nG1 Z-9. F.1\nG28 U0 W0\nT012012\nG1 Z-5.\n';
  expect(called(text).map(([number]) => number)).toEqual([1, 12]);
});

test('what is noted of a tool that is called by no number goes with it', () => {
  const lathe = 'O1\nG50 S2000\n(BORING BAR)\nT0000\n(CUT OFF)\nT0101\nG96 S200 M3\nG1 X9. F.1\nG28 U0 W0\n';
  expect(called(lathe)).toEqual([[1, 'cut-off']]);
});

test('who lists one tool and calls none has it in the spindle', () => {
  const cut = 'G90 G21\nM3 S9000\nG1 X50. F200\nG0 Z50.\n';
  expect(called(`(T2 D=3 CR=0 - FLAT END MILL)\n${cut}`)).toEqual([[2, 'end-mill']]);
  expect(called(`(T2 D=3 CR=0 - FLAT END MILL)\n(T3 D=6 - DRILL)\n${cut}`)).toEqual([]);
});

test('Heidenhain calls in words, and defines radii; Philips calls by hand on a mill', () => {
  const heidenhain =
    '0 BEGIN PGM 1 MM\n1 TOOL DEF 4 L+0 R+8\n2 TOOL CALL 4 Z S900 ; SCHAFTFRAESER\n3 L X+10 F100\n4 TOOL CALL 5 Z S2000 ;BOHRER 8.5\n5 END PGM 1 MM\n';
  const [mill, drill] = tools(heidenhain);
  expect(mill).toMatchObject({ number: 4, calls: 1, kind: { value: 'end-mill' }, diameterMm: { value: 16 } });
  expect(drill).toMatchObject({ number: 5, calls: 1, kind: { value: 'drill' }, diameterMm: { value: 8.5 } });
  expect(called('%PM\nN9001\nN1 G17 T3 M66 (FRAESER 10)\nN2 G1 X9 F100\n')).toEqual([[3, 'end-mill']]);
});
