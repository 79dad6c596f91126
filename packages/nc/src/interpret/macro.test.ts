import { expect, test } from 'vitest';
import { codes, motions, runOf } from '../../test/moves-of.ts';
import { bytesOfText, programOf } from '../index.ts';

const mill = { dialect: 'fanuc-mill' } as const;
const xs = (text: string, options = {}): number[] =>
  runOf(text, { ...mill, ...options })
    .rows.filter((row) => row.kind === 'rapid' || row.kind === 'linear')
    .map((row) => Math.round(row.to[0]! * 1e6) / 1e6);
const value = (expression: string): number => xs(`G21G90\n#100=${expression}\nG0X#100\n`)[0]!;

test.each([
  ['1+2*3', 7],
  ['[1+2]*3', 9],
  ['10MOD4+1', 3],
  ['-[2+3]', -5],
  ['SIN[30]', 0.5],
  ['ATAN[1]/[-1]', 135],
  ['ATAN[1,-1]', 135],
  ['SQRT[16]+ABS[-2]', 6],
  ['ROUND[2.5]+FIX[-1.5]+FUP[1.2]', 4],
  ['[1EQ1]+[1GT2]', 1],
  ['12AND10', 8],
  ['POW[2,10]', 1024],
])('%s is %d', (expression, expected) => {
  expect(value(expression)).toBeCloseTo(expected, 6);
});

test('a vacant variable is not zero, and an address that it stands behind is not there', () => {
  expect(xs('G21G90G0X5\nG0X#1\nIF[#1EQ0]GOTO9\nX6\nIF[#1EQ#0]GOTO9\nX7\nN9X8\n')).toEqual([5, 6, 8]);
});

test('WHILE counts, GOTO jumps forward and back, IF THEN assigns', () => {
  expect(xs('G21G90\n#100=1\nWHILE[#100LE3]DO1\nG0X#100\n#100=#100+1\nEND1\nX9\n')).toEqual([1, 2, 3, 9]);
  expect(
    xs('G21G90\n#100=0\nN1G0X#100\n#100=#100+1\nIF[#100LT3]GOTO1\nIF[#100EQ3]THEN#100=50\nX#100\n'),
  ).toEqual([0, 1, 2, 50]);
});

test('IF THEN ELSE ENDIF over several blocks', () => {
  const program = (a: number): string =>
    `G21G90\n#100=${a}\nIF[#100EQ1]THEN\nG0X1\nELSEIF[#100EQ2]THEN\nG0X2\nELSE\nG0X3\nENDIF\nX9\n`;
  expect([1, 2, 3].map((a) => xs(program(a)))).toEqual([
    [1, 9],
    [2, 9],
    [3, 9],
  ]);
});

test('M98 calls a program of this file as often as L says, M99 returns, and to P', () => {
  expect(xs('O1\nG21G91\nM98P2L2\nG90G0X0\nM30\nO2\nG0X1\nM99\n')).toEqual(
    [1, 2, 0].map((x, i) => (i < 2 ? x : 0)),
  );
  expect(xs('O1\nG21G90\nM98P2\nG0X1\nN9G0X9\nM30\nO2\nG0X5\nM99P9\n')).toEqual([5, 9]);
  expect(xs('O1\nG21G91G0X0\nM98P30002\nM30\nO2\nG0X1\nM99\n')).toEqual([0, 1, 2, 3]);
});

test('M98 finds a program beside the file, and its rows name their own file and place', () => {
  const library = {
    find: (program: number | string) =>
      program === 77 ? programOf('O0077.nc', bytesOfText('O77\n\nG0X7\nM99\n')) : undefined,
  };
  const { rows } = runOf('G21G90\nM98P77\nX8\n', { ...mill, library });
  expect(
    rows
      .filter((row) => row.kind === 'rapid')
      .map((row) => [row.context.frame.file, row.context.frame.depth, row.line, row.source]),
  ).toEqual([
    ['O0077.nc', 1, 3, 5],
    ['test.nc', 0, 3, 14],
  ]);
});

test('programs are called by name: in this file, beside it, with repeats and arguments, in any case', () => {
  const by = (call: string) =>
    xs(
      `%\n<MAIN-1>\nG21G91\n${call}\nG90G0X9\nM30\n<Slot_2>(NOTE)\nG0X[1+#24]\nM99\n<O0030>\nG0X3\nM99\n%\n`,
    );
  expect(by('M98 <SLOT_2> L2')).toEqual([1, 2, 9]);
  expect(by('M98<Slot_2>')).toEqual([1, 9]);
  expect(by('N5 M198 <slot_2>')).toEqual([1, 9]);
  expect(by('G65 <SLOT_2> X4')).toEqual([5, 9]);
  expect(by('G66<SLOT_2>X4.\nX1\nG67')).toEqual([1, 6, 9]);
  expect(by('M98 P30')).toEqual([3, 9]);
  expect(by('M98 <O30>')).toEqual([3, 9]);
  const asked: (number | string)[] = [];
  const library = {
    find: (program: number | string) => {
      asked.push(program);
      return programOf('rib.nc', bytesOfText('%\n<RIB>\nG0X7\nM99\n%\n'));
    },
  };
  expect(xs('O1\nG21G90\nM98 <Rib>\nX8\nM30\n', { library })).toEqual([7, 8]);
  expect(asked).toEqual(['Rib']);
});

