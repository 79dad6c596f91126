/** Rules by which operations are cut and named, each on a program of its own. */
import { expect, test } from 'vitest';
import { operationsOf as read } from '../../../test/operations-of.ts';
import { bytesOfText, programOf } from '../../index.ts';
import { toolsOf } from '../tools/tools.ts';

const loop = (z: number) => `G1 Z${z} F200\nX60 F500\nY40\nX0\nY0\n`;

test('T alone is a call where a post for hobby machines writes no M6', () => {
  const { kinds, tools, tool, spans } = read(
    `(plate)\nG90 G94\nG17\nG21\n\n(2D Contour1)\nT4\nS5000 M3\nG54\nG0 X0 Y0\nZ5\n${loop(-2)}${loop(-4)}G0 Z15\nM5\nM30\n`,
  );
  expect(kinds).toEqual(['T4 contour']);
  expect(tools).toEqual([[4, 'end-mill']]);
  expect(tool(4)!.calls).toBe(1);
  expect(spans).toEqual([[6, 22]]);
});

test('a letter O for the nought is read as it was meant: MO6, and a lathe’s TO303', () => {
  const drilled = read(
    'O1\nG21 G90 G40 G80\nMO6 T1\nG43 H1\nM3 S1000\nG0 X0 Y0\nG99 G81 X0 Y0 Z-9 R2 F50\nG80\nM5\nM6 T2\nG43 H2 Z9\nM30\n',
  );
  expect(drilled.kinds).toEqual(['T1 drill']);
  expect(drilled.tools[0]).toEqual([1, 'drill']);
  expect(drilled.tool(1)!.calls).toBe(1);
  const turned = read(
    'O2\nTO303\nG97 S800 M3\nG0 X30. Z2.\nG1 Z-20. F.2\nX34.\nG0 Z2.\nG28 U0 W0\nM30\n',
    'fanuc-lathe-a',
  );
  expect(turned.kinds).toEqual(['T3 turn-finish']);
});

const shop = (body: string) => `O1\nG21 G90 G17 G40 G80\n${body}M30\n`;
const tool = (number: number, body: string) =>
  `T${number} M6\nS2000 M3\nG0 G54 X0 Y0\nG43 H${number} Z20\n${body}G0 Z50\nM5\nG91 G28 Z0\nG90\n`;

test('tools without notes are what they do, and less sure', () => {
  const holes = (cycle: string) => `${cycle} F100\nX20\nX40\nG80\n`;
  const {
    kinds,
    tools,
    tool: used,
  } = read(
    shop(
      tool(1, holes('G81 X0 Y0 Z-1.5 R2')) +
        tool(2, holes('G83 X0 Y0 Z-22 R2 Q3')) +
        tool(3, 'M29 S200\nG84 X0 Y0 Z-15 R4 F300\nX20\nX40\nG80\n') +
        tool(4, holes('G85 X0 Y0 Z-15 R2')) +
        tool(5, `G0 X-5 Y-5\nG1 Z-5 F200\nG41 D5 X0 F500\nY40\nX60\nY0\nX-5\nG40 Y-9\n`) +
        tool(6, 'G0 X-40 Y0 Z0\nG1 X140 F800\nY35\nX-40\nY70\nX140\n'),
    ),
  );
  expect(kinds).toEqual(['T1 spot', 'T2 drill', 'T3 tap', 'T4 ream', 'T5 contour', 'T6 face']);
  expect(tools.map(([, kind]) => kind)).toEqual([
    'spot-drill',
    'drill',
    'tap',
    'reamer',
    'end-mill',
    'face-mill',
  ]);
  expect(used(2)!.kind!.confidence).toBeLessThan(0.75);
  expect(used(2)!.kind!.because).toContain('its use: drill');
  expect(used(3)!.pitchMm!.value).toBeCloseTo(1.5, 6);
});

