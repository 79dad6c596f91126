/** Why, for the audit trail. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function ReasonInput({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation('admin');
  return (
    <TextInput
      label={t('frame.reason')}
      description={t('frame.reasonHint')}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
