/** How a lathe's operations are cut and named, each rule on a program of its own. */
import { expect, test } from 'vitest';
import { operationsOf } from '../../../test/operations-of.ts';

const turn = (body: string) => operationsOf(`O1\nG21 G18 G40 G99\n${body}G28 U0 W0\nM30\n`, 'fanuc-lathe-a');

const contour = 'N10 G0 X20.\nG1 Z-20. F0.1\nX40. Z-30.\nN20 X60.\n';

test('a roughing cycle spans its contour, and going along that again is finishing', () => {
  const { kinds, spans } = turn(
    `(ROUGHING)\nT0101\nG97 S2000 M3\nG0 X62. Z2.\nG96 S200 M8\nG71 U2. R1.\nG71 P10 Q20 U0.4 W0.1 F0.3\n${contour}G97 S2000\nG0 Z2. M9\nG28 U0 W0\nM1\nT0202\nG96 S250 M3\nG0 X62. Z2.\nG70 P10 Q20 F.1\nG0 X99. M9\n`,
  );
  expect(kinds).toEqual(['T1 turn-rough', 'T2 turn-finish']);
  expect(spans).toEqual([
    [3, 15],
    [18, 22],
  ]);
});

test('a lathe that drops to another speed to withdraw does not begin an operation', () => {
  const { kinds } = turn(
    'T0101\nG96 S200 M3\nG0 X42. Z2.\nG1 Z-20. F.2\nX46.\nG97 S500\nG0 Z2.\nX80. Z50.\n',
  );
  expect(kinds).toEqual(['T1 turn-finish']);
});

test('who draws back towards the centre bores; on the other side of the centre the same holds', () => {
  const bore = [20, 22, 24, 26].map((x) => `G0 X${x}.\nG1 Z-30. F.1\nX${x - 1}.\nG0 Z2.\n`).join('');
  const { kinds, tools } = turn(`T0303\nG96 S150 M3\nG0 X18. Z2.\n${bore}`);
  expect(kinds).toEqual(['T3 bore']);
  expect(tools).toEqual([[3, 'boring-bar']]);
  const behind = [60, 56, 52, 48].map((x) => `G0 X-${x}.\nG1 Z-30. F.1\nX-${x + 2}.\nG0 Z2.\n`).join('');
  expect(turn(`T0101\nG96 S150 M3\nG0 X-62. Z2.\n${behind}`).kinds).toEqual(['T1 turn-rough']);
});

test('passes that draw straight back and go on nearer to the centre are turned', () => {
  const passes = [60, 56, 52, 48].map((x) => `G0 X${x}.\nG1 Z-30. F.1\nG0 Z2.\n`).join('');
  expect(turn(`T0101\nG96 S150 M3\nG0 X62. Z2.\n${passes}`).kinds).toEqual(['T1 turn-rough']);
});

test('a drill that is set off feeds along Z only', () => {
  const { kinds, tools } = turn(
    'T0404\nG97 S700 M3\nG0 X-20. Z2.\nG1 Z-5. F.1\nG0 Z-4.8\nG1 Z-10.\nG0 Z50.\n',
  );
  expect(kinds).toEqual(['T4 drill']);
  expect(tools).toEqual([[4, 'drill']]);
});

test('to the centre far behind the front is parted off, also by a grooving cycle', () => {
  const face =
    'T0101\nG96 S150 M3\nG0 X42. Z0.\nG1 X-1. F.1\nG0 X42. Z2.\nX40.\nG1 Z-40. F.2\nX44.\nG0 X99. Z50.\n';
  const parted = turn(
    `${face}T0505\nG96 S90 M3\nG0 X44. Z-36.\nG1 X38. F.06\nG0 X40.\nZ-35.\nG1 X38. Z-36.\nX-.5\nG0 X99.\n`,
  );
  expect(parted.kinds).toContain('T5 part-off');
  const cycle = turn(`${face}T0606\nG96 S90 M3\nG0 X44. Z-36.\nG75 R1.\nG75 X0. P3000 F.06\nG0 X99.\n`);
  expect(cycle.kinds.at(-1)).toBe('T6 part-off');
  expect(cycle.tools.at(-1)).toEqual([6, 'cut-off']);
});

test('T with M6 is the turret’s tool and not its offset', () => {
  expect(turn('T0200 M6\nG97 S700 M3\nG0 X0. Z2.\nG1 Z-20. F.1\nG0 Z50.\n').kinds).toEqual(['T2 drill']);
});