test('a note is trusted more than the use, unless the two exclude each other', () => {
  const bull = read(shop(`(T1 D=10 CR=1 - BULL NOSE END MILL)\n${tool(1, loop(-2))}`));
  expect(bull.tool(1)!.kind!.value).toBe('bull-nose-mill');
  const drilled = read(shop(`(C-DRILL OR EQUIVALENT)\n${tool(1, 'G83 X0 Y0 Z-40 R2 Q3 F90\nG80\n')}`));
  expect(drilled.tool(1)!.kind!.value).toBe('drill');
});

test('a note above the preparations of a call is about its tool', () => {
  const { tools, names, spans } = read(
    shop(`N101 (1/4" REAMER)\nG90 G17 G40\nG28 G91 Z0\nG90\n${tool(7, 'G81 X0 Y0 Z-9 R2 F90\nG80\n')}`),
  );
  expect(tools).toEqual([[7, 'reamer']]);
  expect(names).toEqual(['1/4" REAMER']);
  expect(spans[0]![0]).toBe(3);
});

test('a face mill is told by its size, whatever the note calls it', () => {
  const [only] = toolsOf(programOf('x', bytesOfText('G21\nT1 ;MILL 80MM\nM6\nG0 G43 H1 Z9\n')));
  expect(only!.kind).toMatchObject({ value: 'face-mill' });
});

test('holes that another tool drills deeper are spots; those that nobody touches again are not', () => {
  const spot = tool(1, 'G81 X0 Y0 Z-3 R2 F90\nX30\nG80\n');
  expect(read(shop(spot + tool(2, 'G83 X0 Y0 Z-30 R2 Q2 F90\nX30\nG80\n'))).kinds[0]).toBe('T1 spot');
  expect(read(shop(spot + tool(2, 'G83 X5 Y9 Z-30 R2 Q2 F90\nX35\nG80\n'))).kinds[0]).toBe('T1 drill');
  expect(read(shop(spot + tool(1, 'G83 X0 Y0 Z-30 R2 Q2 F90\nX30\nG80\n'))).kinds[0]).toBe('T1 drill');
});

test('holes without a cycle are drilled', () => {
  const peck = [0, 20, 40].map((x) => `G0 X${x}\nG1 Z-4 F80\nG0 Z1\nG1 Z-8\nG0 Z5\n`).join('');
  expect(read(shop(tool(1, peck))).kinds).toEqual(['T1 drill']);
});

test('parallel passes that come by where they were clear a pocket; one way around is a contour', () => {
  const zigzag = Array.from({ length: 10 }, (_, i) => `X${i % 2 ? 2 : 58}\nY${2 + 4 * (i + 1)}\n`).join('');
  const pocket = (z: number) => `G0 X2 Y2\nG1 Z${z} F100\n${zigzag}G0 Z5\n`;
  const list = read(
    shop(
      `(T1 D=6 CR=0 - FLAT END MILL)\n${tool(1, pocket(-3) + pocket(-6) + pocket(-9) + pocket(-12))}${tool(2, loop(-1) + loop(-20))}`,
    ),
  ).kinds;
  expect(list).toEqual(['T1 pocket', 'T2 contour']);
});

test('arcs of other planes that lead in and out do not hide what is cut between them', () => {
  const pass =
    'G1 Z-0.5 F300\nG18 G3 X1 Z-1 I0.5 K0\nG17 G1 X60 F500\nY40\nX0\nY0\nG18 G2 X-1 Z-0.5 I0 K0.5\nG17\n';
  expect(read(shop(tool(1, pass))).kinds).toEqual(['T1 contour']);
});

test('links at a feed, which posts without rapids write, are no cut of a shape', () => {
  const circles = [10, 200, 400]
    .map((x) => `G1 Z10 F2000\nX${x} Y0\nZ1\nZ-2 F100\nG2 X${x} Y0 I5 J0 F400\n`)
    .join('');
  expect(read(`G90 G94\nG17\nG21\nT1\nS9000 M3\nG54\nG0 X0 Y0\nZ10\n${circles}G1 Z10\nM30\n`).kinds).toEqual([
    'T1 contour',
  ]);
});

