import { expect, test } from 'vitest';
import { completionAt, valueText } from './completion-at.ts';
import { parseQuery } from './parse-query.ts';

/** `|` is the cursor. */
const at = (marked: string) => completionAt(marked.replace('|', ''), marked.indexOf('|'));

test.each([
  ['|', { typed: '', from: 0, to: 0 }],
  ['mach|', { typed: 'mach', from: 0, to: 4 }],
  ['ma|ch door', { typed: 'ma', from: 0, to: 4 }],
  ['door |', { typed: '', from: 5, to: 5 }],
  ['(|', { typed: '', from: 1, to: 1 }],
  ['-co|', { typed: 'co', from: 1, to: 3 }],
  ['machine:|', { field: 'machine', typed: '', from: 8, to: 8 }],
  ['item:X|', { field: 'path', typed: 'X', from: 5, to: 6 }],
  ['level>=w|', { field: 'severity', typed: 'w', from: 7, to: 8 }],
  ['path:"two wo|', { field: 'path', typed: 'two wo', from: 5, to: 12 }],
  ['"two wo|', undefined],
  ['path:"two words"|', undefined],
  ['/ab|', undefined],
  ['a OR|', undefined],
])('%s', (marked, place) => {
  expect(at(marked)).toEqual(place);
});

test.each(['mill-1', 'two words', '-x', 'a"b\\c', 'x*', '/var', 'fanuc.SV0401', 'a:b', ''])(
  'the value %j reads as itself',
  (value) => {
    expect(parseQuery(`machine:${valueText(value)}`)).toMatchObject({
      node: { type: 'field', field: 'machine', value: { text: value, wild: false } },
      problems: [],
    });
  },
);
