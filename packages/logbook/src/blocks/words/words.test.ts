import { fold, wordsOf } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringTable } from '../../codec/string-table.ts';
import { allOf, anyOf, type Need, needOfPart, needOfWords, nothing } from '../../query/search/need.ts';
import { Skeletons } from '../columns/skeletons.ts';
import { Masks } from './masks.ts';
import { pagesHolding } from './pages-holding.ts';
import { WordCollector } from './word-collector.ts';
import { encodeFilter, WordFilter } from './word-filter.ts';
import { encodeWords, WordIndex } from './word-section.ts';

function indexed(pages: readonly (readonly string[])[]) {
  const strings = new StringTable();
  const numbers = pages.map((texts) => [
    ...new Set(texts.map((text) => strings.intern(Buffer.from(text), 0, Buffer.byteLength(text)))),
  ]);
  const skeletons = new Skeletons(strings);
  const collector = new WordCollector(strings, { skeletons, masks: new Masks(skeletons) });
  // An earlier block of the same table leaves nothing behind.
  collector.addPage(numbers[0]!);
  collector.take();
  for (const list of numbers) collector.addPage(list);
  const section = collector.take();
  const index = section && new WordIndex(encodeWords(section));
  const filter = section && new WordFilter(encodeFilter(section));
  return { index, filter };
}

const aText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'Tool',
        '17',
        'part_7_rev3',
        'ČELNÁ',
        'ΟΔΟΣ',
        'a3f9',
        'part_007',
        'č5',
        'x1=7é',
        'pocket',
      ),
      {
        maxLength: 8,
      },
    )
    .map((words) => words.join(' ')),
  fc.nat().map((number) => `job ${number} done`),
);
const somePages = fc.array(fc.array(aText, { maxLength: 12 }), { minLength: 1, maxLength: 9 });

test('a page that holds a word, a part of a text or all of some is never passed over', () => {
  fc.assert(
    fc.property(somePages, fc.nat(), fc.nat(), (pages, from, length) => {
      const { index, filter } = indexed(pages);
      for (const [page, texts] of pages.entries())
        for (const text of texts) {
          const folded = fold(text.toWellFormed());
          const at = from % (folded.length + 1);
          const part = folded.slice(at, at + 1 + (length % 10));
          const needs: Need[] = [needOfWords(folded, { begun: true }) ?? nothing, needOfPart(part)];
          for (const need of [...needs, allOf(needs), anyOf(needs)]) {
            if (need === nothing || (need.is === 'all' && need.of.length === 0)) continue;
            expect(index && pagesHolding(index, need)[page], `${text}: ${JSON.stringify(need)}`).toBe(1);
            expect(filter?.mayHold(need), `${text}: ${JSON.stringify(need)}`).toBe(true);
          }
        }
    }),
  );
});

test('words that stand nowhere are found nearly nowhere, and each word where it stands', () => {
  const pages = Array.from({ length: 30 }, (_, page) =>
    Array.from({ length: 300 }, (_, i) => `Spindle ${page * 300 + i} of line_${page} warm-up`),
  );
  const index = indexed(pages).index!;
  for (const [page, texts] of pages.entries())
    for (const text of texts) {
      const holding = pagesHolding(index, { is: 'word', word: wordsOf(text)[1]! });
      expect(holding[page]).toBe(1);
      expect(holding.reduce((sum, bit) => sum + bit, 0)).toBeLessThan(4);
    }
  const absent = Array.from({ length: 5000 }, (_, i) =>
    pagesHolding(index, { is: 'word', word: `absent${i}` }),
  );
  expect(absent.filter((holding) => holding.includes(1)).length).toBeLessThan(60);
  expect(pagesHolding(index, { is: 'part', part: 'pind' }).every((bit) => bit === 1)).toBe(true);
  expect(pagesHolding(index, { is: 'part', part: 'coolant' }).includes(1)).toBe(false);
});

test('a filter passes over words and parts that a block has none of', () => {
  const { filter } = indexed([
    Array.from({ length: 3000 }, (_, i) => `Spindle ${i} of line_${i % 50} warm-up`),
  ]);
  const absent = Array.from({ length: 5000 }, (_, i) => filter!.mayHold({ is: 'word', word: `absent${i}` }));
  expect(absent.filter((may) => may).length).toBeLessThan(250);
  expect(filter!.mayHold({ is: 'part', part: 'coolant' })).toBe(false);
  expect(filter!.mayHold({ is: 'part', part: 'pind' })).toBe(true);
});

test('texts of no language do not fill the vocabulary: then parts may stand anywhere', () => {
  const random = fc.sample(
    fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 200, maxLength: 200 }),
    { seed: 1, numRuns: 400 },
  );
  const { index, filter } = indexed([random, ['x']]);
  expect([...pagesHolding(index!, { is: 'part', part: 'zzz' })]).toEqual([1, 1]);
  expect([...pagesHolding(index!, { is: 'word', word: 'x' })]).toEqual([0, 1]);
  expect(filter!.mayHold({ is: 'part', part: 'zzz' })).toBe(true);
});

test('pages without any word need no index', () => {
  expect(indexed([['', '%'], ['--']]).index).toBeUndefined();
});
