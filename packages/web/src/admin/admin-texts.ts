/** The texts of the administration and of one's own account, which come with their pages: English at once, the others when chosen. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import account from '../locales/account/en.json' with { type: 'json' };
import admin from '../locales/admin/en.json' with { type: 'json' };

type Loaded = { default: object };
const loaders: Readonly<Record<string, () => Promise<[Loaded, Loaded]>>> = {
  de: () => Promise.all([import('../locales/admin/de.json'), import('../locales/account/de.json')]),
  sk: () => Promise.all([import('../locales/admin/sk.json'), import('../locales/account/sk.json')]),
};

/** True once there is something to read; a failure to load the chosen language leaves English. */
export function useAdminTexts(): boolean {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const [ready, setReady] = useState(false);
  useEffect(() => {
    i18n.addResourceBundle('en', 'admin', admin);
    i18n.addResourceBundle('en', 'account', account);
    const load = loaders[language];
    if (!load || i18n.hasResourceBundle(language, 'admin')) {
      setReady(true);
      return;
    }
    void load()
      .then(([ofAdmin, ofAccount]) => {
        i18n.addResourceBundle(language, 'admin', ofAdmin.default);
        i18n.addResourceBundle(language, 'account', ofAccount.default);
      })
      .finally(() => setReady(true));
  }, [i18n, language]);
  return ready;
}
