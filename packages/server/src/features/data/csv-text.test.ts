import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, decodeText, readCsv } from './csv-text.ts';

const cells = (text: string) => readCsv(text).map((row) => row.cells);

test('what is written is read again, whatever stands in it, and no cell is a formula', () => {
  // Spaces around a cell are no content: a record’s texts have none.
  const cell = fc
    .string({ unit: 'grapheme' })
    .map((text) => text.trim())
    .filter((text) => !/^[\t\r]/.test(text));
  const table = fc.array(fc.tuple(cell, cell, fc.constant('x')), { minLength: 1 });
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, separator) => {
      const head = ['a', 'b', 'c'];
      const text = csvText([head, ...rows], separator);
      const back = cells(decodeText(Buffer.from(text)));
      expect(back).toEqual([head, ...rows]);
      for (const line of text.split('\r\n'))
        expect(/(^|[,;\t])"?[=+@-]/.test(line) && /^[\ufeff"]?[=+@-]/.test(line)).toBe(false);
    }),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['-5', "'-5"],
  ["'=x", "''=x"],
  ["it's", "it's"],
])('a cell %j is written %j', (cell, written) => {
  expect(csvText([[cell, 'z']])).toBe(`\ufeff${written},z\r\n`);
  expect(cells(csvText([[cell, 'z']]).slice(1))).toEqual([[cell, 'z']]);
});

test.each([
  ['semicolons of a German Excel', 'name;place\r\nČapek;site:a\r\n'],
  ['tabs', 'name\tplace\nČapek\tsite:a'],
  ['the separator named on top', 'sep=;\r\nname;place\r\nČapek;site:a\r\n'],
  ['old line ends', 'name,place\rČapek,site:a\r'],
  ['empty lines, and cells beyond', '\n\nname,place,\nČapek,site:a,\n,,\n'],
  ['quotes', '"name","place"\n"Čapek", "site:a" \n'],
])('%s are read', (_what, text) => {
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ])
    expect(cells(decodeText(bytes)).map((row) => row.slice(0, 2))).toEqual([
      ['name', 'place'],
      ['Čapek', 'site:a'],
    ]);
});

test('an older encoding, and a quote without its end, are refused with their line', () => {
  const refused = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(refused(() => decodeText(Buffer.from([0x6e, 0xe8, 0x0a])))).toMatchObject({
    code: 'data.unreadable',
  });
  expect(refused(() => readCsv('a,b\n1,"2\n'))).toMatchObject({ data: { line: 2 } });
});

test('each row knows its line, also after one of several lines', () => {
  expect(readCsv('a\n"1\n2"\n\n3\n').map(({ line }) => line)).toEqual([1, 2, 5]);
});
