import { describe, expect, test } from 'vitest';
import { corpusFiles, corpusProgram, folderLibrary, hasCorpus } from '../../test/corpus.ts';
import {
  bytesOfText,
  type CheckOptions,
  checkReducer,
  type DialectName,
  type InterpretOptions,
  interpret,
  type MachineProfile,
  type NcProgram,
  programOf,
  toolsOf,
  unreachableBlocks,
} from '../index.ts';

const findings = (program: NcProgram, options: InterpretOptions, more: Partial<CheckOptions> = {}) => {
  const run = interpret(program, options);
  const checks = checkReducer({
    profile: run.profile,
    tools: toolsOf(program, { dialect: run.dialect }),
    ...more,
  });
  for (const chunk of run.chunks) checks.take(chunk);
  return [...checks.finish().diagnostics, ...unreachableBlocks(program, run.dialect)];
};
const check = (text: string, dialect: DialectName = 'fanuc-mill', more: Partial<CheckOptions> = {}) =>
  findings(programOf('test.nc', bytesOfText(text)), { dialect }, more).map(
    ({ code, line }) => `${code} ${line}`,
  );

const head = 'G21G90G54G17\nT1M6\nS1000M3\nG0G43H1X0Y0Z50\n';
const good = `${head}Z2\nG1Z-2F100\nX50\nG0Z50\nM5\nG91G28Z0\nM30\n`;

test('a program in order has no finding', () => {
  expect(check(good)).toEqual([]);
});

test('cutting with a spindle that stands, or that has no speed', () => {
  expect(check(good.replace('G1Z-2', 'M5\nG1Z-2'))).toEqual(['check.spindle-stopped 7']);
  expect(check(good.replace('S1000M3', 'M3'))).toEqual(['check.speed-zero 6']);
  // A laser, a pen, or a subprogram whose caller has the spindle.
  expect(check(good.replace('S1000M3', ''))).toEqual([]);
  expect(check('T5M6(PROBE)\nG90G54G0X0Y0Z9\nG1Z-1F9\nX5\nS9M3\nT1M6\nM3\nG1X1\nM30\n')).toEqual([]);
});

test('feeding over the table before the spindle starts is no cutting', () => {
  expect(check(good.replace('S1000M3\nG0G43', 'G1X5F5000\nS1000M3\nG0G43'))).toEqual([]);
});

const two = (h: string) =>
  `${good.replace('G91G28Z0\nM30\n', '')}T2M6\nS900M3\nG0${h}X9Y9Z50\nZ1\nG1Z-1F50\nX20\nG0Z50\nM30\n`;

test('a tool that moves down without G43 where another has it; or with the H of another', () => {
  expect(check(two('G43H2'))).toEqual([]);
  expect(check(two('G49'))).toEqual(['check.length-offset-missing 13']);
  // Two tools do not show that the numbers are meant to be alike.
  expect(check(two('G43H1'))).toEqual([]);
  const three = two('G43H2').replace('M30', 'T3M6\nS900M3\nG0G43H2X9Y9Z50\nG1Z-1F50\nM30');
  expect(check(three)).toEqual(['check.length-offset-other 20']);
});

test('tools that are listed, made ready or called for nothing', () => {
  expect(check(`(T1 D=10 - END MILL)\n(T9 D=5 - DRILL)\n${good}`)).toEqual(['check.tool-unused 2']);
  expect(check(good.replace('M5\n', 'M5\nT7\n'))).toEqual(['check.tool-never-changed 10']);
  expect(check(good.replace('M30', 'T4M6\nM30'))).toEqual(['check.tool-idle 11']);
  // The first tool put back for the next part is none.
  expect(check(two('G43H2').replace('M30', 'T1M6\nM30'))).toEqual([]);
});

test('a reference position over a point in the part', () => {
  expect(check(good.replace('G91G28Z0', 'G90G28Z0'))).toEqual(['check.reference-through-part 10']);
  const lathe = 'G21G18\nT0101\nG97S500M3\nG0X50.Z5.\nG1Z-9.F.1\nX60.\nG28U0W0\nM30\n';
  expect(check(lathe, 'fanuc-lathe-a')).toEqual([]);
  expect(check(lathe.replace('U0W0', 'X0Z0'), 'fanuc-lathe-a')).toEqual(['check.reference-through-part 7']);
});

test('a rapid through what is cut later and higher', () => {
  const through = `${head}G0Z-5\nX50\nG0Z50\nX0\nG1Z0F100\nX50\nG0Z50\nM30\n`;
  expect(check(through)[0]).toBe('check.rapid-through-uncut 6');
  // The same behind a cut that was as deep.
  expect(check(through.replace('G0Z-5\nX50', 'G1Z-5F100\nX50\nG0X0'))).toEqual([]);
});

