/** Cases whose figures follow from geometry. Tolerances: a hundredth of the tool's diameter for ap and ae, two hundredths of volumes, four degrees. */
import { expect, test } from 'vitest';
import { engagementRun } from '../../../test/engagement-of.ts';
import { bytesOfText, type Engagement, type GivenStock, programOf } from '../../index.ts';

const head = `%
O1
(T1 D=10. - FLAT END MILL)
(T2 D=10. - BALL END MILL)
(T3 D=8. - DRILL)
(T4 D=50. - FACE MILL)
(T5 D=12. CR=2. - BULLNOSE END MILL)
(T6 FLAT ENDMILL)
(T7 D=10. - BORING BAR)
G21 G90 G17 G54
`;
const stock: GivenStock = { min: [0, 0, -40], max: [120, 80, 0] };
const tool = (number: number) => `T${number} M6\nS5000 M3\nG0 G43 H${number} X-40. Y40. Z50.\n`;

const engaged = (body: string, given: GivenStock | 'assumed' = stock) => {
  const program = programOf('t.nc', bytesOfText(`${head}${body}G0 Z50.\nM30\n%\n`));
  const run = engagementRun(program, { dialect: 'fanuc-mill', ...(given !== 'assumed' && { stock: given }) });
  return { ...run, list: [...run.groups.values()] };
};

const near = (
  found: Engagement | undefined,
  { ap, ae, angle, d }: { ap?: number; ae?: number; angle?: number; d: number },
) => {
  if (ap !== undefined)
    expect(Math.abs(found!.apMm!.typical - ap), `ap ${found!.apMm!.typical}`).toBeLessThan(0.01 * d);
  if (ae !== undefined)
    expect(Math.abs(found!.aeMm!.typical - ae), `ae ${found!.aeMm!.typical}`).toBeLessThan(0.01 * d);
  if (angle !== undefined)
    expect(
      Math.abs(found!.engagementDeg!.typical - angle),
      `angle ${found!.engagementDeg!.typical}`,
    ).toBeLessThan(4);
};

test('a slot: ae is the diameter, the tool is half in the material, the rate is ap · ae · vf', () => {
  const { list, moves } = engaged(`${tool(1)}Z-5.\nG1 X160. F1000\n`);
  near(list[0], { ap: 5, ae: 10, angle: 180, d: 10 });
  expect(list[0]!.mrrCm3PerMin!.typical).toBeCloseTo(50, 0);
  expect(list[0]!.removedMm3! / 6000).toBeCloseTo(1, 2);
  expect(moves).toHaveLength(1);
  expect(moves[0]!.apMm).toBeCloseTo(5);
  // Of a move the tool's coming in and going out are part.
  expect(Math.abs(moves[0]!.aeMm - 10)).toBeLessThan(0.2);
  expect(list[0]!.airMm).toBeGreaterThan(30 + 35 - 5);
});

test.each([0.1, 0.25, 1, 2, 5, 8])('a shoulder of %f mm', (ae) => {
  const { list } = engaged(`${tool(1)}G0 Y${ae - 5}\nZ-5.\nG1 X160. F1000\n`);
  near(list[0], { ap: 5, ae, angle: (Math.acos(1 - ae / 5) * 180) / Math.PI, d: 10 });
});

test('a finishing pass takes what the roughing pass left, thinner than a cell of the model', () => {
  const { list } = engaged(
    `${tool(1)}G0 Y-2.\nZ-8.\nG1 X160. F1000\nG0 Z50.\nX-40.\nS6000 M3\nG0 Y-1.85\nZ-8.\nG1 X160. F500\n`,
  );
  near(list[1], { ap: 8, ae: 0.15, d: 10 });
  expect(list[1]!.mrrCm3PerMin!.typical).toBeCloseTo(0.6, 1);
});

