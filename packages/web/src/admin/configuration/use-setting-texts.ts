/** What a setting is called and what it means: in the reader's words where there are some, else in the schema's. */
import { useTranslation } from 'react-i18next';
import type { SettingSchema } from './setting-schema.ts';

export function useSettingTexts(setting: string, schema: SettingSchema): { label: string; hint: string } {
  const { t, i18n } = useTranslation('admin');
  const own = (part: 'label' | 'hint') => {
    const key = `configuration.setting.${setting}.${part}`;
    return i18n.exists(key, { ns: 'admin' }) ? t(key as 'configuration.save') : undefined;
  };
  return { label: own('label') ?? setting, hint: own('hint') ?? schema.description ?? '' };
}
