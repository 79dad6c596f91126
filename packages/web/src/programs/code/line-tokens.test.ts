import { bytesOfText } from '@mantinel/nc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOfLine } from './line-tokens.ts';

const scan = { semicolon: 'comment', carriageReturn: 'blank' } as const;
const of = (text: string) =>
  tokensOfLine(bytesOfText(text), scan)
    .filter(({ kind }) => kind !== 'blank')
    .map(({ text: part, kind }) => `${part} ${kind}`);

test('words by what they are for', () => {
  expect(of('N10 G01X-1.5 F200 M8 (A NOTE)')).toEqual([
    'N10 number',
    'G01 preparatory',
    'X-1.5 axis',
    'F200 technology',
    'M8 machine',
    '(A NOTE) comment',
  ]);
  expect(of('#1=[2+3]')[0]).toBe('# macro');
  expect(of('/G0')[0]).toBe('/ program');
  expect(of('"')).toEqual(['" unknown']);
});

test('leaves no character out', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const bytes = bytesOfText(text.replace(/[\n\r]/g, ' '));
      const shown = tokensOfLine(bytes, scan).map((token) => token.text);
      expect(bytesOfText(shown.join(''))).toEqual(bytes);
    }),
  );
});