test('facing with a step-over: of most passes ae is the step-over', () => {
  const rows = [10, 45, 80].map(
    (y, i) => `G0 X${i % 2 ? 170 : -50} Y${y - 10}\nZ-1.5\nG1 X${i % 2 ? -50 : 170} F800\nG0 Z5.\n`,
  );
  const { moves } = engaged(`${tool(4)}${rows.join('')}`);
  // Coming in and going out are part of a move.
  for (const [i, ae] of [25, 35, 20].entries()) expect(Math.abs(moves[i]!.aeMm - ae)).toBeLessThan(0.03 * 50);
  for (const { apMm } of moves) expect(apMm).toBeCloseTo(1.5);
});

test('a spiral pocket of half circles: ae is the way from one turn to the next', () => {
  let body = `${tool(1)}G0 X60. Y40.\nZ2.\nG1 Z-4. F300\n`;
  for (let i = 0; i < 12; i++)
    body += `G3 X${60 + (i % 2 ? 1 : -1) * 1.5 * (i + 1)} Y40. I${((i % 2 ? 1 : -1) * 1.5 * (2 * i + 1)) / 2} J0. F900\n`;
  const { list, moves } = engaged(body);
  const last = moves.at(-1)!;
  expect(last.apMm).toBeCloseTo(4);
  // Each half circle lies 3 mm outside of the one before last.
  expect(Math.abs(last.aeMm - 3)).toBeLessThan(0.1);
  expect(list[0]!.removedMm3! / (4 * Math.PI * (18 + 5) ** 2)).toBeGreaterThan(0.85);
});

test('a helix into the solid: no more than the hole is taken off, and ap is at most the pitch at the wall', () => {
  const turns = Array.from({ length: 8 }, (_, i) => `G3 X64. Y40. Z${-(i + 1)} I-4. J0.\n`).join('');
  const { list } = engaged(`${tool(1)}G0 X64. Y40.\nZ0.5\nG1 Z0. F500\n${turns}G3 X64. Y40. I-4. J0.\n`);
  expect(list[0]!.removedMm3! / (Math.PI * 81 * 8)).toBeCloseTo(1, 1);
  expect(list[0]!.apMm!.typical).toBeGreaterThan(0.6);
  expect(list[0]!.apMm!.max).toBeLessThan(1.05);
});

test('a ramp into the solid reaches its depth, with the width of a slot', () => {
  const { list, moves } = engaged(`${tool(1)}G0 X20. Y40.\nZ0.5\nG1 Z0. F300\nX100. Z-8. F800\nX20.\n`);
  const [, down, back] = moves;
  expect(down!.apMm).toBeCloseTo(8, 1);
  expect(back!.apMm).toBeCloseTo(8, 0);
  expect(list[0]!.removedMm3! / (8 * (80 * 10 + Math.PI * 25))).toBeCloseTo(1, 1);
});

test('a ball in the solid: the section of a circle', () => {
  const { list } = engaged(`${tool(2)}Z-2.\nG1 X160. F1000\n`);
  const segment = 25 * Math.acos(3 / 5) - 3 * 4;
  near(list[0], { ap: 2, ae: segment / 2, angle: 178, d: 10 });
});

test('a ball up a slope takes the thickness along the axis that the slope before left', () => {
  const passes = (lift: number) =>
    Array.from(
      { length: 21 },
      (_, i) => `G0 X10. Y${30 + i}\nG0 Z${-20 + lift}\nG1 X100. Z${-20 + lift + 45} F2000\nG0 Z50.\n`,
    ).join('');
  const { list } = engaged(`${tool(2)}${passes(0.8)}S6000 M3\n${passes(0)}`, {
    min: [0, 0, -60],
    max: [120, 80, 40],
  });
  expect(list).toHaveLength(2);
  expect(Math.abs(list[1]!.apMm!.typical - 0.8)).toBeLessThan(0.04);
  expect(Math.abs(list[1]!.aeMm!.typical - 1)).toBeLessThan(0.15);
});

test('a bull-nose mill in a slot: the corners stay', () => {
  const { list } = engaged(`${tool(5)}Z-3.\nG1 X160. F1000\n`);
  const section = 12 * 3 - 2 * (4 - Math.PI);
  near(list[0], { ap: 3, ae: section / 3, angle: 180, d: 12 });
});

