/** The texts of the screens about programs, which come with them. */
import programs from '../locales/programs/en.json' with { type: 'json' };
import { useTexts } from '../shell/language/use-texts.ts';

const texts = [
  {
    name: 'programs',
    en: programs,
    others: {
      de: () => import('../locales/programs/de.json'),
      sk: () => import('../locales/programs/sk.json'),
    },
  },
  {
    // English is the library's own.
    name: 'findings',
    en: {},
    others: {
      de: () => import('../locales/findings/de.json'),
      sk: () => import('../locales/findings/sk.json'),
    },
  },
];

export const useProgramTexts = (): boolean => useTexts(texts);
