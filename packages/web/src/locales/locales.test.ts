/** Every language has every key, with the same things to fill in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}
/** The texts of the panel, and those of the administration and the account, which come with their pages. */
const read = (file: string) =>
  new Map(
    ['.', 'admin', 'account', 'alarms', 'programs', 'harvest'].flatMap((folder) => [
      ...flat(
        JSON.parse(readFileSync(join(import.meta.dirname, folder, file), 'utf8')) as Texts,
        folder === '.' ? '' : `${folder}:`,
      ),
    ]),
  );
const english = read('en.json');
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
/** Slovak has more plural forms than English: `_few` and `_many` stand beside `_one` and `_other`. */
const root = (key: string) => key.replace(/_(one|few|many|other)$/, '');

const others = readdirSync(import.meta.dirname).filter(
  (file) => /^[a-z]{2}\.json$/.test(file) && file !== 'en.json',
);

test('English is complete in itself', () => {
  for (const [key, text] of english) expect(text, key).not.toBe('');
});

describe.each(others)('%s', (file) => {
  const texts = read(file);

  test('has the keys of English, no more and no fewer', () => {
    expect([...new Set([...texts.keys()].map(root))].sort()).toEqual(
      [...new Set([...english.keys()].map(root))].sort(),
    );
  });

  test('fills in the same things', () => {
    for (const [key, text] of texts) {
      const model = english.get(key) ?? english.get(`${root(key)}_other`);
      expect(placeholders(text), key).toEqual(placeholders(model ?? ''));
    }
  });

  test('has every plural form of its language', () => {
    const forms = new Intl.PluralRules(file.slice(0, 2)).resolvedOptions().pluralCategories;
    for (const key of english.keys()) {
      if (!key.endsWith('_other')) continue;
      for (const form of forms) expect(texts.has(`${root(key)}_${form}`), `${root(key)}_${form}`).toBe(true);
    }
  });
});