test('behind M0 it may be another part, and a driven tool is started by an M code of the builder', () => {
  const through = `${head}G0Z-5\nX50\nG0Z50\nM0\nX0\nG1Z0F100\nX50\nG0Z50\nM30\n`;
  expect(check(through)).toEqual([]);
  const lathe =
    'G21G18\nT0101\nG97S500M3\nG0X50.Z5.\nG1Z-9.F.1\nX60.\nM5\nT0202\nM113S900\nG0X20.\nG1X9.F.1\nM30\n';
  expect(check(lathe, 'fanuc-lathe-a')).toEqual([]);
  expect(check(lathe.replace('M113S900', ''), 'fanuc-lathe-a')).toEqual(['check.spindle-stopped 11']);
});

const travel = { x: { min: -500, max: 0 }, y: { min: -400, max: 0 }, z: { min: -400, max: 0 } };
const beyond = (text: string, profile: Partial<MachineProfile>, dialect: DialectName = 'fanuc-mill') =>
  findings(programOf('test.nc', bytesOfText(text)), {
    dialect,
    profile: { machineZeroMm: [0, 0, 0, 0, 0, 0], travel, ...profile },
  })
    .filter(({ code }) => code === 'check.over-travel')
    .map(({ line, message }) => `${line}: ${message}`);

test('travel, where the work offset is known', () => {
  const at = (x: number) => beyond(good, { workOffsetsMm: { 1: [x, -200, -300, 0, 0, 0] } });
  expect(at(-200)).toEqual([]);
  expect(at(-40)).toEqual(['7: X goes to 10 mm in machine coordinates; its travel ends at 0 mm.']);
  // Of another work offset nothing is known.
  expect(beyond(good, { workOffsetsMm: { 2: [0, 0, 0, 0, 0, 0] } })).toEqual([]);
  expect(check(good)).toEqual([]);
});

test('travel along Z, where the tool length is known', () => {
  const low = (lengthMm: number | undefined) =>
    beyond(good, {
      workOffsetsMm: { 1: [-200, -200, -450, 0, 0, 0] },
      ...(lengthMm !== undefined && { toolOffsets: { 1: { lengthMm, radiusMm: 5 } } }),
    });
  expect(low(undefined)).toEqual([]);
  expect(low(80)).toEqual([]);
  expect(low(30)).toEqual([
    '5: Z goes to -418 mm in machine coordinates; its travel ends at -400 mm.',
    '6: Z goes to -422 mm in machine coordinates; its travel ends at -400 mm.',
  ]);
});

test('travel in machine coordinates needs no work offset, and an arc may reach further than its ends', () => {
  expect(beyond('G90G54G0X0Y0\nG53G0Z20.\nG53X-500.Y-400.\nM30\n', {})).toEqual([
    '2: Z goes to 20 mm in machine coordinates; its travel ends at 0 mm.',
  ]);
  const arc = (x: number) =>
    beyond('G90G54G0X0Y0Z0\nG3X0Y20.J10.F100\nM30\n', { workOffsetsMm: { 1: [x, -200, -300, 0, 0, 0] } });
  expect(arc(-10)).toEqual([]);
  expect(arc(-5)).toEqual(['2: X goes to 5 mm in machine coordinates; its travel ends at 0 mm.']);
});

test('travel of a lathe is told as radius, and of a turret without its geometry not at all', () => {
  const lathe = 'G21G18\nT0101\nG97S500M3\nG0X50.Z5.\nG1Z-9.F.1\nX60.\nM30\n';
  const known = { workOffsetsMm: { 1: [-20, 0, -300, 0, 0, 0] as const } };
  expect(beyond(lathe, known, 'fanuc-lathe-a')).toEqual([]);
  const turret = { toolOffsets: { 1: { lengthMm: 0, radiusMm: 0.4 } } };
  expect(beyond(lathe, { ...known, ...turret }, 'fanuc-lathe-a')).toEqual([
    '4: X goes to 5 mm in machine coordinates; its travel ends at 0 mm.',
    '6: X goes to 10 mm in machine coordinates; its travel ends at 0 mm.',
  ]);
});

test('blocks behind a jump', () => {
  expect(check('N1G0X0\nGOTO3\nX5\nN3X6\nM30\n')).toContain('check.unreachable 3');
  expect(check('N1G0X0\nIF[#1EQ0]GOTO3\nX5\nN3X6\nM30\n')).not.toContain('check.unreachable 3');
  expect(check('O1\nG0X0\nM30\nX5\n')).toEqual(['check.unreachable 4']);
  expect(check('O1\nG0X0\nM30\nM2\n')).toEqual([]);
  expect(check('O1\nG0X0\nM30\nO2\nX1\nM99\n(END)\n%\n')).toEqual([]);
});

describe.skipIf(!hasCorpus)('real programs (need ../shared/data/nc-corpus)', () => {
  test('few programs of the Fanuc and Haas kind have a warning, each of which was looked at', () => {
    let warned = 0;
    let all = 0;
    for (const file of corpusFiles()) {
      if (file.tier !== 'A') continue;
      all += 1;
      const found = findings(corpusProgram(file), { library: folderLibrary(file.path) });
      if (found.some(({ severity }) => severity !== 'information')) warned += 1;
    }
    expect(warned / all).toBeLessThan(0.08);
  }, 120_000);
});