test('short ways that stay near one level write', () => {
  const letters = Array.from(
    { length: 12 },
    (_, i) => `G0 X${7 * i} Y0\nG1 Z-0.2 F60\nY6 F200\nX${7 * i + 4} Y0\nG0 Z1\n`,
  ).join('');
  expect(read(shop(tool(1, letters))).kinds).toEqual(['T1 engrave']);
});

test('among few empty lines one begins an operation, as Autodesk’s posts set them apart', () => {
  const cut = (x: number) => `G0 X${x} Y0\nZ5\n${loop(-2)}${loop(-4)}${loop(-6)}G0 Z15\n`;
  const body = `${cut(0)}\n${cut(90)}`;
  expect(read(shop(tool(1, body))).kinds).toHaveLength(2);
  expect(read(shop(tool(1, body.replaceAll('\n', '\n\n')))).kinds).toHaveLength(1);
});

test('the same job at another place is the same operation; a job with another number is another', () => {
  const cut = `G0 Z5\n${loop(-2)}G0 Z5\n`;
  const of = (first: string, second: string) =>
    read(shop(tool(1, `(${first})\n${cut}(${second})\n${cut}`))).kinds.length;
  expect(of('Circle pocket at [1.0, 1.0]', 'Circle pocket at [7.0, 4.0]')).toBe(1);
  expect(of('2D Contour1', '2D Contour2')).toBe(2);
  expect(of('Pocket roughing', 'Pocket finishing pass')).toBe(1);
});

test('a file name in a note is neither tap nor tool', () => {
  expect(read(shop(`N1 (4711.TAP)\n${tool(1, loop(-2))}`)).kinds).toEqual(['T1 contour']);
});

const bored = (x: number) =>
  `G0 X${x} Y0\nG1 Z1 F300\nG1 X${x + 2}\n${Array.from({ length: 8 }, (_, i) => `G3 X${x + 2} Y0 Z${-i} I-2 J0\n`).join('')}G1 X${x}\nG0 Z20\n`;

test('a job that is noted again behind another one is done again; the same once more is another hole of it', () => {
  const turns = `(BORE3)\n${bored(0)}(2D CONTOUR4)\nG0 X0 Y0\n${loop(-2)}G0 Z20\n`;
  expect(read(shop(tool(1, turns + turns))).kinds).toEqual([
    'T1 bore',
    'T1 contour',
    'T1 bore',
    'T1 contour',
  ]);
  const holes = `(C-SINK 1)\n${bored(0)}(C-SINK 1)\n${bored(30)}(HOLE 1)\n${bored(0)}(HOLE 2)\n${bored(30)}`;
  expect(read(shop(tool(1, holes))).kinds).toEqual(['T1 chamfer', 'T1 bore']);
});

test('a note about the change, or a setting, does not take the name of an operation', () => {
  const changed = read(
    `G90 G21\n\n(Adaptive1)\nM9\nT1\n(CHANGE TO T1)\nS5000 M3\nG0 X0 Y0\nZ5\n${bored(0)}M5\nM30\n`,
  );
  expect(changed.names).toEqual(['Adaptive1']);
  expect(changed.kinds).toEqual(['T1 pocket']);
  const set = read(`G90 G21\n(pocket_offset = 0.0)\nT1 M6\nS900 M3\nG0 X0 Y0 Z5\n${loop(-2)}G0 Z5\nM2\n`);
  expect(set.kinds).toEqual(['T1 contour']);
});

test('what a note calls it outweighs what is mostly done with the tool', () => {
  const traced = `(T1 D=12 - CHAMFER MILL)\n(TRACE1)\n${tool(1, loop(-0.2))}`;
  expect(read(shop(traced)).kinds).toEqual(['T1 engrave']);
  expect(read(shop(traced.replace('(TRACE1)\n', ''))).kinds).toEqual(['T1 chamfer']);
});

