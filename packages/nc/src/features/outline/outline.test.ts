import { expect, test } from 'vitest';
import { bytesOfText, detectDialect, interpret, programOf } from '../../index.ts';
import { toolsOf } from '../tools/tools.ts';
import { toolsByUse } from '../tools/tools-by-use.ts';
import { outlineOf } from './outline.ts';

const outline = (text: string) => {
  const program = programOf('test.nc', bytesOfText(text));
  const dialect = detectDialect(program.source);
  const noted = toolsOf(program, { dialect });
  const list = outlineOf(program, dialect, noted);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  return {
    dialect: dialect.dialect,
    list,
    told: list.map(({ tool, kind, span }) => [tool, kind, lineAt(span.first), lineAt(span.last)]),
    tools: toolsByUse(noted, list).map(({ number, kind }) => [number, kind?.value]),
  };
};

test('a Sinumerik program has its tools and operations, though no move is made of it', () => {
  const text = `%_N_PART_MPF
N10 T1 ;MILL 63MM
N20 M6
N30 G0 G54 X80 Y0 Z0 S1200 M3
N40 G1 X-80 F800
N50 Y40
N60 X80
N70 G0 Z200 M9
N80 M1
N90 T2 ;DRILL 8.5
N100 M6
N110 G0 X0 Y0 S2000 M3
N120 MCALL CYCLE83(20,0,2,-30)
N130 X10 Y10
N140 X20 Y10
N150 MCALL
N160 G0 Z200 M9
N170 T3
N180 M6
N190 S400 M3
N200 MCALL CYCLE84(20,0,2,-20,,0,5,10,,0,400,400)
N210 X10 Y10
N220 MCALL
N230 G0 Z200
N240 M30
`;
  const { dialect, told, tools, list } = outline(text);
  expect(dialect).toBe('sinumerik');
  expect(told).toEqual([
    [1, 'face', 2, 8],
    [2, 'drill', 10, 17],
    [3, 'tap', 18, 24],
  ]);
  expect(tools).toEqual([
    [1, 'face-mill'],
    [2, 'drill'],
    [3, 'tap'],
  ]);
  for (const { confidence, cutMm, cutting } of list) {
    expect(confidence).toBeLessThanOrEqual(0.5);
    expect(cutMm).toBe(0);
    expect(cutting.vc).toBeUndefined();
    expect(cutting.unknown.join()).toContain('read off its lines');
  }
});

test('Heidenhain, Okuma and Philips programs too, with their own numbers of tools', () => {
  const heidenhain = outline(
    '0 BEGIN PGM 1 MM\n1 TOOL CALL 5 Z S2000 ;DRILL 8\n2 CYCL DEF 200 DRILLING\n3 L X+10 Y+10 FMAX M99\n4 TOOL CALL 7 Z S500\n5 CYCL DEF 207 RIGID TAPPING\n6 L X+10 Y+10 FMAX M99\n7 L Z+100 FMAX\n8 END PGM 1 MM\n',
  );
  expect(heidenhain.told.map(([tool, kind]) => [tool, kind])).toEqual([
    [5, 'drill'],
    [7, 'tap'],
  ]);
  const okuma = outline(
    '$P1.MIN%\nO1\nG50 S2000\nT010101 M42\nG0 X60 Z2 S200 M3\nG85 NLAP1 D4 F0.3\nNLAP1 G81\nG0 X20\nG1 Z-20\nG80\nG0 X200 Z200\nT030303\nG0 X60 Z-10\nG73 X40 Z-10 K2 D2 F0.1\nG0 X200\nM2\n',
  );
  expect(okuma.told.map(([tool, kind]) => [tool, kind])).toEqual([
    [1, 'turn-rough'],
    [3, 'groove'],
  ]);
  const philips = outline(
    '%PM\nN10 T1013 M4\nN20 G96 S250\nN30 G0 X103 Z1240 T2\nN40 G10 X103 Z1240 I0.2 K0.05 C2.5 F0.4\nN50 G0 X250\nN60 T4073\nN70 G0 X100\nN80 G74 X95 W5 C3 F0.1\nN90 G0 X250\nN95 G13 N1=10 N2=20\nN99 M30\n',
  );
  expect(philips.told.map(([tool, kind]) => [tool, kind])).toEqual([
    [1, 'turn-rough'],
    [4, 'groove'],
  ]);
  expect(philips.tools.map(([number]) => number)).toEqual([1, 4]);
});

