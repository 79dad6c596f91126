import { programOf } from '@mantinel/nc';
import { expect, test } from 'vitest';
import { plate } from '../../test/programs.ts';
import { readProgram } from './read-program.ts';

const read = (text: string, name = 'O1001') => readProgram(name, Buffer.from(text, 'latin1'));

test('tools, operations with their data and lines, time and notes of a program', () => {
  const program = read(plate({ note: 'MATERIAL: 6061' }));
  expect(program).toMatchObject({ kind: 'mill', number: '1001', lines: 34, diagnostics: { error: 0 } });
  expect(
    program.tools.map(({ number, kind, diameterMm }) => [number, kind?.value, diameterMm?.value]),
  ).toEqual([
    [1, 'face-mill', 50],
    [3, 'drill', 8.5],
  ]);
  const [face, drill] = program.operations;
  expect(face).toMatchObject({ operation: { kind: 'face', tool: 1 }, lastLine: 15 });
  expect(drill).toMatchObject({ operation: { kind: 'drill', tool: 3, cycles: { drill: 12 } } });
  expect(drill!.firstLine).toBeGreaterThan(face!.lastLine - 1);
  expect(face!.operation.cutting.vc!.typical).toBeCloseTo((Math.PI * 50 * 1200) / 1000, 3);
  expect(program.seconds).toBeGreaterThan(20);
  expect(program.seconds).toBeCloseTo(face!.seconds + drill!.seconds, -1);
  expect(program.materials[0]).toMatchObject({ value: 'aluminium', grade: '6061' });
  expect(program.head).toContainEqual({ text: 'MATERIAL: 6061', line: 3 });
});

test('the same in UTF-16', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plate(), 'utf16le')]);
  const { meaning, operations } = readProgram('O1', utf16);
  expect(meaning).toBe(read(plate()).meaning);
  expect(operations).toHaveLength(2);
});

test('operations that a subprogram of another file cuts stand at the line that calls it', () => {
  const main = 'O1\nG21 G90\nT1 M6 (D=10 END MILL)\nS1000 M3\nG0 X0 Y0\nM98 P7000\nM30\n';
  const sub = 'O7000\nG1 Z-1 F100\nX10\nY10\nX0\nY0\nG0 Z5\nM99\n';
  const library = { find: () => programOf('O7000', Buffer.from(sub)) };
  const { operations } = readProgram('O1', Buffer.from(main), library);
  expect(operations).toHaveLength(1);
  expect(operations[0]!.firstLine).toBeLessThanOrEqual(7);
});

test('what loops for ever, or is nothing, is read to an end', () => {
  expect(read('O1\nN1 #1=#1+1\nGOTO 1\nM30\n').operations).toEqual([]);
  expect(read('').lines).toBe(0);
});
