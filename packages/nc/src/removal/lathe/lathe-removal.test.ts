/** Turning whose depths of cut are written in the program. Tolerance: a hundredth of a millimetre. */
import { expect, test } from 'vitest';
import { engagementRun } from '../../../test/engagement-of.ts';
import { bytesOfText, type Engagement, type EngagementModel, programOf } from '../../index.ts';

const engaged = (body: string, model: EngagementModel = 'removal') => {
  const program = programOf('t.nc', bytesOfText(`%\nO1\n${body}M30\n%\n`));
  const run = engagementRun(program, { dialect: 'fanuc-lathe-a', model });
  return { ...run, list: [...run.groups.values()] };
};
const ap = (found: Engagement | undefined) => Math.round((found?.apMm?.typical ?? Number.NaN) * 100) / 100;

const head = `(T1 - CNMG 120408 OD TURN)
(T2 - BORING BAR)
(T3 - 20. DRILL)
(T4 - 3.MM GROOVING)
(T5 - GROOVE TOOL)
(T6 - OD THREADING)
G21 G18 G40 G99
`;
const turn = (number: number) => `T0${number}0${number}\nG97 S1000 M3\nG0 X120. Z5.\n`;
const bar = '(MATERIAL: 60.MM STEEL BARSTOCK)\n';

test('passes along the part: ap is the step of the radius, the first one known by the bar', () => {
  const passes = [56, 52, 48].map((x) => `G0 X${x}.\nG1 Z-40. F0.3\nX${x + 2}.\nG0 Z2.\n`).join('');
  const { list, moves } = engaged(`${bar}${head}${turn(1)}G0 Z2.\n${passes}`);
  // Behind each the tool leaves across what stands.
  const along = moves.filter((_, i) => i % 2 === 0);
  expect(along.map(({ apMm }) => Math.round(apMm * 100) / 100)).toEqual([2, 2, 2]);
  expect(ap(list[0])).toBe(2);
  expect(list[0]!.aeMm).toBeUndefined();
  expect(list[0]!.removedMm3! / (Math.PI * (30 ** 2 - 24 ** 2) * 40)).toBeCloseTo(1, 1);
  // vf = 0.3 · 1000 mm/min over a ring of the pass.
  expect(list[0]!.mrrCm3PerMin!.max).toBeCloseTo((Math.PI * (30 ** 2 - 28 ** 2) * 300) / 1000, 0);
  expect(list[0]!.because.join(' ')).toMatch(/60 mm by the note/);
});

test('without a bar the first pass is taken as deep as the second, and a single one is not known', () => {
  const pass = (x: number) => `G0 X${x}.\nG1 Z-40. F0.3\nX${x + 4}.\nG0 Z2.\n`;
  const two = engaged(`${head}${turn(1)}G0 Z2.\n${pass(55)}${pass(50)}`);
  expect(ap(two.list[0])).toBe(2.5);
  expect(two.list[0]!.because.join(' ')).toMatch(/assumed to have 60 mm: the first pass as deep/);
  const one = engaged(`${head}${turn(1)}G0 Z2.\n${pass(55)}`);
  expect(one.list[0]!.apMm).toBeUndefined();
  expect(one.list[0]!.unknown.join(' ')).toMatch(/before the first pass is not told/);
});

test.each(['removal', 'estimate'] as const)(
  'G71 cuts as deep as it is told, by %s; G70 takes the allowance',
  (model) => {
    const { list } = engaged(
      `${head}${turn(1)}G0 X60. Z2.\nG71 U2. R1.\nG71 P10 Q20 U0.8 W0. F0.3\nN10 G0 X40.\nG1 Z-50.\nN20 X60.\nG97 S1500 M3\nG70 P10 Q20 F0.1\n`,
      model,
    );
    expect(ap(list[0])).toBe(2);
    if (model === 'removal') expect(ap(list.at(-1))).toBe(0.4);
  },
);

test('G90 and G94, and facing in passes', () => {
  const { moves } = engaged(`${bar}${head}${turn(1)}G0 X62. Z2.\nG90 X55. Z-30. F0.25\nX50.\n`);
  const deep = moves.map(({ apMm }) => Math.round(apMm * 100) / 100).filter((value) => value > 0);
  expect(deep).toEqual([2.5, 2.5]);
  const faced = engaged(`${bar}${head}${turn(1)}G0 X62. Z3.\nG94 X-1. Z1.5 F0.2\nZ0.\n`);
  // The first is as thick as the second.
  expect(faced.moves.filter(({ apMm }) => apMm > 0).map(({ apMm }) => Math.round(apMm * 100) / 100)).toEqual([
    1.5, 1.5,
  ]);
});

test('a single facing pass has a thickness that nobody told', () => {
  const { list } = engaged(`${bar}${head}${turn(1)}G0 X62. Z0.\nG1 X-1. F0.2\n`);
  expect(list[0]!.apMm).toBeUndefined();
  expect(list[0]!.unknownMm).toBeGreaterThan(30);
});

test('drilled, then bored: the bar takes what the drill left', () => {
  const { list } = engaged(
    `${bar}${head}${turn(3)}G0 X0. Z2.\nG1 Z-30. F0.2\nG0 Z5.\n${turn(2)}G0 X24. Z2.\nG1 Z-25. F0.15\nX23.\nG0 Z2.\nX27.\nG1 Z-25.\nX26.\nG0 Z2.\n`,
  );
  expect(list[0]!.aeMm!.typical).toBeCloseTo(10);
  expect(list[0]!.removedMm3! / (Math.PI * 100 * 30)).toBeCloseTo(1, 2);
  expect(list[1]!.apMm!.max).toBeCloseTo(2, 1);
  expect(list[1]!.apMm!.min).toBeCloseTo(1.5, 1);
});

test('a groove is as wide as the insert, and of unknown width where that is not told', () => {
  const groove = (number: number) => `${turn(number)}G0 X62. Z-20.\nG1 X50. F0.08\nG0 X62.\n`;
  expect(ap(engaged(`${bar}${head}${groove(4)}`).list[0])).toBe(3);
  const unknown = engaged(`${bar}${head}${groove(5)}`).list[0];
  expect(unknown).toMatchObject({ apMm: undefined, confidence: 0 });
  expect(unknown!.unknown).toEqual(['The width of the grooving insert is not told, so ap is not known.']);
});

test('of a thread ap is how much deeper each pass is', () => {
  const pass = (x: number) => `G0 X${x}\nG32 Z-25. F1.5\nG0 X66.\nZ5.\n`;
  const { moves } = engaged(`${bar}${head}${turn(6)}G0 X66. Z5.\n${[59.4, 59, 58.8].map(pass).join('')}`);
  expect(moves.map(({ apMm }) => Math.round(apMm * 100) / 100)).toEqual([0.3, 0.2, 0.1]);
});

test('driven tools are declined', () => {
  const { list } = engaged(`${bar}${head}${turn(1)}G17 G1 X40. Z-5. F100\n`);
  expect(list[0]!.unknown).toEqual(['Driven tools, and moves of Y and C, are not modelled on lathes.']);
});