test('Okuma’s turrets call by groups, which begin no number of an offset', () => {
  const { told, tools } = outline(
    '$P2.MIN%\nO2\nG50 S2000\nNAT00\nG0 X1000 Z605\nX80 TG=01 OG=1\nG85 NLAP1 D4 F0.3\nNLAP1 G81\nG0 X20\nG1 Z-20\nG80\nG0 X1000 Z605\nX52 TG=06 OG=1\nG73 X47 Z534 K2.8 D4 F0.1 OG=2\nG0 X1000\nM2\n',
  );
  expect(told.map(([tool, kind]) => [tool, kind])).toEqual([
    [1, 'turn-rough'],
    [6, 'groove'],
  ]);
  expect(tools.map(([number]) => number)).toEqual([1, 6]);
});

test('a subprogram that cuts only for its callers is read off its lines, by its title', () => {
  const text =
    'o<engrave_number> sub\no100 sub\nG0 X[#1] Y[#2]\nG1 Z-.01 F2\nX[#1+1]\nG0 Z.1\no100 endsub\no<engrave_number> endsub\nM2\n';
  const program = programOf('test.ngc', bytesOfText(text));
  const run = interpret(program);
  const rows = [...run.chunks].reduce(
    (sum, { kind, count }) => sum + kind.subarray(0, count).filter((each) => each === 1).length,
    0,
  );
  expect(rows).toBe(0);
  expect(outline(text).told).toEqual([[0, 'engrave', 4, 6]]);
});

test('nothing is told of a program that cuts nothing', () => {
  expect(outline('O9001(POSITION)\nG91 G28 Z0\nG90 G53 G0 X0 Y0\nM99\n').told).toEqual([]);
});

test('a Sinumerik program from CAM is parted by its notes, and calls its tools by name', () => {
  const operation = (name: string, cut: string) =>
    `;Start of Path\n; \n;Operation : ${name}\nMSG("MILL_FINISH")\nG0 X0 Y0 Z50\nZ2\n${cut}G0 Z50\n;End of Path\nCYCLE832()\n`;
  const { told } = outline(
    `;Start\nCYCLE800()\nT="FACE_D50"\nM6\n${operation('PLANEN', 'G1 X80 F800\n')}T="END_D12"\nM6\n${operation('Z_ACHSE_SCHRUPPEN', 'G1 X9 Y9 F800\n')}${operation('Z_ACHSE_SCHLICHTEN', 'G1 X9 F800\n')}${operation('BESCHRIFTUNG', 'G1 X3 F80\n')}M30\n`,
  );
  expect(told.map(([, kind]) => kind)).toEqual(['face', 'pocket', 'contour', 'engrave']);
  // Each ends where the next one is announced.
  for (const [index, [, , , last]] of told.slice(0, -1).entries())
    expect(last).toBeLessThan(told[index + 1]![2] as number);
});

test('what a program only calls belongs to the tool it calls, and probing is told by its macros', () => {
  expect(outline('O1\nG21 G90\nT4 M6\nG43 H4 Z50\nM98 P2001\nM98 P2002\nG0 Z90\nM30\n').told).toEqual([
    [4, 'unknown', 3, 7],
  ]);
  expect(outline('O1\nG21\nM98 P4\nM30\n').told).toEqual([]);
  expect(
    outline('O9100\n(ALIGNMENT)\nG65 P9832\n(FIRST)\nG65 P9814 D20.\n(BORE 2)\nG65 P9814 D12.\nM99\n').told,
  ).toEqual([[0, 'probe', 2, 7]]);
});

test('words that stand close are words as well: N5G65P3003', () => {
  expect(
    outline('%\nO3(MILLING HOLES IN A SPIRAL)\nT1M6\nG90G54G0X0.Y0.\nG65P3003X0.Y0.D10.\nG28Y0.\nM30\n').told,
  ).toEqual([[1, 'bore', 3, 5]]);
});

test('a tool that is called by its name is what the name says, and finishing by a clearing cycle is what the note says', () => {
  expect(
    outline(
      '0 BEGIN PGM 1 MM\n1 TOOL CALL "MESSERKOPF_D63" Z S900\n2 L X+100 F300\n3 TOOL CALL "BOHRER_D8" Z S900\n4 L X+10 F100\n5 END PGM 1 MM\n',
    ).told.map(([, kind]) => kind),
  ).toEqual(['face', 'drill']);
  expect(
    outline(
      'N10 G18 DIAMON\nN20 T2 D1 ;SCHLICHTEN\nN30 G96 S220 M4\nN40 CYCLE95("KONT",,,,,,,0.12,5)\nN50 G0 X200 Z200\nN60 M30\n',
    ).told.map(([, kind]) => kind),
  ).toEqual(['turn-finish']);
});
