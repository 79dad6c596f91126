/** The texts of the administration, which come with its pages: English at once, the others when chosen. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../locales/admin/en.json' with { type: 'json' };

const loaders: Readonly<Record<string, () => Promise<{ default: object }>>> = {
  de: () => import('../locales/admin/de.json'),
  sk: () => import('../locales/admin/sk.json'),
};

/** True once there is something to read; a failure to load the chosen language leaves English. */
export function useAdminTexts(): boolean {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const [ready, setReady] = useState(false);
  useEffect(() => {
    i18n.addResourceBundle('en', 'admin', en);
    const load = loaders[language];
    if (!load || i18n.hasResourceBundle(language, 'admin')) {
      setReady(true);
      return;
    }
    void load()
      .then(({ default: texts }) => i18n.addResourceBundle(language, 'admin', texts))
      .finally(() => setReady(true));
  }, [i18n, language]);
  return ready;
}
