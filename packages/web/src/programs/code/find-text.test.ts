import { bytesOfText } from '@mantinel/nc';
import { expect, test } from 'vitest';
import { findText } from './find-text.ts';

const bytes = bytesOfText('G1 X1.\ng1 x1.5\nG12\nM30');

test('whatever case', () => {
  expect(findText(bytes, 'G1', 10)).toEqual([0, 7, 15]);
  expect(findText(bytes, 'x1.', 10)).toEqual([3, 10]);
  expect(findText(bytes, 'm30', 10)).toEqual([19]);
});

test('nothing for nothing, for what is not there, and for what no program holds', () => {
  expect(findText(bytes, '', 10)).toEqual([]);
  expect(findText(bytes, 'M300', 10)).toEqual([]);
  expect(findText(bytes, '\u4e2d', 10)).toEqual([]);
});

test('no more than asked', () => {
  expect(findText(bytes, '1', 2)).toHaveLength(2);
});
