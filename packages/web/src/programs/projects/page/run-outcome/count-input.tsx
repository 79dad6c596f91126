/** A count by two large buttons. Not touched it is unknown; below 0 it is unknown again. */
import { useTranslation } from 'react-i18next';

interface CountInputProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

export function CountInput({ label, value, onChange }: CountInputProps) {
  const { t } = useTranslation('programs');
  return (
    <fieldset className="run-row">
      <legend>{label}</legend>
      <button
        type="button"
        aria-label={t('outcomes.less', { what: label })}
        onClick={() => onChange(value === undefined ? 0 : value === 0 ? undefined : value - 1)}
      >
        −
      </button>
      <input
        type="number"
        className="run-count"
        aria-label={label}
        placeholder={t('outcomes.unknown')}
        min={0}
        max={1_000_000}
        step={1}
        inputMode="numeric"
        value={value ?? ''}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)
        }
      />
      <button
        type="button"
        aria-label={t('outcomes.more', { what: label })}
        onClick={() => onChange((value ?? 0) + 1)}
      >
        +
      </button>
    </fieldset>
  );
}
