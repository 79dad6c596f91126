import { expect, test } from 'vitest';
import { bytesOfText } from './byte-source.ts';
import { noProgram } from './no-program.ts';

const of = (bytes: Uint8Array) => noProgram(bytes.length, bytes);
const wide = (text: string, bigEndian = false) =>
  Uint8Array.from(
    [...text].flatMap((letter) => (bigEndian ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0])),
  );
const program = '%\r\nO1\r\nG21 G90 G0 X1.\r\nG1 X2. F100\r\nM30\r\n%';

test.each([
  ['nothing', new Uint8Array(0), 'empty'],
  ['marks of beginning and end alone', bytesOfText('%\r\n\r\n%\r\n'), 'blank'],
  ['blanks', bytesOfText('  \r\n\t\n'), 'blank'],
  ['zeros', new Uint8Array(4096), 'binary'],
  ['UTF-16 with its mark', Uint8Array.from([0xff, 0xfe, ...wide(program)]), 'utf16'],
  ['UTF-16 without one', wide(program), 'utf16'],
  ['UTF-16 the other way round', wide(program, true), 'utf16'],
  ['a program', bytesOfText(program), undefined],
  ['one letter', bytesOfText('M'), undefined],
  ['a tape with a leader', bytesOfText(`${'\0'.repeat(60)}${program}${'\0'.repeat(60)}`), undefined],
] as const)('%s', (_name, bytes, wanted) => {
  expect(of(bytes)).toBe(wanted);
});
