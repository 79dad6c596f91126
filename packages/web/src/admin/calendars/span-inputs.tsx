/** What a shift or a break is called, when it begins and when it ends. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimeInput } from './time-input.tsx';

interface Span {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

interface SpanInputsProps {
  readonly label: string;
  readonly span: Span;
  readonly onChange: (part: Partial<Span>) => void;
}

export function SpanInputs({ label, span, onChange }: SpanInputsProps) {
  const { t } = useTranslation('admin');
  return (
    <>
      <TextInput
        label={label}
        maxLength={40}
        value={span.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TimeInput label={t('calendars.start')} value={span.start} onChange={(start) => onChange({ start })} />
      <TimeInput label={t('calendars.end')} value={span.end} onChange={(end) => onChange({ end })} />
    </>
  );
}
