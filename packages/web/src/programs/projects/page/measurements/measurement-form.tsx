/** Enters what was measured of one part: the characteristics that are known stand ready, another can be added. */
import type { AddMeasurements, MeasurementView } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMeasurements } from '../../../../api/projects.ts';
import { FailureNotice } from '../../../../shell/failure-notice.tsx';

type Known = Pick<MeasurementView, 'characteristic' | 'nominal' | 'lower' | 'upper' | 'unit'>;

const another = ['characteristic', 'nominal', 'lower', 'upper', 'actual'] as const;
type Another = Readonly<Record<(typeof another)[number], string>>;
const blank: Another = { characteristic: '', nominal: '', lower: '', upper: '', actual: '' };

const given = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

export function MeasurementForm({ project, known }: { project: string; known: readonly Known[] }) {
  const { t, i18n } = useTranslation('programs');
  const queries = useQueryClient();
  const [item, setItem] = useState('');
  const [actuals, setActuals] = useState<Readonly<Record<string, string>>>({});
  const [more, setMore] = useState(blank);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (measured: AddMeasurements) => addMeasurements(project, measured),
    onSuccess: (data) => {
      queries.setQueryData(['measurements', project], data);
      setItem('');
      setActuals({});
      setMore(blank);
    },
  });
  const number = (value: number | undefined) => value?.toLocaleString(i18n.language) ?? '–';
  const measured = [
    ...known.flatMap(({ characteristic, nominal, lower, upper, unit }) => {
      const actual = given(actuals[characteristic] ?? '');
      return actual === undefined ? [] : [{ characteristic, nominal, lower, upper, unit, actual }];
    }),
    ...(more.characteristic.trim() === '' || more.actual === ''
      ? []
      : [
          {
            ...{ characteristic: more.characteristic.trim(), unit: 'mm', actual: Number(more.actual) },
            ...{ nominal: given(more.nominal), lower: given(more.lower), upper: given(more.upper) },
          },
        ]),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ item: item.trim(), measured });
  };
  return (
    <form className="measure-form" onSubmit={submit} aria-label={t('measured.enter')}>
      <label>
        {t('measured.item')}
        <input
          required
          maxLength={120}
          value={item}
          onChange={(event) => setItem(event.currentTarget.value)}
        />
      </label>
      {known.map(({ characteristic, lower, upper, unit }) => (
        <label key={characteristic}>
          {characteristic}{' '}
          <span className="quiet">
            {lower === undefined && upper === undefined ? '' : `${number(lower)} … ${number(upper)} `}
            {unit}
          </span>
          <input
            type="number"
            step="any"
            inputMode="decimal"
            value={actuals[characteristic] ?? ''}
            onChange={(event) => setActuals({ ...actuals, [characteristic]: event.currentTarget.value })}
          />
        </label>
      ))}
      <fieldset className="measure-more">
        <legend>{t('measured.another')}</legend>
        {another.map((name) => (
          <label key={name}>
            {t(`measured.${name}`)}
            <input
              {...(name === 'characteristic'
                ? { maxLength: 120 }
                : { type: 'number', step: 'any', inputMode: 'decimal' as const })}
              value={more[name]}
              onChange={(event) => setMore({ ...more, [name]: event.currentTarget.value })}
            />
          </label>
        ))}
      </fieldset>
      <button type="submit" disabled={isPending || measured.length === 0}>
        {t('measured.save')}
      </button>
      {error && <FailureNotice error={error} />}
    </form>
  );
}
