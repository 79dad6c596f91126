import { expect, test } from 'vitest';
import { marksOf } from './marks.ts';

const marked = (search: string, text: string) =>
  text
    .split(marksOf(search) ?? /(?!)/)
    .map((part, at) => (at % 2 === 1 ? `[${part}]` : part))
    .join('');

test.each([
  ['coolant', 'COOLANT LEVEL, coolants', '[COOLANT] LEVEL, [coolant]s'],
  ['"level low" -door', 'DOOR: LEVEL LOW', 'DOOR: [LEVEL LOW]'],
  ['a+b OR b', 'a+b b', '[a+b] [b]'],
  ['*ver*ad', 'OVERLOAD', 'O[VER]LO[AD]'],
  ['message:servo machine:mill', 'SERVO of mill', '[SERVO] of mill'],
  ['load>80 /x/', 'load x', 'load x'],
  ['größe', 'GRÖSSE GRÖßE', 'GRÖSSE [GRÖßE]'],
])('%j in %j', (search, text, expected) => {
  expect(marked(search, text)).toBe(expected);
});
