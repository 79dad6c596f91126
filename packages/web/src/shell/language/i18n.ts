/** The texts of the screens: English is loaded with the panel, the others when chosen. */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type accountEn from '../../locales/account/en.json';
import type adminEn from '../../locales/admin/en.json';
import type alarmsEn from '../../locales/alarms/en.json';
import en from '../../locales/en.json' with { type: 'json' };
import type harvestEn from '../../locales/harvest/en.json';
import type programsEn from '../../locales/programs/en.json';
import { type Language, loadTexts } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof en;
      admin: typeof adminEn;
      account: typeof accountEn;
      alarms: typeof alarmsEn;
      programs: typeof programsEn;
      harvest: typeof harvestEn;
      /** Keys are codes of findings. */
      findings: { none: string };
    };
  }
}

/** `texts`: those of the language, where they are already on their way. */
export async function setUpI18n(language: Language, texts?: Promise<object | undefined>): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    // Texts of the administration and the account come with its pages, also when the language changes there.
    react: { bindI18nStore: 'added' },
  });
  if (language !== 'en') await chooseLanguage(language, texts);
  return i18next;
}

export async function chooseLanguage(language: Language, texts = loadTexts(language)): Promise<void> {
  const loaded = i18next.hasResourceBundle(language, 'translation') ? undefined : await texts;
  if (loaded !== undefined) i18next.addResourceBundle(language, 'translation', loaded);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
