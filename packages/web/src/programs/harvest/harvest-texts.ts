/** The texts of harvests and of the inbox, which come with their pages. */
import harvest from '../../locales/harvest/en.json' with { type: 'json' };
import { useTexts } from '../../shell/language/use-texts.ts';

const texts = [
  {
    name: 'harvest',
    en: harvest,
    others: {
      de: () => import('../../locales/harvest/de.json'),
      sk: () => import('../../locales/harvest/sk.json'),
    },
  },
];

export const useHarvestTexts = (): boolean => useTexts(texts);
