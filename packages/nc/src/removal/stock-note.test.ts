import { expect, test } from 'vitest';
import { bytesInMemory, bytesOfText } from '../source/byte-source.ts';
import { stockNoteOf } from './stock-note.ts';

const note = (text: string, units: 'mm' | 'inch' = 'inch') =>
  stockNoteOf(bytesInMemory(bytesOfText(`%\nO1\n${text}\nG0 X1.\n`)), units);
const rounded = (sizes: readonly number[] | undefined) => sizes?.map((size) => Math.round(size * 100) / 100);

test('blocks and bars are read with their units, from notes about the stock alone', () => {
  expect(rounded(note('(STOCK 6061AL DX 5.9IN DY 1.5IN DZ 0.95IN)')?.block)).toEqual([149.86, 38.1, 24.13]);
  expect(rounded(note('(STOCK = 3.6 X 2. X 1.)')?.block)).toEqual([91.44, 50.8, 25.4]);
  expect(rounded(note('(ROHTEIL 120 X 80 X 25)', 'mm')?.block)).toEqual([120, 80, 25]);
  expect(rounded(note('(BLANK 120 X 80 X 25 MM)')?.block)).toEqual([120, 80, 25]);
  expect(note('(MATERIAL: 2.5" 4130 ANNEALED STEEL BARSTOCK)')?.barDiameterMm).toBeCloseTo(63.5);
  expect(note('(MATERIAL: 5-1/2" ALUMINUM BARSTOCK)')?.barDiameterMm).toBeCloseTo(139.7);
  expect(note('(MATERIAL: 2.625 304SS BARSTOCK)')?.barDiameterMm).toBeCloseTo(66.675);
  expect(note('(MATERIAL: 2.5" BARSTOCK)')).toMatchObject({ line: 3, text: 'MATERIAL: 2.5" BARSTOCK' });
});

test('what is about tools, allowances, stops and grades is no stock', () => {
  for (const text of [
    '(T5| 1/8 FLAT ENDMILL|H0|XY STOCK TO LEAVE - -.0005|Z STOCK TO LEAVE - 0.)',
    '(T10 - 1.5" BORING BAR CNMG 432)',
    '(USE O2260 ALUMINUM BACK STOP FOR STOCK SETTING)',
    '(FACE STOCK/OD TURN)',
    '(MATERIAL: 6061)',
    '(8" ALUMINUM)',
  ])
    expect(note(text), text).toBeUndefined();
});
