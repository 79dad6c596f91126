import { expect, test } from 'vitest';
import { blockText } from './block-text.ts';

test.each([
  ['N10 G01 X1.50 Y-0.5', 'g1x1.5y-0.5'],
  ['N0010G1 X1.500Y-.500 (ROUGH)', 'G01X1.5Y-.5'],
  ['/N20 M06 T01', 'M6T1'],
  ['G0 Z1.', 'G00Z1'],
])('%s is %s', (one, other) => {
  const [a, b] = [blockText(one).hash, blockText(other).hash];
  expect(a).not.toBe(0);
  expect(a).toBe(b);
});

test('other numbers are another block, and nothing is none', () => {
  expect(blockText('G1 X1.5').hash).not.toBe(blockText('G1 X1.05').hash);
  expect(blockText('G1 X10').hash).not.toBe(blockText('G1 X1').hash);
  expect(blockText('N30 (NOTE)')).toEqual({ number: 30, hash: 0 });
  expect(blockText('G1 X1').number).toBe(-1);
});
