import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent } from '../event.ts';
import type { Condition } from './condition.ts';
import { eventTest } from './event-test.ts';
import { linearRegex, literalsOf, RegexFlaw } from './linear-regex.ts';
import { fold, wordsOf } from './words.ts';

const event: NewEvent = {
  timeUs: 1,
  receivedUs: 2,
  site: 'main',
  machine: 'mill-1',
  path: 'Xload',
  kind: 'condition',
  severity: 17,
  code: 'fanuc.SV0401',
  message: 'X axis: servo amplifier 3 OVERLOAD at 112.5 %, ΟΔΟΣ.',
  attributes: { value: 112.5, state: 'FAULT', on: true, none: null, nested: { text: 'hidden' } },
  quality: 'good',
};
const holds = (condition: Condition, over: Partial<NewEvent> = {}) =>
  eventTest(condition, { regex: linearRegex })({ ...event, ...over });

test.each<[boolean, Condition]>([
  [true, { is: 'words', text: 'overload' }],
  [true, { is: 'words', text: 'Servo, amplifier' }],
  [true, { is: 'words', text: 'οδος' }],
  [true, { is: 'words', text: 'amp', prefix: true }],
  [true, { is: 'words', text: 'servo amp', prefix: true }],
  [true, { is: 'words', text: 'sv0401' }],
  [true, { is: 'words', text: 'fault', field: 'attribute.state' }],
  [true, { is: 'words', text: '%' }],
  [false, { is: 'words', text: 'load' }],
  [false, { is: 'words', text: 'amplifier servo' }],
  [false, { is: 'words', text: 'serv amplifier', prefix: true }],
  [false, { is: 'words', text: 'fault', field: 'message' }],
  [false, { is: 'words', text: 'hidden' }],
  [true, { is: 'contains', text: 'ERLO' }],
  [true, { is: 'contains', text: 'xlo' }],
  [false, { is: 'contains', text: 'mill' }],
  [true, { is: 'contains', text: 'mill', field: 'machine' }],
  [true, { is: 'regex', source: 'amplifier \\d+ over' }],
  [false, { is: 'regex', source: '(?-i:over)load' }],
  [true, { is: 'regex', source: '^fault$', field: 'attribute.state' }],
  [true, { is: 'equals', field: 'machine', value: 'MILL-1' }],
  [true, { is: 'equals', field: 'severity', value: 17 }],
  [true, { is: 'equals', field: 'attribute.value', value: '112.5' }],
  [true, { is: 'equals', field: 'attribute.on', value: true }],
  [false, { is: 'equals', field: 'attribute.none', value: 'null' }],
  [false, { is: 'equals', field: 'attribute.toString', value: 'x' }],
  [true, { is: 'begins', field: 'code', text: 'FANUC.' }],
  [true, { is: 'range', field: 'severity', min: 17, below: 21 }],
  [false, { is: 'range', field: 'attribute.value', above: 112.5 }],
  [false, { is: 'range', field: 'attribute.state', min: 0 }],
  [true, { is: 'present', field: 'attribute.none' }],
  [false, { is: 'present', field: 'attribute.unit' }],
  [true, { is: 'template', text: 'X axis servo amplifier <*> OVERLOAD at <*> % ΟΔΟΣ' }],
  [true, { is: 'template', text: 'X axis <*> OVERLOAD at <*>' }],
  [false, { is: 'template', text: 'X axis servo OVERLOAD' }],
  [true, { is: 'not', of: { is: 'words', text: 'coolant' } }],
  [true, { is: 'and', of: [] }],
  [false, { is: 'or', of: [] }],
])('%j: %j', (expected, condition) => {
  expect(holds(condition)).toBe(expected);
});

test('an event without machine or message matches nothing that asks for them', () => {
  const { machine: _, ...bare } = event;
  const asks = eventTest({ is: 'contains', field: 'machine', text: '' }, { regex: linearRegex });
  expect(asks(bare)).toBe(false);
  expect(holds({ is: 'template', text: '<*>' }, { message: '' })).toBe(false);
});

test('the words of a text are found in it, alone, together and begun', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (message, from, length) => {
      const words = wordsOf(fold(message));
      const some = words.slice(from % (words.length + 1)).slice(0, 1 + (length % 3));
      if (some.length === 0) return;
      expect(holds({ is: 'words', text: some.join(' ') }, { message })).toBe(true);
      const begun = [...some.slice(0, -1), [...some.at(-1)!][0]].join('-');
      expect(holds({ is: 'words', text: begun, prefix: true }, { message })).toBe(true);
    }),
  );
});

test('a word may be megabytes long, and what is between words as well', () => {
  const long = `${'x'.repeat(6_000_000)}é`;
  expect(wordsOf(`a ${long}${' -'.repeat(2_000_000)}b`)).toEqual(['a', long, 'b']);
});

test('what is no pattern is refused, and one that explodes takes no time', () => {
  expect(() => linearRegex('a(')).toThrow(RegexFlaw);
  expect(() => linearRegex('(a)\\1')).toThrow(RegexFlaw);
  const startedMs = performance.now();
  expect(linearRegex('(a+)+$').test(`${'a'.repeat(100_000)}b`)).toBe(false);
  expect(linearRegex('(.*a){20}').test('a'.repeat(5000))).toBe(true);
  expect(performance.now() - startedMs).toBeLessThan(5000);
});

test.each([
  ['servo .* alarm', ['servo ', ' alarm']],
  ['colou?r', ['colo', 'r']],
  ['tool \\d+ (broken|worn)', ['tool ', ' ']],
  ['a|b', []],
  ['x\\.y+z', ['x.y', 'z']],
  ['[[:alpha:]]bc[]x]', ['bc']],
  ['(?x) a b', []],
])('%s needs %j', (source, literals) => {
  expect(literalsOf(source)).toEqual(literals);
});

test('every match holds every literal of its pattern', () => {
  const atom = fc.constantFrom(
    'a',
    'S',
    'k',
    ' ',
    '.',
    '\\.',
    '[as]',
    '[^]k]',
    '\\d',
    '(a|s)',
    '(?:ka)',
    '(?i)',
    'é',
    '\\b',
  );
  const piece = fc.tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{0,2}', '{2}', '|'));
  const text = fc.string({ unit: fc.constantFrom('a', 's', 'ſ', 'k', 'K', 'A', ' ', '.', '7', 'é', 'É') });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.array(text), (pieces, texts) => {
      const source = pieces.map(([a, b]) => (a === '(?i)' || a === '\\b' ? a : a + b)).join('');
      const { test: matches, literals } = linearRegex(source);
      for (const each of texts)
        if (matches(each)) for (const literal of literals) expect(fold(each)).toContain(literal);
    }),
    { numRuns: 500 },
  );
});
