/** Values of facts as people say them: names of materials and tools in the reader's language, diameters with their sign. */
import { materialGroups, toolKinds } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

export function useWords(): (field: string, value: string) => string {
  const { t, i18n } = useTranslation('harvest');
  return (field, value) => {
    if (field === 'material' && (materialGroups as readonly string[]).includes(value))
      return t(`material.${value}` as 'material.steel');
    if (field === 'tool-kind' && (toolKinds as readonly string[]).includes(value))
      return t(`toolKind.${value}` as 'toolKind.drill');
    if (field === 'tool-diameter')
      return `Ø ${Number(value).toLocaleString(i18n.language, { maximumFractionDigits: 3 })} mm`;
    return value;
  };
}
