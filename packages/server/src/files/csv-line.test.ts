import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('a row is what RFC 4180 says', () => {
  expect(csvLine(['a', 1, undefined, 'x,y', 'say "hi"', 'two\r\nlines'])).toBe(
    'a,1,,"x,y","say ""hi""","two\r\nlines"\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('the text %j does not begin a formula', (text) => {
  const [cell] = csvLine([text, 'end']).split(/,end/);
  expect(cell!.replace(/^"/, '')[0]).toBe("'");
});

test('a number stays a number, also below zero', () => {
  expect(csvLine([-1.5])).toBe('-1.5\r\n');
});

test('any cells come back from a reader of the standard, formula guard aside', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', ';') });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      expect(read(csvLine(cells))).toEqual(cells.map((text) => (/^[\r\n]/.test(text) ? `'${text}` : text)));
    }),
  );
});

/** One record, character by character. */
function read(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = '';
    if (line[at] === '"') {
      for (at += 1; !(line[at] === '"' && line[at + 1] !== '"'); at += 1) {
        if (line[at] === '"') at += 1;
        cell += line[at];
      }
      at += 1;
    } else for (; line[at] !== ',' && line.slice(at) !== '\r\n'; at += 1) cell += line[at];
    cells.push(cell);
    if (line.slice(at) === '\r\n') return cells;
    if (line[at] !== ',') throw new Error(`no separator at ${at}`);
    at += 1;
  }
}
