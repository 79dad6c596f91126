import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded, unguarded } from './spreadsheet-guard.ts';

test('what was put before a formula is taken away again, and nothing else', () => {
  const text = fc.string({ unit: fc.constantFrom('=', "'", ';', '\n', '\r', '\t', '-', 'a', '＝', ' ') });
  fc.assert(
    fc.property(text, (given) => {
      expect(unguarded(guarded(given))).toBe(given);
    }),
  );
});

test.each(['=1', '\n=1', '＋1', '@SUM(A1)', '-2+3', '\t=1'])('%j begins no formula', (text) => {
  expect(guarded(text)[0]).toBe("'");
});

test('nor does what stands behind a semicolon or a line end, where a comma file falls apart', () => {
  expect(guarded('a;=1+1')).toBe("a;'=1+1");
  expect(guarded('a\r\n@b')).toBe("a\r\n'@b");
  expect(guarded('Z-5, X=3')).toBe('Z-5, X=3');
});
