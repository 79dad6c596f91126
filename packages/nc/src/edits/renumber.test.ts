import { expect, test } from 'vitest';
import { applySplices, bytesOfText, detectDialect, programOf, textOfBytes } from '../index.ts';
import { type RenumberOptions, renumber } from './renumber.ts';

const run = (text: string, options: RenumberOptions = {}) => {
  const bytes = bytesOfText(text);
  const program = programOf('test.nc', bytes);
  const { splices, refused } = renumber(program, {
    dialect: detectDialect(program.source, 'fanuc-lathe-a'),
    ...options,
  });
  return { text: textOfBytes(applySplices(bytes, splices)), refused: refused.map(({ message }) => message) };
};

test('numbers are in order again; blocks without stay without, and nothing else changes', () => {
  expect(run('%\nO1\nN5G21 (N5)\nG0X1\n/ N7 X2\r\nN0001X3\n').text).toBe(
    '%\nO1\nN10G21 (N5)\nG0X1\n/ N20 X2\r\nN0030X3\n',
  );
});

test('what points to a block goes along', () => {
  expect(run('O1\nN1G71U2R1\nN2G71P3Q4U.4W.1F.3\nN3G0X20\nN4X60\nN5GOTO3\nN6M97P4\n').text).toBe(
    'O1\nN10G71U2R1\nN20G71P30Q40U.4W.1F.3\nN30G0X20\nN40X60\nN50GOTO30\nN60M97P40\n',
  );
});

test('M98 P is a program and G83 Q a peck: both stay', () => {
  const program = 'O1\nN1G83X0Z-5Q3R1F.1\nN2M98P1\n';
  expect(run(program).text).toBe(program.replace('N1G', 'N10G').replace('N2M', 'N20M'));
});

test('programs that have a name begin anew as well, and names stay', () => {
  expect(run('<A>\nN1M98<B1>L2\nN2GOTO1\n<B1>\nN7X1\nN8M99\n').text).toBe(
    '<A>\nN10M98<B1>L2\nN20GOTO10\n<B1>\nN10X1\nN20M99\n',
  );
});

test.each([
  ['O1\nN1GOTO7\n', 'There is no block N7 in this program.'],
  ['O1\nN1GOTO#1\n', 'The block it goes to is computed from variables.'],
  ['O1\nN1X1\nN1X2\nGOTO1\n', 'N1 stands twice in this program.'],
  ['O1\nN1M30\nO2\nN1M99P1\n', 'It points to a block of the program that calls.'],
])('%s is left as it is', (program, message) => {
  expect(run(program)).toEqual({ text: program, refused: [message] });
});

test('more blocks than tens go by ones, and each program begins anew', () => {
  expect(run('O1\nN7X1\nN8X2\nN9X3\nO2\nN7X1\n', { greatest: 25 }).text).toBe(
    'O1\nN1X1\nN2X2\nN3X3\nO2\nN10X1\n',
  );
});
