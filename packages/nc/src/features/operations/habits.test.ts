/** Habits of posts and shops, each on a program of its own. */
import { expect, test } from 'vitest';
import { operationsOf as read } from '../../../test/operations-of.ts';

const mill = (body: string) => `O1\nG21 G90 G17 G40 G80\n${body}M30\n`;
const lathe = (body: string) => `O1\nG21 G18 G40 G99\n${body}G28 U0 W0\nM30\n`;
const tool = (number: number, body: string) =>
  `T${number} M6\nS2000 M3\nG0 G54 X0 Y0\nG43 H${number} Z20\n${body}G0 Z50\nM5\nG91 G28 Z0\nG90\n`;
const holes = (cycle: string) => `${cycle} F100\nX20\nX40\nG80\n`;

test('the first operation has the tool that a note behind its heading calls', () => {
  const { kinds } = read(
    `(T5 D=3 CR=0 - FLAT END MILL)\nG90 G21\n\n(Bohrfraesen1)\nM0\n(MANUAL TOOL CHANGE TO T5)\nS2000 M3\nG0 X0 Y0 Z15\nG1 Z-1 F90\nX50\nY40\nX0\nY0\nG0 Z15\nM30\n`,
  );
  expect(kinds).toEqual(['T5 bore']);
});

test('a post that says where an operation begins says nothing else by its other notes', () => {
  const square = 'G0 X0 Y0 Z5\nG1 Z-1 F90\nX50\nY40\nX0\nY0\nG0 Z5\n';
  const { kinds, spans } = read(
    `G17 G90 G21\n(Begin operation: 3mm Endmill)\n(Begin toolchange)\n( M6 T2 )\n(Finish operation: 3mm Endmill)\n(Begin operation: Profile)\n(Compensated Tool Path)\n${square}(Layer two of it)\n${square}(Finish operation: Profile)\n(Begin operation: Adaptive)\n(Helix to depth: -2)\n${square}(Finish operation: Adaptive)\nM2\n`,
  );
  expect(kinds).toEqual(['T2 contour', 'T2 pocket']);
  expect(spans[0]).toEqual([6, 22]);
});

test('a thread that a note names may be tapped, and no tap pecks', () => {
  expect(read(mill(`(ROSCA 8)\n${tool(4, holes('G84 X0 Y0 Z-15 R4'))}`)).kinds).toEqual(['T4 tap']);
  const noted = `(T3 - M8 TAP)\n${tool(3, holes('G83 X0 Y0 Z-25 R2 Q3'))}`;
  expect(read(mill(noted)).tools).toEqual([[3, 'drill']]);
});

test('a drill that drills a pilot hole, or pecks by hand, spots nothing', () => {
  const pilot = `(T2 D=5 - DRILL)\n${tool(2, holes('G81 X0 Y0 Z-9 R1'))}${tool(3, holes('G81 X0 Y0 Z-25 R1'))}`;
  expect(read(mill(pilot)).kinds).toEqual(['T2 drill', 'T3 drill']);
  const pecks = 'G1 Z-2 F90\nG0 Z1\nG1 Z-4\nG0 Z1\nG1 Z-6\nG0 Z1\n';
  expect(read(mill(tool(2, pecks) + tool(3, 'G81 X0 Y0 Z-25 R1 F90\nG80\n'))).kinds).toEqual([
    'T2 drill',
    'T3 drill',
  ]);
});

test('on a mill what goes along lines is no boring bar, whatever a note above it says', () => {
  const helix = 'G0 X10 Y0 Z1\nG1 Z0 F90\nG3 I-10 Z-2\nG3 I-10 Z-4\nG3 I-10 Z-6\nG3 I-10\n';
  expect(read(mill(`(FINE BORE THE HOLE)\n${tool(7, helix)}`)).tools).toEqual([[7, 'end-mill']]);
});

test('a program number that another one follows at once is its name', () => {
  const { kinds } = read(
    '%\nO2\nO1(PART)\nG50 S1200\nT0909\nG97 S800 M3\nG0 X30. Z2.\nG1 Z-20. F.2\nX34.\nG0 Z2.\nM30\n%\n',
  );
  expect(kinds).toEqual(['T9 turn-finish']);
});

test('on a lathe another kind of work begins where the spindle was given its speed; the way home belongs to none', () => {
  const { kinds, spans } = read(
    lathe(
      'T0303\nG96 S150 M3\nG0 X52. Z-20.\nG1 X40. F.1\nX52.\nG97 S1000\nM10\nG75 R1.\nG75 X30. P500 F.08\nG0 X60.\n',
    ),
  );
  expect(kinds).toEqual(['T3 face', 'T3 groove']);
  expect(spans[1]).toEqual([8, 12]);
});

test('what feeds outwards behind the front, from within, grooves', () => {
  const bore =
    'T0202\nG96 S150 M3\nG0 X36. Z0.\nG1 X60. F.2\nG0 X40. Z2.\nG1 Z-50. F.2\nX38.\nG0 Z2.\nG28 U0 W0\n';
  const recess =
    'T0404\nG96 S120 M3\nG0 X38. Z2.\nZ-40.\nG1 X56. F.1\nZ-41.5\nG0 X38.\nZ-38.\nG1 X40.5\nZ-39. X41.5\nX56.\nG0 X38.\nZ50.\n';
  expect(read(lathe(bore + recess)).tools).toEqual([
    [2, 'boring-bar'],
    [4, 'grooving'],
  ]);
});

test('a tool that is called a turning tool and follows the spindle only, threads', () => {
  const thread = '(TURN M24)\nT0505\nG97 S600 M3\nG0 X26. Z4.\nG92 X23.4 Z-20. F1.5\nX22.8\nX22.2\nG0 X40.\n';
  expect(read(lathe(thread)).tools).toEqual([[5, 'threading']]);
});

test('French and Spanish headings', () => {
  const face = 'G0 X-40 Y0 Z0\nG1 X140 F800\nY35\nX-40\nY70\nX140\n';
  const { kinds } = read(
    mill(
      `(SURFACAGE)\n${tool(1, face)}(POINTAGE)\n${tool(2, holes('G81 X0 Y0 Z-2 R2'))}(PERCAGE)\n${tool(3, holes('G81 X0 Y0 Z-20 R2'))}(RECTIFICAR CARA)\n${tool(4, face)}`,
    ),
  );
  expect(kinds).toEqual(['T1 face', 'T2 spot', 'T3 drill', 'T4 face']);
});
