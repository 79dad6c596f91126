/** The texts of the alarm screens and of the operator's, which come with them. */
import alarms from '../locales/alarms/en.json' with { type: 'json' };
import { useTexts } from '../shell/language/use-texts.ts';

const texts = [
  {
    name: 'alarms',
    en: alarms,
    others: {
      de: () => import('../locales/alarms/de.json'),
      sk: () => import('../locales/alarms/sk.json'),
    },
  },
];

export const useAlarmTexts = (): boolean => useTexts(texts);
