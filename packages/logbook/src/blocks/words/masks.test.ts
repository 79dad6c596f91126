import { TemplateTree } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringTable } from '../../codec/string-table.ts';
import { Skeletons } from '../columns/skeletons.ts';
import { Masks } from './masks.ts';

function masked(texts: readonly string[]) {
  const strings = new StringTable();
  const numbers = texts.map((text) => strings.intern(Buffer.from(text), 0, Buffer.byteLength(text)));
  const skeletons = new Skeletons(strings);
  const masks = new Masks(skeletons);
  return numbers.map((string) => {
    const skeleton = skeletons.of(string);
    const mask = masks.of(skeleton);
    const { bytes } = skeletons.table;
    const words: string[] = [];
    for (let word = masks.first(skeleton); word < masks.end(skeleton); word++)
      words.push(bytes.toString('utf8', masks.from(word), masks.to(word)));
    return { mask: Buffer.from(masks.table.view(mask)).toString('utf8'), words };
  });
}

test('ids, addresses and files are left out, and where they stood is known', () => {
  expect(masked(['session ac5f_3002 of 10.20.3.7 in /var/part_2_rev4.nc', 'no number', '007'])).toEqual([
    {
      mask: 'session \0 of \0.\0.\0.\0 in /var/\0.nc',
      words: ['ac\0f_\0', '\0', '\0', '\0', '\0', 'part_\0_rev\0'],
    },
    { mask: 'no number', words: [] },
    { mask: '\0', words: ['007'] },
  ]);
});

test('texts that differ in words with digits have one mask, and texts of one mask are of one template', () => {
  const token = fc.constantFrom(
    ...'lot 4711# ac5f# part_# user FF#:F2# label: a7#: key= k1#= # x.y#.z .. (#) ~/# /a/b#/c Jan 0#7 č# #č;'.split(
      ' ',
    ),
  );
  const between = fc.constantFrom(...' ,.:/');
  const ids = fc.array(fc.constantFrom('1', '2b', '3', 'c4'), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 7 }), between, ids, (tokens, separator, of) => {
      const texts = of.map((id) => tokens.join(separator).replaceAll('#', id));
      const masks = masked(texts).map(({ mask }) => mask);
      if (!texts[0]!.includes('=')) expect(new Set(masks).size, texts.join(' | ')).toBe(1);
      // A key is a word of the template; keys that differ in numbers alone are of one kind, as they are of one skeleton.
      const kinds = texts.map((text) => new TemplateTree().add(text).text.replaceAll(/\d+/g, '0'));
      for (const [at, mask] of masks.entries())
        if (mask === masks[0]) expect(kinds[at], `${texts[0]} | ${texts[at]}`).toBe(kinds[0]);
    }),
    { numRuns: 1000 },
  );
});
