/** The texts of the administration and of one's own account, which come with their pages. */
import account from '../locales/account/en.json' with { type: 'json' };
import admin from '../locales/admin/en.json' with { type: 'json' };
import { useTexts } from '../shell/language/use-texts.ts';

const texts = [
  {
    name: 'admin',
    en: admin,
    others: {
      de: () => import('../locales/admin/de.json'),
      sk: () => import('../locales/admin/sk.json'),
    },
  },
  {
    name: 'account',
    en: account,
    others: {
      de: () => import('../locales/account/de.json'),
      sk: () => import('../locales/account/sk.json'),
    },
  },
];

export const useAdminTexts = (): boolean => useTexts(texts);
