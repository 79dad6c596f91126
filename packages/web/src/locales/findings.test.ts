/** Findings in NC programs, whose English is the library's own: every one of them in every other language. */
import { diagnosticCatalogue, interpret, programOf } from '@mantinel/nc';
import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';
import { findingWords } from '../programs/findings/use-finding-words.ts';
import de from './findings/de.json' with { type: 'json' };
import sk from './findings/sk.json' with { type: 'json' };

const named = (text: string) => [...text.matchAll(/\{+(\w+)\}+/g)].map(([, name]) => name).sort();
type Words = { readonly message: string; readonly remedy: string };
const flat = ({ said: _said, ...texts }: Record<string, object>): Map<string, Words> =>
  new Map(
    Object.entries(texts).flatMap(([group, entries]) =>
      Object.entries(entries).map(([name, words]) => [`${group}.${name}`, words as Words] as const),
    ),
  );

const findingsIn = (text: string) => {
  const run = interpret(programOf('t.nc', new TextEncoder().encode(text)), { dialect: 'fanuc-mill' });
  for (const chunk of run.chunks) void chunk;
  return run.diagnostics;
};

describe.each([
  ['de', de],
  ['sk', sk],
] as const)('%s', (language, texts) => {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { findings: texts } },
  });
  const t = i18n.getFixedT(language, 'findings');

  test('has each finding and no other, naming the same things', () => {
    const words = flat(texts);
    expect([...words.keys()].sort()).toEqual(Object.keys(diagnosticCatalogue).sort());
    for (const [code, { message, remedy }] of Object.entries(diagnosticCatalogue)) {
      expect(named(words.get(code)!.message), code).toEqual(named(message));
      expect(named(words.get(code)!.remedy), code).toEqual(named(remedy));
    }
  });

  test('fills in numbers and phrases as English has them', () => {
    const [arc] = findingsIn('G21G90G0X0Y0Z0\nG2X40.Y0R5.F100\nM30\n');
    expect(findingWords(t, arc!).message).toMatch(/^R (ist|je) 5 mm.* 40 mm/);
    for (const text of [
      '#1=[1+\n',
      '#1=SQRT 4\n',
      'IF[1EQ1]HELLO 5\n',
      '#2=[1+[2\n',
      'WHILE[1EQ1]\n',
      'G1X1F1\n',
    ]) {
      const found = findingsIn(`G90G0X0Y0\n${text}M30\n`);
      expect(found.length, text).toBeGreaterThan(0);
      for (const finding of found) {
        const { message } = findingWords(t, finding);
        expect(message).not.toMatch(/\{|\}|expected|missing|meaning|millimetres|inches/);
        expect(message).not.toBe(finding.message);
      }
    }
  });
});

test('without words of another language it is the library that speaks', () => {
  const i18n = createInstance();
  void i18n.init({ lng: 'en', initAsync: false, resources: { en: { findings: {} } } });
  const [arc] = findingsIn('G21G90G0X0Y0Z0\nG2X40.Y0R5.F100\nM30\n');
  expect(findingWords(i18n.getFixedT('en', 'findings'), arc!)).toEqual({
    message: arc!.message,
    remedy: arc!.remedy,
  });
});