test('a name that is nowhere is told as a number is, and one that calls nothing is no word', () => {
  const { diagnostics } = runOf('<MAIN>\nM98 <NO-SUCH> L2\nM30\n', mill);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'call.not-found', data: { program: '<NO-SUCH>' } },
  ]);
  expect(codes('G21G0X1 <NAME>\nM30\n', mill)).toContain('text.unknown');
  // A second name begins the next program.
  expect(xs('<A>\nG21G90G0X1\n<B>\nG0X2\nM30\n')).toEqual([1]);
});

test('G65 gives a macro locals of its own, by both ways of naming arguments', () => {
  expect(xs('O1\nG21G90\n#1=4\nG65P2A1B2X3\nG0X#1\nM30\nO2\nG0X[#1+#2+#24]\n#1=99\nM99\n')).toEqual([6, 4]);
  expect(xs('O1\nG21G90\nG65P2I1J2K3I4J5\nM30\nO2\nG0X#7\nX#8\nM99\n')).toEqual([4, 5]);
});

test('G66 calls behind each move until G67', () => {
  expect(
    motions('O1\nG21G90G0X0Y0Z0\nG66P2Z-5\nX10\nX20\nG67\nX30\nM30\nO2\nG1Z#26F100\nG0Z0\nM99\n', mill),
  ).toEqual([
    'rapid 0 0 0',
    ...['rapid 10 0 0', 'linear 10 0 -5', 'rapid 10 0 0'],
    ...['rapid 20 0 0', 'linear 20 0 -5', 'rapid 20 0 0'],
    'rapid 30 0 0',
  ]);
});

test('system variables tell modes and positions', () => {
  expect(xs('G21G90G54G0X12.5Y3\nX[#5001+1]\nX#4003\nX#4006\n')).toEqual([12.5, 13.5, 90, 21]);
});

test.each([
  ['#100=1/0\n', 'macro.division-by-zero'],
  ['#100=SQRT[-1]\n', 'macro.domain'],
  ['#100=[1+2\n', 'macro.syntax'],
  ['GOTO77\n', 'jump.not-found'],
  ['M98P77\n', 'call.not-found'],
  ['M98P9810\n', 'call.resident'],
  ['M98\n', 'call.no-number'],
  ['END1\n', 'macro.loop-unmatched'],
  ['#3000=1(NO TOOL)\nG0X1\n', 'macro.alarm'],
  ['N1GOTO1\n', 'macro.endless'],
  ['N1G4P100\nIF[#1005EQ0]GOTO1\n', 'macro.waits'],
  ['O1\nM98P2\nM30\nO2\nM98P2\nM99\n', 'call.too-deep'],
  ['#100=0\nN1#100=#100+1\nGOTO1\n', 'macro.budget'],
])('%j is told as %s, and ends', (program, code) => {
  expect(codes(program, { ...mill, limits: { steps: 10_000 } })).toContain(code);
});

test('a call that leads nowhere is a mistake among others that do not, and a folder that is elsewhere where none does', () => {
  const calls = (text: string) => codes(text, mill).filter((code) => code.startsWith('call.'));
  expect(calls('M98P77\nM98P78\nM98P77\nM30\n')).toEqual([
    'call.elsewhere',
    'call.elsewhere',
    'call.elsewhere',
  ]);
  expect(calls('M98P77\nM98P77\nM30\n')).toEqual(['call.not-found', 'call.not-found']);
  expect(calls('M98P77\nM98P78\nM98P2\nM30\nO2\nM99\n')).toEqual(['call.not-found', 'call.not-found']);
});

test('behind a call that leads nowhere nobody knows where the tool is', () => {
  const { rows } = runOf('G90G0X0Y0Z0\nM98P77\nG91X1\nG90X5\n', mill);
  expect(rows.filter(({ kind }) => kind === 'rapid').map(({ unplaced }) => unplaced & 7)).toEqual([0, 7, 6]);
});

test('a program that waits for the clock goes on', () => {
  expect(xs('G21G90\n#3001=0\nN1IF[#3001LT5000]GOTO1\nG0X1\n')).toEqual([1]);
});
