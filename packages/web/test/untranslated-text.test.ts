import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { untranslatedText } from './untranslated-text.ts';

const src = join(import.meta.dirname, '..', 'src');

test('no screen holds text of its own', () => {
  const files = globSync('**/*.tsx', { cwd: src });
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) =>
    untranslatedText(readFileSync(join(src, file), 'utf8')).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

test('the check bites', () => {
  const poison = readFileSync(join(import.meta.dirname, 'fixtures', 'untranslated.tsx.txt'), 'utf8');
  expect(untranslatedText(poison).sort()).toEqual(
    ['Hello', 'In a string', 'Nobody', 'Spoken to nobody', 'Title', 'Type here', 'Written by hand'].sort(),
  );
});
