/** What holds whatever the program, and that both models answer in one form. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engagementOfBlock } from '../../test/block-cut.ts';
import { engagementRun } from '../../test/engagement-of.ts';
import { hostile } from '../../test/programs.ts';
import { bytesOfText, programOf } from '../index.ts';

/** Lengths in mm on a grid, so that writing loses nothing. */
const coordinate = (min: number, max: number) =>
  fc.integer({ min: min * 10, max: max * 10 }).map((n) => n / 10);
const point = fc.record({ x: coordinate(-20, 80), y: coordinate(-20, 60), z: coordinate(-9, 2) });
const way = fc.array(point, { minLength: 2, maxLength: 8 });
const form = fc.constantFrom(
  'D=10. - FLAT END MILL',
  'D=10. - BALL END MILL',
  'D=12. CR=2. - BULLNOSE END MILL',
  'D=8. - DRILL',
);
type Point = { readonly x: number; readonly y: number; readonly z: number };

const body = (points: readonly Point[]): string => {
  const [first, ...rest] = points as [Point, ...Point[]];
  const word = ({ x, y, z }: Point) => `X${x.toFixed(4)} Y${y.toFixed(4)} Z${z.toFixed(4)}`;
  return `G0 X${first.x.toFixed(4)} Y${first.y.toFixed(4)}\nG1 Z${first.z.toFixed(4)} F500\n${rest.map((each) => `G1 ${word(each)}`).join('\n')}\nG0 Z50.\n`;
};
const program = (tool: string, ...ways: readonly (readonly Point[])[]) =>
  programOf(
    't.nc',
    bytesOfText(
      `%\nO1\n(T1 ${tool})\nG21 G90 G17 G54\nT1 M6\nG0 G43 H1 Z50.\n${ways.map((each, i) => `S${1000 + i} M3\n${body(each)}`).join('')}M30\n%\n`,
    ),
  );
const block = { min: [0, 0, -10], max: [60, 40, 0] } as const;

test('never more is taken off than there is, nor than the tool sweeps; a second time nothing', () => {
  fc.assert(
    fc.property(way, form, (points, tool) => {
      const { list, length, radius } = engagementOfBlock(program(tool, points, points), block);
      const [first, second] = list;
      const removed = first?.removedMm3 ?? 0;
      expect(removed).toBeLessThanOrEqual(60 * 40 * 10 * 1.001);
      // Swept: the tool's greatest section along the way, and the tool itself at its start.
      expect(removed).toBeLessThanOrEqual((2 * radius * length + Math.PI * radius ** 2) * 10 * 1.05 + 1);
      expect(second?.removedMm3 ?? 0).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('more ways never leave more material', () => {
  fc.assert(
    fc.property(way, way, form, (one, other, tool) => {
      const sum = (ways: readonly (readonly Point[])[]) =>
        engagementOfBlock(program(tool, ...ways), block).list.reduce(
          (all, each) => all + (each.removedMm3 ?? 0),
          0,
        );
      const both = sum([one, other]);
      // Cells are as large as the work of the whole program allows: alike to their corners.
      expect(both).toBeGreaterThanOrEqual(sum([one]) - 0.02 * both - 1);
    }),
    { numRuns: 30 },
  );
});

test('splitting moves changes nothing, nor does moving everything', () => {
  fc.assert(
    fc.property(way, form, coordinate(-50, 50), (points, tool, shift) => {
      const split = points.flatMap((to, i) => {
        const from = points[i - 1];
        if (!from) return [to];
        return [{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, z: (from.z + to.z) / 2 }, to];
      });
      const moved = points.map(({ x, y, z }) => ({ x: x + shift, y: y - shift, z }));
      const movedBlock = {
        min: [shift, -shift, -10] as const,
        max: [60 + shift, 40 - shift, 0] as const,
      };
      const removed = (one: ReturnType<typeof engagementOfBlock>) => one.list[0]?.removedMm3 ?? 0;
      const whole = removed(engagementOfBlock(program(tool, points), block));
      const inHalves = removed(engagementOfBlock(program(tool, split), block));
      const elsewhere = removed(engagementOfBlock(program(tool, moved), movedBlock));
      expect(Math.abs(inHalves - whole)).toBeLessThan(0.01 * whole + 1);
      expect(Math.abs(elsewhere - whole)).toBeLessThan(0.01 * whole + 1);
    }),
    { numRuns: 40 },
  );
});

test('both models have one form, and say by which they are', () => {
  const pocket = Array.from({ length: 8 }, (_, i) => ({
    x: ((i + 1) >> 1) % 2 ? 55 : 5,
    y: 8 + 3 * (i >> 1),
    z: -3,
  }));
  const removal = engagementRun(program('D=10. - FLAT END MILL', pocket), { dialect: 'fanuc-mill' });
  const estimate = engagementRun(program('D=10. - FLAT END MILL', pocket), {
    dialect: 'fanuc-mill',
    model: 'estimate',
  });
  const [exact, rough] = [removal.groups.get(0)!, estimate.groups.get(0)!];
  expect(Object.keys(rough)).toEqual(Object.keys(exact));
  expect([exact.model, rough.model]).toEqual(['removal', 'estimate']);
  expect(rough.apMm!.typical).toBeCloseTo(3);
  expect(rough.aeMm!.typical).toBeCloseTo(3, 1);
  expect(Math.abs(exact.aeMm!.typical - 3)).toBeLessThan(0.1);
  expect(rough.confidence).toBeLessThan(exact.confidence);
  expect(rough).toMatchObject({ removedMm3: undefined, airMm: undefined });
});

test('nothing is thrown and everything ends, whatever a program is made of', () => {
  const tools =
    '(T1 D=10. - FLAT END MILL)\n(T2 D=6. - BALL END MILL)\n(T3 8. DRILL)\nT1M6S1000M3\nG0X0Y0Z0F100\n';
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom(
        'fanuc-mill' as const,
        'fanuc-lathe-a' as const,
        'haas-lathe' as const,
        'linuxcnc' as const,
      ),
      fc.constantFrom('removal' as const, 'estimate' as const),
      (text, dialect, model) => {
        const run = engagementRun(programOf('t.nc', bytesOfText(`%\nO9\n${tools}${text}`)), {
          dialect,
          model,
        });
        for (const { apMm, aeMm, confidence } of run.groups.values()) {
          for (const spread of [apMm, aeMm]) if (spread) expect(spread.min).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a strip a thousand kilometres long, and a hole of pecks of a tenth of a micrometre, end', () => {
  const far = 'G1 X999999999. F100\n';
  const pecks = 'G1 X5.\nG73 X5. Z-1. R1. Q.0001 F100\n';
  for (const cut of [far, pecks]) {
    const text = `%\nO9\n(T1 D=10. - FLAT END MILL)\nG21 G90\nT1 M6\nS1000 M3\nG0 X0. Y0.\nZ-1.\n${cut}M30\n`;
    const run = engagementRun(programOf('t.nc', bytesOfText(text)), {
      dialect: 'fanuc-mill',
      withMoves: false,
    });
    expect(run.groups.size).toBeGreaterThan(0);
  }
});
