import { bytesOfText, interpret, programOf, toolsOf } from '@mantinel/nc';
import { expect, test } from 'vitest';
import { readText } from '../../../test/read-text.ts';
import { engagementOf } from './engagement.ts';

const mill = (tool: string) =>
  [
    '%',
    'O1',
    'G21 G90 G17',
    `T1 M6 (${tool})`,
    'S3000 M3',
    'G0 X-10 Y0',
    'Z5',
    'G1 Z-2 F200',
    'X60',
    'G0 Z50',
    'M30',
    '%',
  ].join('\n');

const rowsOf = (text: string, kind: 'mill' | 'lathe') => {
  const program = programOf('part.nc', bytesOfText(text));
  const { toolpath } = readText(text);
  const { dialect } = interpret(program, {});
  const tools = toolsOf(program, { dialect });
  return { toolpath, values: engagementOf(program, { kind, tools, rows: toolpath.rows.count }) };
};

test('a slot of 2 mm by a tool of 10 mm: 20 mm² where it is cut, nothing elsewhere', () => {
  const { toolpath, values } = rowsOf(mill('D=10 END MILL'), 'mill');
  expect(values).toHaveLength(toolpath.rows.count);
  const known = [...values!].filter((value) => value > 0);
  expect(known).toHaveLength(1);
  expect(known[0]).toBeCloseTo(20, 0);
});

test('turning: the depth of the pass', () => {
  const lathe = [
    '%',
    'O2',
    'G21 G99',
    '(STOCK D=50)',
    'T0101 (CNMG TURNING)',
    'G96 S200 M3',
    'G0 X52 Z2',
    'X46',
    'G1 Z-30 F0.2',
    'X52',
    'G0 Z2',
    'X42',
    'G1 Z-30',
    'X52',
    'G0 X100 Z100',
    'M30',
    '%',
  ].join('\n');
  const { values } = rowsOf(lathe, 'lathe');
  expect([...values!].some((value) => Math.abs(value - 2) < 0.1)).toBe(true);
});

test('of a tool whose diameter nobody tells nothing is known', () => {
  expect(rowsOf(mill('TOOL'), 'mill').values).toBeUndefined();
});

test('it comes last, after the picture and the findings', () => {
  const { progress } = readText(mill('D=10 END MILL'));
  expect(progress.at(-2)?.kind).toBe('whole');
  expect(progress.at(-1)).toMatchObject({ kind: 'engaged', engagement: expect.any(Float32Array) });
});
