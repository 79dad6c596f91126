import { expect, test } from 'vitest';
import { bytesOfText, interpret, operationNotes, operationReducer, programOf, toolsOf } from '../index.ts';
import { semanticDiff } from './semantic-diff.ts';

const outline = (text: string) => {
  const program = programOf('test.nc', bytesOfText(text));
  const run = interpret(program, { dialect: 'fanuc-mill' });
  const tools = toolsOf(program, { dialect: run.dialect });
  const reducer = operationReducer({ kind: 'mill', notes: operationNotes(program, run.dialect), tools });
  for (const chunk of run.chunks) reducer.take(chunk);
  return { operations: reducer.finish(), tools };
};

const program = `O1
(T1 D=10 - END MILL)
G21 G90 G54
T1 M6
S2000 M3
G0 G43 H1 X0 Y0 Z5
G1 Z-1 F100
X50 F400
G0 Z50
(HOLES)
T2 M6
S1500 M3
G43 H2 Z50
G81 X5 Y5 Z-10 R2 F150
X15
G80
M30
`;

const diff = (edit: (text: string) => string) =>
  semanticDiff(outline(program), outline(edit(program))).map(
    ({ subject, change, message }) => `${subject} ${change}: ${message}`,
  );

test('block numbers, notes, zeros and spelling are no difference', () => {
  expect(
    diff((text) =>
      text
        .split('\n')
        .map((line, i) => (/^[GTSX]/.test(line) ? `N${i} ${line.replace('X50', 'X50.000')}(SO)` : line))
        .join('\n'),
    ),
  ).toEqual([]);
});

test.each([
  ['S2000', 'S2200', ['speed changed: Operation 1 (slot, tool 1): n 2200 instead of 2000 1/min.']],
  ['F400', 'F300', ['feed changed: Operation 1 (slot, tool 1): vf 300 instead of 400 mm/min.']],
  ['X50', 'X60', ['path changed: Operation 1 (slot, tool 1): another path, 10 mm longer at feed.']],
  [
    'G54',
    'G55',
    [
      'work-offset changed: Operation 1 (slot, tool 1): work offset G55 instead of G54.',
      'work-offset changed: Operation 2 (HOLES, tool 2): work offset G55 instead of G54.',
    ],
  ],
  ['H2', 'H3', ['tool-offset changed: Operation 2 (HOLES, tool 2): H 3 instead of 2.']],
  ['D=10', 'D=12', ['tool changed: Tool 1 has a diameter of 12 mm instead of 10 mm.']],
  [
    'X15\n',
    '',
    [
      'path changed: Operation 2 (HOLES, tool 2): another path, 12 mm shorter at feed.',
      'cycle changed: Operation 2 (HOLES, tool 2): 1 × drill to 12 mm instead of 2 × drill to 12 mm.',
    ],
  ],
  [
    '(HOLES)\nT2',
    '(HOLES)\nT3',
    [
      'tool changed: Operation 2 (HOLES, tool 3): tool 3 instead of 2.',
      'tool removed: Tool 2 is no longer called.',
      'tool added: Tool 3 is called.',
    ],
  ],
] as const)('%s → %s', (from, to, differences) => {
  expect(diff((text) => text.replace(from, to))).toEqual(differences);
});

test('an operation that is gone or new is told as such, and the others stay aligned', () => {
  const holes = /\(HOLES\)[\s\S]*G80\n/.exec(program)![0];
  expect(diff((text) => text.replace(holes, ''))).toEqual([
    'operation removed: Operation 2 (HOLES, tool 2) is gone.',
    'tool removed: Tool 2 is no longer called.',
  ]);
  expect(
    diff((text) => text.replace('M30', 'T5 M6\nS500 M3\nG0 X0 Y0 Z5\nG1 Z-3 F50\nX9\nM30')).map(
      (each) => each.split(':')[0],
    ),
  ).toEqual(['operation added', 'tool added']);
});
