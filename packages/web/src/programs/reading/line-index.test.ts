import { bytesOfText } from '@mantinel/nc';
import { expect, test } from 'vitest';
import { LineIndex } from './line-index.ts';

const of = (text: string) => new LineIndex(bytesOfText(text));

test.each([
  ['A\nB\nC', ['A', 'B', 'C']],
  ['A\r\nB\r\n', ['A', 'B']],
  ['A\rB\r', ['A', 'B']],
  ['\n\nA\n', ['', '', 'A']],
  ['A', ['A']],
  ['', ['']],
])('lines of %j', (text, wanted) => {
  const lines = of(text);
  expect(Array.from({ length: lines.count }, (_, i) => lines.textOf(i + 1))).toEqual(wanted);
});

test('finds the line of every byte, and its range', () => {
  const lines = of('AB\r\nC\n\nD');
  expect([0, 1, 3, 4, 5, 6, 7].map((offset) => lines.lineAt(offset))).toEqual([1, 1, 1, 2, 2, 3, 4]);
  expect(lines.rangeOf(2)).toEqual({ start: 4, end: 6 });
  expect(lines.rangeOf(4)).toEqual({ start: 7, end: 8 });
});
