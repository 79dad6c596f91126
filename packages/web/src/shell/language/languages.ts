/** Which languages there are and which one to show. Apart from i18n.ts, so that its texts are on their way before i18next is. */
/** Each in its own words. */
export const languages = { en: 'English', de: 'Deutsch', sk: 'Slovenčina' } as const;
export type Language = keyof typeof languages;

type Loaded = { default: object };
/** The panel's texts, and words whose English the contract holds: errors, permissions. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<[Loaded, Loaded]>> = {
  de: () => Promise.all([import('../../locales/de.json'), import('../../locales/words/de.json')]),
  sk: () => Promise.all([import('../../locales/sk.json'), import('../../locales/words/sk.json')]),
};

const storageKey = 'mantinel.language';
const isLanguage = (text: string): text is Language => text in languages;

/** The language chosen before on this screen, else the browser's, else English. */
export function preferredLanguage(): Language {
  const wished = [localStorage.getItem(storageKey) ?? '', ...navigator.languages];
  return wished.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

/** The texts of a language; undefined for English, which is loaded with the panel. */
export async function loadTexts(language: Language): Promise<object | undefined> {
  if (language === 'en') return undefined;
  const [texts, words] = await loaders[language]();
  return { ...texts.default, ...words.default };
}