test('a drill takes half its diameter to either side, after a smaller hole the rest', () => {
  const { list } = engaged(
    `${tool(3)}G0 X60. Y40.\nG81 X60. Y40. Z-15. R2. F200\nG80\nG0 Z50.\n${tool(7)}G85 X60. Y40. Z-10. R2. F100\nG80\n`,
  );
  expect(list[0]!.aeMm!.typical).toBeCloseTo(4);
  expect(list[0]!.apMm).toBeUndefined();
  expect(list[0]!.mrrCm3PerMin!.typical).toBeCloseTo((Math.PI * 16 * 200) / 1000, 0);
  expect(Math.abs(list[1]!.aeMm!.typical - 1)).toBeLessThan(0.25);
});

test('the same pass again takes nothing, and is air', () => {
  const pass = 'G0 X-40. Y20.\nZ-5.\nG1 X160. F1000\nG0 Z50.\n';
  const { list } = engaged(`${tool(1)}${pass}S6000 M3\n${pass}`);
  expect(list[1]).toMatchObject({ removedMm3: 0, airMm: 200, apMm: undefined, confidence: 0 });
});

test('without a diameter there is no model, and it is said why', () => {
  const { list, moves } = engaged(`${tool(6)}Z-5.\nG1 X160. F1000\n`);
  expect(list[0]).toMatchObject({ apMm: undefined, removedMm3: undefined, unknownMm: 200, confidence: 0 });
  expect(list[0]!.unknown).toEqual([
    'The diameter of tool 6 is not told, so there is no model of what it takes off.',
  ]);
  expect(moves[0]!.apMm).toBeNaN();
});

test('an assumed stock is said, and is less sure than a given one', () => {
  const body = `${tool(1)}G0 X20.\nZ2.\nG1 Z-5. F300\nX100. F1000\n`;
  const given = engaged(body).list[0]!;
  const assumed = engaged(body, 'assumed').list[0]!;
  near(assumed, { ap: 5, ae: 10, d: 10 });
  expect(assumed.confidence).toBeLessThan(given.confidence - 0.2);
  expect(assumed.because.join(' ')).toMatch(/as large as what the tools sweep.*top is assumed at Z0/);
});

test('what is faced to Z0 in one pass has a thickness that nobody told', () => {
  const { list } = engaged(`${tool(4)}G0 X-50. Y40.\nZ0.\nG1 X170. F800\n`, 'assumed');
  expect(list[0]).toMatchObject({ apMm: undefined, confidence: 0 });
  expect(list[0]!.unknown[0]).toMatch(/How thick the material is above the highest level is not told/);
});

test('levels above Z0 in steps are faced; the first is taken as thick as the second', () => {
  const level = (z: number) => `G0 X-50. Y40.\nZ${z}\nG1 X170. F800\nG0 Z20.\n`;
  const { list } = engaged(`${tool(4)}${level(2)}${level(1)}${level(0)}`, 'assumed');
  near(list[0], { ap: 1, d: 50 });
  expect(list[0]!.because.join(' ')).toMatch(/assumed 1 mm above the highest level/);
});

test('a rapid through a block that is given is told with its place, through an assumed one it is not', () => {
  const body = `${tool(1)}G0 Y20.\nZ-5.\nX60.\nG1 X160. F1000\n`;
  expect(engaged(body).rapids).toMatchObject([{ line: 16, z: -5, depthMm: 5 }]);
  expect(engaged(body, 'assumed').rapids).toEqual([]);
});

test('turned work, other planes and moves of unknown place are declined with their reason', () => {
  const { list } = engaged(`${tool(1)}Z-5.\nG1 X160. A30. F1000\n`);
  expect(list[0]!.unknown).toEqual(['Rotary axes move while it cuts.']);
  const incremental = engaged('T1 M6\nS5000 M3\nG91 G1 X10. F500\n').list[0]!;
  expect(incremental.unknown).toEqual(['Where it cuts is not known from the program alone.']);
  const across = engaged(`${tool(3)}G18 G0 X60. Y40. Z-5.\nG81 X60. Z-15. Y30. R35. F200\nG80 G17\n`)
    .list[0]!;
  expect(across.unknown).toEqual(['A cycle in G18 does not drill along Z.']);
});
