/** A finding in the language of the screen; English is the library's own. */
import type { Diagnostic } from '@mantinel/nc';
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

export interface FindingWords {
  readonly message: string;
  readonly remedy: string;
}

export type WordsOfFinding = (finding: Diagnostic) => FindingWords;

export function useFindingWords(): WordsOfFinding {
  const { t } = useTranslation('findings');
  return useCallback((finding) => findingWords(t, finding), [t]);
}

/** Filled in as a phrase of English, which has words of its own. */
const phrases: ReadonlySet<string> = new Set(['detail', 'reading', 'unit', 'units']);

export function findingWords(t: TFunction<'findings'>, finding: Diagnostic): FindingWords {
  const { code, data, message, remedy } = finding;
  const said = (key: string): string => t(`said.${key}` as 'none', { defaultValue: '' });
  const filled = Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (typeof value === 'number') return [name, String(Number(value.toFixed(4)))];
      return [name, phrases.has(name) ? phraseIn(said, value) : value];
    }),
  );
  const words = (part: 'message' | 'remedy', english: string): string =>
    t(`${code}.${part}` as 'none', { ...filled, defaultValue: '' }) || english;
  return { message: words('message', message), remedy: words('remedy', remedy) };
}

/** As a whole, or with the name at its beginning or its end left out: `SQRT has no value`. */
function phraseIn(said: (key: string) => string, text: string): string {
  const [first] = text.split(' ', 1);
  const last = text.slice(text.lastIndexOf(' ') + 1);
  return (
    said(text) ||
    said(`{}${text.slice(first!.length)}`).replace('{}', () => first!) ||
    said(`${text.slice(0, -last.length)}{}`).replace('{}', () => last) ||
    text
  );
}
