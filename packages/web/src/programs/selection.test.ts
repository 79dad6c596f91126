import { expect, test } from 'vitest';
import { readText } from '../../test/read-text.ts';
import { lineOfRow, markedBy, operationOf } from './selection.ts';
import { endOfRow, nextRow } from './toolpath/looking/move-end.ts';

const text = [
  'G21 G90 G17',
  'T1 M6',
  'S1000 M3',
  'G0 X0 Y0 Z5',
  'G1 Z-1 F100',
  'M98 P100',
  'G0 Z5',
  'X100',
  'G1 Z-1',
  'M98 P100',
  'G0 Z5',
  'T2 M6',
  'S500 M3',
  'G0 X10 Y10 Z5',
  'G1 Z-3',
  'G0 Z5',
  'M30',
  'O100',
  'G91 G1 X10',
  'Y10',
  'G90',
  'M99',
].join('\n');
const program = readText(text);
const rows = Array.from({ length: program.toolpath.rows.count }, (_, row) => row);
const drawn = rows.filter((row) => endOfRow(program.toolpath.pieces, row) !== undefined);

test('a line marks all the moves that it makes, a subprogram each of its calls', () => {
  const { marked, row } = markedBy(program, { kind: 'line', line: 19 })!;
  const found = drawn.filter(marked);
  expect(found).toHaveLength(2);
  expect(found.map((each) => lineOfRow(program, each))).toEqual([19, 19]);
  expect(row).toBe(found[0]);
  expect(endOfRow(program.toolpath.pieces, row!)).toEqual([10, 0, -1]);
});

test('a line without moves marks none', () => {
  const { marked, row } = markedBy(program, { kind: 'line', line: 1 })!;
  expect(drawn.filter(marked)).toEqual([]);
  expect(row).toBeUndefined();
});

test('an operation marks its moves, and a move lies in its operation', () => {
  const last = drawn.at(-2)!;
  const operation = operationOf(program, { kind: 'move', row: last })!;
  const { marked } = markedBy(program, { kind: 'operation', operation })!;
  expect(drawn.filter(marked).length).toBeGreaterThan(0);
  expect(drawn.filter(marked).every((row) => lineOfRow(program, row)! >= 12)).toBe(true);
  expect(operationOf(program, { kind: 'line', line: 15 })).toBe(operation);
});

test('nothing chosen marks nothing', () => {
  expect(markedBy(program, undefined)).toBeUndefined();
});

test('next and previous go through all drawn moves, and end', () => {
  const { pieces } = program.toolpath;
  const forwards: number[] = [];
  for (let row = nextRow(pieces, undefined, 1); row !== undefined; row = nextRow(pieces, row, 1))
    forwards.push(row);
  expect(forwards).toEqual(drawn);
  const backwards: number[] = [];
  for (let row = nextRow(pieces, undefined, -1); row !== undefined; row = nextRow(pieces, row, -1))
    backwards.push(row);
  expect(backwards).toEqual(drawn.toReversed());
});
