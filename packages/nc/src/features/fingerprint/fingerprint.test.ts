import { expect, test } from 'vitest';
import { bytesOfText, programOf } from '../../index.ts';
import { fingerprintOf, similarity } from './fingerprint.ts';

const of = (text: string) => fingerprintOf(programOf('test.nc', bytesOfText(text)));

const blocks = Array.from({ length: 300 }, (_, i) => `G1 X${i}.5 Y${(i * 7) % 40}. F500`);
const program = `%\nO1000 (PART)\nG21 G90 G54\nT1 M6\nS1000 M3\n${blocks.join('\n')}\nM30\n%\n`;

test('renumbering, notes, white space, case, zeros and line ends are no difference; the bytes differ', () => {
  const plain = of(program);
  const other = program
    .split('\n')
    .map((line, i) => (/^[%O]/.test(line) ? line : `N${10 * i}${line.replaceAll(' ', '').toLowerCase()}`))
    .join('\r\n')
    .replace('O1000 (PART)', 'O2000')
    .replaceAll('g1x', '(NEXT)g01x0')
    .replaceAll('.5y', '.500y');
  expect(of(other).meaning).toBe(plain.meaning);
  expect(of(other).content).not.toBe(plain.content);
  expect(similarity(of(other), plain)).toBe(1);
});

test('what a control reads otherwise is one', () => {
  const plain = of(program);
  for (const [from, to] of [
    ['X7.5', 'X7.51'],
    ['X7.5', 'X-7.5'],
    ['Y0. F500', 'Y0 F500'],
    ['S1000', 'S1001'],
    ['M3', 'M4'],
  ] as const)
    expect(of(program.replace(from, to)).meaning, `${from} → ${to}`).not.toBe(plain.meaning);
});

test('block numbers count where something points to them', () => {
  expect(of('N10 G1 X1.\nGOTO 10\n').meaning).not.toBe(of('N20 G1 X1.\nGOTO 10\n').meaning);
  expect(of('N10 G1 X1.\n').meaning).toBe(of('N20 G1 X1.\n').meaning);
});

test('a revision is like its original, as far as it is; a stranger is not', () => {
  const plain = of(program);
  const some = of(
    blocks.reduce(
      (text, block, i) => (i % 20 ? text : text.replace(block, block.replace('F500', 'M8 F500'))),
      program,
    ),
  );
  const stranger = of(program.replaceAll('X', 'Z'));
  // Each of 15 changed blocks is in two pairs of some 304: 30 of 334 in the union differ.
  expect(similarity(plain, some)).toBeGreaterThan(0.7);
  expect(similarity(plain, some)).toBeLessThan(1);
  expect(similarity(plain, stranger)).toBeLessThan(0.1);
  expect(similarity(of(''), of(''))).toBe(0);
});

test('other speeds and feeds mean something else and go the same way', () => {
  const slower = of(program.replaceAll('F500', 'F450'));
  expect(slower.meaning).not.toBe(of(program).meaning);
  expect(similarity(of(program), slower)).toBe(1);
});
