/** The reference of what is read beside programs, for docs/reference: words of labels and headings, and why something was not read. */

import { refusalReasons } from '../../zip/refusal.ts';
import { unreadableReasons } from '../documents/document.ts';
import { inspectionColumnWords } from '../inspection/inspection-words.ts';
import { toolColumnWords } from './column-words.ts';
import { fieldWords, type LabelLanguage } from './field-words.ts';

const languages: readonly LabelLanguage[] = ['en', 'de', 'sk', 'es', 'fr'];
const titles = ['English', 'Deutsch', 'slovenčina', 'español', 'français'];

type Words = Readonly<Record<string, Readonly<Record<LabelLanguage, string>>>>;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const escaped = (text: string): string => text.replaceAll('|', '\\|');

const table = (first: string, words: Words): string =>
  [
    row([first, ...titles]),
    row(['---', ...titles.map(() => '---')]),
    ...Object.entries(words).map(([name, each]) =>
      row([`\`${name}\``, ...languages.map((language) => escaped(each[language]))]),
    ),
  ].join('\n');

const reasons = (sentences: Readonly<Record<string, string>>): string =>
  [
    row(['reason', 'sentence']),
    row(['---', '---']),
    ...Object.entries(sentences).map(([reason, sentence]) => row([`\`${reason}\``, sentence])),
  ].join('\n');

export const labelReference = (): string =>
  [
    '# What is read beside programs',
    '<!-- Generated from packages/harvester/src/evidence by scripts/generate-docs.ts: change it there. -->',
    'Labels are compared whole, without regard to case, accents and punctuation: `Teile-Nr.:`, `TEILE NR` and `teile nr` are one label. Words of all languages count on every sheet. How it works is told in the [guide](../guides/harvest.md).',
    '## Labels of a sheet',
    'A value stands behind a colon or an equals sign, in the next cell, or below.',
    table('field', fieldWords),
    '## Headings of tool lists',
    'A list has a column of numbers, one of descriptions, kinds or diameters, and one more that only tool lists have. Words of `other` are of no use but show that it is a tool list.',
    table('column', toolColumnWords),
    '## Headings of inspection tables',
    'A table has what was measured, what it was compared with, and the name or number of the characteristic.',
    table('column', inspectionColumnWords),
    '## Why a document was not read',
    reasons(unreadableReasons),
    '## Why an archive, or something in one, was not read',
    reasons(refusalReasons),
    '',
  ].join('\n\n');