test('Russian in Latin letters names tools and operations', () => {
  const { kinds, tools } = turn(
    'T0101(PROXODNOI R0.4)\n(TOREC)\nG96 S150 M3\nG0 X42. Z0.\nG1 X-1. F.1\nG0 Z2.\nX99.\nT0707\n(SVERLENIE)\nG97 S900 M3\nG0 X0. Z2.\nG1 Z-20. F.1\nG0 Z50.\nT0808(OTREZ H=2)\nG97 S500 M3\nG0 X44. Z-30.\nG1 X1. F.05\nG0 X99.\n',
  );
  expect(kinds).toEqual(['T1 face', 'T7 drill', 'T8 part-off']);
  expect(tools).toEqual([
    [1, 'turning'],
    [7, 'drill'],
    [8, 'cut-off'],
  ]);
});

const shaft = 'G0 X18. Z2.\nG1 Z-20. F.1\nX30.\nZ-40.\nX42.\nZ-60.\n';

test('a shaft grows towards the chuck, a bore narrows, and what leaves by the centre was inside', () => {
  expect(turn(`T0101\nG96 S150 M3\n${shaft}G0 X99. Z50.\n`).tools).toEqual([[1, 'turning']]);
  const bore = 'G0 X42. Z2.\nG1 Z-20. F.1\nX30.\nZ-40.\nX18.\nZ-60.\n';
  expect(turn(`T0202\nG96 S150 M3\n${bore}G0 Z5.\nX99. Z50.\n`).tools).toEqual([[2, 'boring-bar']]);
  const recess = 'G0 X36. Z2.\nG1 Z-20. F.1\nX38. Z-22.\nZ-40.\nX30.\nG0 Z50.\n';
  expect(turn(`T0303\nG96 S150 M3\n${recess}`).tools).toEqual([[3, 'boring-bar']]);
});

test('who feeds the way back as well turns all the same', () => {
  const passes = [60, 56, 52, 48].map((x) => `X${x}.\nZ-30.\nX64.\nZ2.\n`).join('');
  expect(turn(`T0101\nG96 S150 M3\nG0 X64. Z2.\nG1 F.2\n${passes}G0 X99.\n`).tools).toEqual([[1, 'turning']]);
});

test('an insert does not say whether its holder bores; who wrote OD did', () => {
  const bore = [20, 22, 24, 26].map((x) => `G0 X${x}.\nG1 Z-30. F.1\nX${x - 1}.\nG0 Z2.\n`).join('');
  const by = (note: string) => turn(`T0303 (${note})\nG96 S150 M3\nG0 X18. Z2.\n${bore}`).tools;
  expect(by('CNMG 432')).toEqual([[3, 'boring-bar']]);
  expect(by('OD TURN CNMG 432')).toEqual([[3, 'turning']]);
});

test('a tool that grooves and parts is told by what it does', () => {
  const face =
    'T0101\nG96 S150 M3\nG0 X42. Z0.\nG1 X-1. F.1\nG0 X42. Z2.\nX40.\nG1 Z-40. F.2\nX44.\nG0 X99. Z50.\n';
  const { tools } = turn(
    `${face}T0606 (GROOVING/PARTING TOOL)\nG96 S90 M3\nG0 X44. Z-36.\nG75 R1.\nG75 X0. P3000 F.06\nG0 X99.\n`,
  );
  expect(tools.at(-1)).toEqual([6, 'cut-off']);
});

test('passes that plunge in behind the front and go along groove', () => {
  const face = 'T0101\nG96 S150 M3\nG0 X64. Z0.\nG1 X-1. F.1\nG0 X64. Z2.\n';
  const passes = [58, 56, 54]
    .map((x) => `G0 X62. Z-20.\nG1 X${x}. F.05\nX${x}.4\nZ-30. F.1\nX62.\n`)
    .join('');
  expect(turn(`${face}T0404\nG96 S150 M3\n${passes}G0 X99.\n`).tools.at(-1)).toEqual([4, 'grooving']);
});

test('notes in a contour are about the contour, and G70 right behind it stands at its own block', () => {
  const { kinds, spans } = turn(
    `T0101\nG97 S1200 M3\nG0 X62. Z2.\n(FACING)\nG0 Z0.\nG1 X-1. F0.1\nG0 Z2.\nX62.\n(ROUGHING)\nG71 U2. R1.\nG71 P10 Q20 U0.4 W0.1 F0.3\nN10 G0 X20.\n(CHAMFER 0.5)\nG1 Z-20. F0.1\n\nX40. Z-30.\nN20 X60.\n\n(FINISH OD TURN)\nG70 P10 Q20\nG0 X99. Z99.\n`,
  );
  expect(kinds).toEqual(['T1 face', 'T1 turn-rough', 'T1 turn-finish']);
  expect(spans).toEqual([
    [3, 10],
    [11, 19],
    [21, 23],
  ]);
});

test('empty lines part nothing on a lathe', () => {
  const plunges = [5, 10, 15].map((z) => `G0 X62. Z-${z}.\nG1 X50. F.1\nG0 X62.\n\n`).join('');
  expect(turn(`T0303\nG97 S800 M3\nG0 X62. Z2.\n${plunges}G0 X99.\n`).kinds).toHaveLength(1);
});

