/** Texts that come with the pages they belong to: English at once, the others when chosen. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Loaded = { default: object };
export interface PageTexts {
  readonly name: string;
  readonly en: object;
  readonly others: Readonly<Record<string, () => Promise<Loaded>>>;
}

/** True once there is something to read; a failure to load the chosen language leaves English. */
export function useTexts(bundles: readonly PageTexts[]): boolean {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const missing = bundles.filter(({ name }) => !i18n.hasResourceBundle(language, name));
    for (const { name, en } of bundles) i18n.addResourceBundle('en', name, en);
    void Promise.all(
      missing.map(async ({ name, others }) => {
        const texts = await others[language]?.();
        if (texts) i18n.addResourceBundle(language, name, texts.default);
      }),
    )
      .catch(() => undefined)
      .finally(() => setReady(true));
  }, [i18n, language, bundles]);
  return ready;
}
