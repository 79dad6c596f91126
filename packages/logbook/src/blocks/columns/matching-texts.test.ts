import { linearRegex } from '@mantinel/domain/linear-regex';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Automaton } from '../../query/search/automaton.ts';
import { type StoredTexts, textMatcher } from './matching-texts.ts';

interface Kind {
  /** What stands before, between and behind the numbers. */
  readonly between: readonly string[];
  readonly numbers: readonly (readonly number[])[];
}

const textsOf = ({ between, numbers }: Kind): string[] =>
  numbers.map((own) => between.map((part, i) => part + (own[i] ?? '')).join(''));

/** As a page keeps them: the strings of one kind after those of another. */
function stored(kinds: readonly Kind[]): StoredTexts {
  const skeletons = kinds.map(({ between }) => `${between.join('\0')}\n`);
  let end = 0;
  return {
    strings: () => ({
      skeletonOf: Uint32Array.from(kinds.flatMap(({ numbers }, kind) => numbers.map(() => kind))),
      ordinalOf: Uint32Array.from(kinds.flatMap(({ numbers }) => numbers.map((_, ordinal) => ordinal))),
    }),
    slots: Uint32Array.from(kinds, ({ between }) => between.length - 1),
    bytes: Buffer.from(skeletons.join('')),
    ends: Uint32Array.from(skeletons, (text) => {
      end += Buffer.byteLength(text);
      return end;
    }),
    numbers: () =>
      kinds.map(({ between, numbers }) =>
        between.slice(1).map((_, which) => Float64Array.from(numbers, (own) => own[which]!)),
      ),
  };
}

const kind: fc.Arbitrary<Kind> = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'B', ' ', 'é', '-'), maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((between) =>
    fc
      .array(
        fc.tuple(
          ...between.slice(1).map(() => fc.oneof(fc.nat({ max: 30 }), fc.nat(3000), fc.nat(10 ** 15 - 1))),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((numbers) => ({ between, numbers })),
  );
const source = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      ' ',
      'é',
      '.',
      '.*',
      '\\d',
      '[0-9]+',
      '[^1]',
      '1',
      '[5-9]{2}',
      '7$',
      '^',
      '\\b',
      '$',
      '0?',
      '\\d{3,}',
      '(12|a3)',
      '-',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

test('finds in texts in pieces what stands in them whole', () => {
  fc.assert(
    fc.property(source, fc.array(kind, { minLength: 1, maxLength: 4 }), (asked, kinds) => {
      const regex = linearRegex(asked);
      const automaton = new Automaton(regex.program());
      const matcher = textMatcher(stored(kinds), automaton);
      const texts = kinds.flatMap(textsOf);
      expect(textMatcher(stored(kinds), automaton).matchesAny(), JSON.stringify([asked, texts])).toBe(
        texts.some((text) => regex.test(text)),
      );
      for (const [string, text] of texts.entries())
        expect(matcher.matches(string), JSON.stringify([asked, text])).toBe(regex.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('answers by the kind of a text where its numbers make no difference', () => {
  const page = stored([
    { between: ['Tool ', ' from pocket ', ''], numbers: [[17, 4]] },
    { between: ['Lot ', ''], numbers: [[1], [12]] },
  ]);
  const none = (what: string) => () => {
    throw new Error(`no ${what} is needed`);
  };
  const asks = (source: string, texts: StoredTexts = { ...page, numbers: none('number') }) =>
    textMatcher(texts, new Automaton(linearRegex(source).program()));
  const pocket = asks('tool [0-9]+ .*pocket');
  expect([0, 1, 2].map(pocket.matches)).toEqual([true, false, false]);
  expect(() => asks('lot \\d\\d').matches(1)).toThrow('no number is needed');
  const ofSkeletons = { ...page, strings: none('string'), numbers: none('number') };
  expect(asks('tool [0-9]+ .*pocket', ofSkeletons).matchesAny()).toBe(true);
  expect(asks('tool [0-9]+ .*lathe', ofSkeletons).matchesAny()).toBe(false);
  expect(asks('lot \\d\\d', page).matchesAny()).toBe(true);
  expect(asks('lot \\d{3}', page).matchesAny()).toBe(false);
});
