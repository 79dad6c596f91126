import { existsSync, readFileSync } from 'node:fs';
import { bytesOfText } from '@mantinel/nc';
import { corpusFiles, hasCorpus } from '@mantinel/nc/corpus';
import { expect, test } from 'vitest';
import { largestProgram, refusalOf } from './refusal.ts';

const of = (bytes: Uint8Array, size = bytes.length) => refusalOf(size, bytes);
const random = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> 24);

test.each([
  ['nothing', new Uint8Array(0), 'empty'],
  ['noise', random(4096), 'binary'],
  ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4, ...random(200)]), 'binary'],
  ['zeros', new Uint8Array(4096), 'binary'],
  ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x47, 0, 0x30, 0]), 'utf16'],
  ['a program', bytesOfText('%\r\nO1\r\nG1 X1.\r\n%'), undefined],
  ['a note in another script', bytesOfText('(Fr\u00e4ser \u00d8 10)\nG0 X1\n'), undefined],
  [
    'a tape with a leader',
    bytesOfText(`${'\0'.repeat(60)}%\nO1\nG0 X1. Y2.\nG1 Z-1. F100\nM30\n%${'\0'.repeat(60)}`),
    undefined,
  ],
] as const)('%s', (_name, bytes, wanted) => {
  expect(of(bytes)).toBe(wanted);
});

test('too large is told without reading it', () => {
  expect(refusalOf(largestProgram + 1, new Uint8Array(0))).toBe('tooLarge');
});

test.skipIf(!hasCorpus)('no real program is refused', () => {
  const refused = corpusFiles()
    .filter(({ path }) => existsSync(path))
    .filter(({ path }) => {
      const bytes = readFileSync(path);
      return bytes.length > 0 && of(bytes) !== undefined;
    })
    .map(({ name }) => name);
  expect(refused).toEqual([]);
});
