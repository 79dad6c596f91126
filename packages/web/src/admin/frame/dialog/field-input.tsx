/** One field of a dialog, as its description says. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '../values.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly value: string;
  readonly first: boolean;
  readonly onChange: (value: string) => void;
}

export function FieldInput({ field, value, first, onChange }: FieldInputProps) {
  const { t } = useTranslation('admin');
  const { label, hint, options, check, optional, maxLength, type, lines } = field;
  const shared = {
    label,
    required: optional !== true,
    value,
    error: value === '' ? undefined : check?.(value),
    ...(hint === undefined ? {} : { description: hint }),
    ...(first ? { 'data-autofocus': true } : {}),
  };
  if (lines !== undefined)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={lines}
        maxLength={maxLength ?? 2000}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (!options)
    return (
      <TextInput
        {...shared}
        type={type ?? 'text'}
        maxLength={maxLength ?? 80}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <NativeSelect
      {...shared}
      data={[
        ...(value === '' || optional ? [{ value: '', label: t('frame.choose') }] : []),
        ...options.map((option) => ({ ...option })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