test('a letter of a set is engraved', () => {
  const strokes =
    '(I)\nG1 Z-2. F100\nX0. Y9.6 Z0.\nX3.1 Y0. Z0.\nG0 Z2.\nX0. Y-58.9\nG1 Z-2.\nX0. Y50. Z0.\nG0 Z2.\nM99\n';
  expect(read(strokes).kinds).toEqual(['T0 engrave']);
});

test('lines in the skin of the material are engraved, however near to each other they lie', () => {
  const traces = Array.from(
    { length: 12 },
    (_, i) => `G0 X${i} Y0\nG1 Z-0.15 F90\nY${20 + i} F300\nX${i + 0.5}\nY0\nG0 Z2\n`,
  ).join('');
  expect(read(`G21 G90\nS30000 M3\nG0 Z2\n${traces}M2\n`).kinds).toEqual(['T0 engrave']);
  const deep = traces.replaceAll('Z-0.15', 'Z-3');
  expect(read(`G21 G90\nS30000 M3\nG0 Z2\n${deep}M2\n`).kinds).toEqual(['T0 pocket']);
});

test('who notes his operations tells none by empty lines', () => {
  const cuts = (between: string) =>
    shop(tool(1, `(POCKET1)\n${loop(-2)}G0 Z20\n${between}G0 X90 Y0\n${loop(-2)}`));
  expect(read(cuts('\n')).kinds).toHaveLength(1);
  expect(read(cuts('(CONTOUR2)\n')).kinds).toHaveLength(2);
});

test('G82 alone drills; where another tool drills deeper behind it, it spots', () => {
  const holes = (cycle: string) => `${cycle} R2 F100\nX20\nX40\nG80\n`;
  const dwell = tool(1, holes('G82 X0 Y0 Z-2 P100'));
  expect(read(shop(dwell)).kinds).toEqual(['T1 drill']);
  const both = read(shop(dwell + tool(2, holes('G81 X0 Y0 Z-20'))));
  expect(both.kinds).toEqual(['T1 spot', 'T2 drill']);
  expect(both.tools).toEqual([
    [1, 'spot-drill'],
    [2, 'drill'],
  ]);
});

const down = (x: number, y: number, turns: number) =>
  `G0 X${x + 3} Y${y}\nZ2\nG1 Z0 F100\n${Array.from({ length: turns }, (_, at) => `G3 X${x - 3} Y${y} Z-${at + 0.5} I-3 J0 F400\nX${x + 3} Y${y} Z-${at + 1} I3 J0\n`).join('')}G0 Z20\n`;
const around = (x: number, y: number) =>
  `G0 X${x} Y${y}\nZ2\nG1 Z-4 F100\nX${x + 30} F500\nY${y + 20}\nX${x}\nY${y}\nG0 Z20\n`;

test('a tool that goes over from holes by helices to other work, and back, does several operations', () => {
  const { kinds, spans } = read(
    shop(tool(4, down(0, 0, 4) + down(40, 0, 4) + around(10, 30) + around(60, 30) + down(80, 0, 4))),
  );
  expect(kinds).toEqual(['T4 bore', 'T4 contour', 'T4 bore']);
  expect(spans).toHaveLength(3);
  // Who notes his operations tells none by his ways.
  const noted = read(shop(tool(4, `(PLATE)\n${down(0, 0, 4)}${around(10, 30)}`)));
  expect(noted.kinds).toHaveLength(1);
});

test('what a helix enters and goes on beyond is a pocket', () => {
  const entered = down(0, 0, 3).replace(/G0 Z20\n$/, '');
  const { kinds } = read(
    shop(tool(4, `${entered}G1 X8 Y0\nG3 X8 Y0 I-8 J0\nG1 X13\nG3 X13 Y0 I-13 J0\nG0 Z20\n`)),
  );
  expect(kinds).toEqual(['T4 pocket']);
  expect(read(shop(tool(4, down(0, 0, 3)))).kinds).toEqual(['T4 bore']);
});
