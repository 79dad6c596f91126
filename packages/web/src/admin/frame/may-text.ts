/** What a permission allows, as a sentence after "may": the contract's own words in English, the locale's in others. */
import { type Permission, permissionCatalogue } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

export function useMay(): (permission: Permission) => string {
  const { t, i18n } = useTranslation();
  return (permission) => {
    const key = `may.${permission}`;
    return i18n.exists(key) ? t(key as 'app.retry') : permissionCatalogue[permission].may;
  };
}
