import { linearRegex } from '@mantinel/domain/linear-regex';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Automaton } from './automaton.ts';

const automatonOf = (source: string) => new Automaton(linearRegex(source).program());
const finds = (automaton: Automaton, text: string) => automaton.test(Buffer.from(text));

const literal = fc.constantFrom('a', 'S', 'k', '7', ' ', 'é', 'Σ', '€', '😀', '\\.', '\\n');
const piece = (atom: fc.Arbitrary<string>) =>
  fc
    .tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{0,2}', '{2}', '{1,}', '*?'))
    .map(([some, often]) => `(?:${some})${often}`);
const sourceOf = (atoms: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ source: string }>((tie) => ({
    source: fc
      .array(
        fc.oneof(
          { maxDepth: 2 },
          piece(atoms),
          fc.tuple(tie('source'), tie('source')).map(([a, b]) => `(${a}|${b})`),
          piece(tie('source')),
          fc.constantFrom('^', '$'),
        ),
        { maxLength: 5 },
      )
      .map((parts) => parts.join('')),
  })).source;
const texts = fc.array(
  fc.string({
    unit: fc.constantFrom(
      ...['a', 'A', 's', 'S', 'ſ', 'k', 'K', '7', '12', ' ', '.', '_', '\n', 'é', 'É', 'ς', 'σ', '€', '😀'],
    ),
    maxLength: 8,
  }),
  { minLength: 1, maxLength: 8 },
);

test('finds what JavaScript finds, in any script and case', () => {
  const atoms = fc.oneof(
    literal,
    fc.constantFrom('.', '[as]', '[^k]', '[a-zé-ü]', '[^\\n7]', '\\d', '\\D', '\\p{L}', '[😀-😂€]'),
  );
  fc.assert(
    fc.property(sourceOf(atoms), texts, (source, all) => {
      const automaton = automatonOf(source);
      const expected = new RegExp(source, 'iu');
      for (const text of all)
        expect(finds(automaton, text), JSON.stringify([source, text])).toBe(expected.test(text));
    }),
    { numRuns: 400 },
  );
});

test('finds what RE2 finds, also at the edges of lines and words', () => {
  const atoms = fc.oneof(
    literal,
    fc.constantFrom(
      '\\b',
      '\\B',
      '\\A',
      '\\z',
      '(?m:^)',
      '(?m:$)',
      '(?s:.)',
      '(?-i:k)',
      '\\w',
      '\\W',
      '[[:alpha:]]',
      '\\pL',
      '\\PL',
    ),
  );
  fc.assert(
    fc.property(sourceOf(atoms), texts, (source, all) => {
      const regex = linearRegex(source);
      const automaton = new Automaton(regex.program());
      for (const text of all)
        expect(finds(automaton, text), JSON.stringify([source, text])).toBe(regex.test(text));
    }),
    { numRuns: 400 },
  );
});

test('goes on from any place between characters', () => {
  fc.assert(
    fc.property(
      sourceOf(fc.oneof(literal, fc.constantFrom('\\b', '.'))),
      fc.string({ unit: 'binary' }),
      fc.nat(),
      (source, text, cut) => {
        const automaton = automatonOf(source);
        const bytes = Buffer.from(text);
        const at = Buffer.from([...text].slice(0, cut % ([...text].length + 1)).join('')).length;
        const state = automaton.run(automaton.run(automaton.start, bytes, 0, at), bytes, at, bytes.length);
        expect(automaton.isFoundAt(state)).toBe(automaton.test(bytes));
      },
    ),
  );
});

test('a pattern of more states than there is room for is found all the same, in bounded memory', () => {
  // Each state remembers which of the last eighteen were an a.
  const source = '^(?:[ab]*a[ab]{17}c)+$';
  const automaton = automatonOf(source);
  const { generation } = automaton;
  let seed = 1;
  let text = '';
  for (let i = 0; i < 60_000; i++) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed % 2 ? 'a' : 'b';
  }
  const before = process.memoryUsage();
  expect(finds(automaton, `${text}a${'b'.repeat(17)}c`)).toBe(true);
  expect(finds(automaton, `${text}b${'a'.repeat(17)}c`)).toBe(false);
  expect(automaton.generation).toBeGreaterThan(generation);
  const { arrayBuffers } = process.memoryUsage();
  expect(arrayBuffers - before.arrayBuffers).toBeLessThan(64e6);
});

test('a pattern that explodes elsewhere takes time by the length of the text', () => {
  const startedMs = performance.now();
  expect(finds(automatonOf('(a+)+$'), `${'a'.repeat(1_000_000)}b`)).toBe(false);
  expect(finds(automatonOf('(a|a)*(a|aa)*(.*a){20}x'), 'a'.repeat(200_000))).toBe(false);
  expect(performance.now() - startedMs).toBeLessThan(5000);
});