test('a tool that leaves nearer to the centre than what it cut works inside', () => {
  const way = (out: string) =>
    `T0505\nG97 S800 M3\nG0 X40. Z3.\nG1 X36. Z-2. F.1\nZ-18.\nX38. Z-20.\nZ-38.\n${out}\nG0 Z100.\n`;
  expect(turn(way('X30.')).kinds).toEqual(['T5 bore']);
  expect(turn(way('X44.')).kinds).toEqual(['T5 turn-finish']);
});

test('facing is facing past the centre too, though it comes near at a feed', () => {
  expect(turn('T0303\nG97 S800 M3\nG0 X30. Z5.\nG1 X26.5 Z0. F2.\nX-1. F.2\nG0 Z50.\n').kinds).toEqual([
    'T3 face',
  ]);
});

test('a driven tool mills what its note says', () => {
  expect(
    turn(
      '(SLOT IN THE FRONT)\nT1313 (END MILL 4)\nG97 S800 M3\nG0 X20. Z2.\nG1 Z-1. F2.\nX-20. F.1\nG0 Z2.\nX20.\nG1 Z-2. F2.\nX-20. F.1\nG0 Z50.\n',
    ).kinds,
  ).toEqual(['T13 slot']);
});

test('who comes from nearer to the centre than all of the cut and goes back there bores, however short the walls', () => {
  const visit = (from: string) =>
    `T1010\nG97 S900 M3\nG0 Z2.\nX${from}\nZ1.\nX40.\nG1 X47. F.1\nZ-6.\nX43. Z-9.\nX34.\nG0 X${from}\nZ50.\n`;
  expect(turn(`(PROFILE FINISHING)\n${visit('32.')}`).tools).toEqual([[10, 'boring-bar']]);
  expect(turn(`(PROFILE FINISHING)\n${visit('52.')}`).tools).toEqual([[10, 'turning']]);
});

test('facing that draws back near the centre is no boring', () => {
  const pass = (z: number) => `G1 Z-${z}. F.2\nX12. F.2\nX10. Z-${z - 1}.\nG0 Z2.\nX62.\n`;
  const { tools } = turn(`T1212\nG97 S900 M3\nG0 X62. Z2.\n${pass(2)}${pass(4)}${pass(6)}G0 X99.\n`);
  expect(tools).toEqual([[12, 'turning']]);
});

test('a grooving cycle side by side at the front faces; at one place it parts off', () => {
  const cycle = (z: string) => `T0909\nG97 S1800 M3\nG0 X48. Z2.\nG75 R.2\nG75 X-1. ${z}P6000 F.2\nG0 X99.\n`;
  expect(turn(cycle('Z-1. Q750 ')).kinds).toEqual(['T9 face']);
  expect(turn(cycle('')).kinds).toEqual(['T9 part-off']);
});

test('a hole that is begun by feeding is one operation with its drilling cycle', () => {
  const { kinds } = turn(
    'T0404\nG97 S900 M3\nG0 X0. Z5.\nG1 Z-1. F.05\nG0 Z.5\nG83 Z-27. R.5 Q3000 F.05\nG80\nG0 Z50.\n',
  );
  expect(kinds).toEqual(['T4 drill']);
});

test('a roughing cycle spans its contour also where nothing finishes it', () => {
  const { spans } = turn(
    `T0101\nG97 S2000 M3\nG0 X62. Z2.\nG71 U2. R1.\nG71 P10 Q20 U0.4 W0.1 F0.3\n${contour}G0 X99.\n`,
  );
  expect(spans).toEqual([[3, 12]]);
});

test('a sub-spindle that takes the part over cuts nothing, and what is called a part behind it is parted off', () => {
  const { kinds, spans } = turn(
    'T0101\nG97 S500 M3\nG0 X50. Z2.\nG1 Z-20. F.1\nX54.\nG0 X99.\nM1\n(SUB SPINDLE GRAB)\nG98\nG0 B0.\nG1 B-40. F500.\nG99\nM1\n(PART 5)\nT0303\nG0 X54. Z-24.\nG1 X17. F.05\nG0 X99.\n',
  );
  expect(kinds).toEqual(['T1 turn-finish', 'T3 part-off']);
  expect(spans.at(-1)).toEqual([16, 20]);
});

test('a lathe chamfers where that alone is noted', () => {
  const way = 'T0101\nG97 S900 M3\nG0 X60. Z2.\nX46.\nG1 Z0. F.1\nX50. Z-2.\nG0 X60.\n';
  expect(turn(`(CHAMFER1)\n${way}`).kinds).toEqual(['T1 chamfer']);
  expect(turn(`(FACE CHAMFER)\n${way}`).kinds).toEqual(['T1 face']);
});
