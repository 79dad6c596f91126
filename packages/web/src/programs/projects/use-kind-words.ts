/** Kinds of operations, tools and materials in the reader's words; a name that is not known stays as it is. */
import { useTranslation } from 'react-i18next';

export function useKindWords() {
  const { t, i18n } = useTranslation('programs');
  const word = (
    group: 'kind' | 'toolKind' | 'material' | 'programKind',
    name: string | null | undefined,
  ): string => {
    if (name === undefined || name === null) return t('projects.unknown');
    const key = `${group}.${name}`;
    return i18n.exists(key, { ns: 'programs' }) ? t(key as 'kind.face') : name;
  };
  const number = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3, useGrouping: false });
  return {
    operation: (name: string | null | undefined) => word('kind', name),
    tool: (name: string | null | undefined) => word('toolKind', name),
    material: (name: string | null | undefined) => word('material', name),
    program: (name: string) => word('programKind', name),
    number: (value: number | undefined) => (value === undefined ? '–' : number.format(value)),
    percent: (share: number) => `${Math.round(share * 100)} %`,
  };
}
