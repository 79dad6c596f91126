/** Decides what an alarm is, or decides anew, with what changes shown before it is stored. */
import type { RationalisationView } from '@mantinel/contract';
import { alarmPriorities, levelOf, type PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addRationalisation, changeRationalisation, getRationalisation } from '../../api/rationalisations.ts';
import { Differences } from '../frame/dialog/differences.tsx';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Field } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';
import { decisionsOf, numberOf, readingsOf, valuesOf } from './record-values.ts';

interface RecordDialogProps {
  readonly rights: Rights;
  /** The one to change; a new one when left out. */
  readonly record?: RationalisationView;
  readonly code?: string;
  readonly onClose: () => void;
}

export function RecordDialog({ rights, record, code = '', onClose }: RecordDialogProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const decisions = useDecisionFields(record?.path !== undefined);
  const groups = (['urgency', 'limits', 'texts'] as const).map((value) => ({
    value,
    label: t(`rationalisation.group.${value}`),
  }));
  const saved = () => void queries.invalidateQueries({ queryKey: ['rationalisations'] });
  if (record)
    return (
      <EditDialog
        title={t('rationalisation.changeTitle', { code: record.code })}
        submit={t('frame.save')}
        groups={groups}
        fields={decisions}
        initial={{ version: record.version, values: valuesOf(record) }}
        current={async () => {
          const now = await getRationalisation(record.id);
          return { version: now.version, values: valuesOf(now) };
        }}
        save={(values, by) => changeRationalisation(record.id, decisionsOf(values), by)}
        extra={(values) => <Differences fields={decisions} before={valuesOf(record)} after={values} />}
        onSaved={saved}
        onClose={onClose}
      />
    );
  const offered = rights.places.filter(
    ({ id }) => ['site', 'machine'].includes(levelOf(id)) && rights.at('alarm.rationalise', id),
  );
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={t('rationalisation.add')}
      submit={t('frame.add')}
      groups={groups}
      fields={[
        {
          name: 'code',
          label: t('rationalisation.code'),
          hint: t('rationalisation.codeHint'),
          maxLength: 200,
        },
        { name: 'place', label: t('rationalisation.where'), hint: t('rationalisation.whereHint'), options },
        {
          name: 'path',
          label: t('rationalisation.path'),
          hint: t('rationalisation.pathHint'),
          optional: true,
          maxLength: 200,
        },
        ...decisions,
      ]}
      initial={{ version: 0, values: { ...valuesOf({}), code, place: options[0]?.value ?? '' } }}
      save={({ code: of = '', place, path = '', ...values }, { reason }) =>
        addRationalisation(
          {
            code: of.trim(),
            place: place as PlaceId,
            ...(path.trim() === '' ? {} : { path: path.trim() }),
          },
          decisionsOf({ ...values, path }),
          reason,
        )
      }
      onSaved={saved}
      onClose={onClose}
    />
  );
}

/** A limit is asked for only where it is known of which readings. */
function useDecisionFields(hasPath: boolean): readonly Field[] {
  const { t } = useTranslation('admin');
  const { t: common } = useTranslation();
  const within = (least: number, most: number) => (text: string) => {
    const number = numberOf(text);
    return number !== undefined && number >= least && number <= most
      ? undefined
      : t('rationalisation.numberBad', { least, most });
  };
  const isNumber = (text: string) =>
    numberOf(text) === undefined ? t('rationalisation.numberMissing') : undefined;
  const field = (group: string, name: string, more: Partial<Field> = {}): Field => ({
    name,
    label: t(`rationalisation.field.${name as 'class'}`),
    group,
    optional: true,
    ...more,
  });
  const hasLimit = (values: Readonly<Record<string, string>>) =>
    (hasPath || (values.path ?? '').trim() !== '') && values.direction !== '';
  return [
    field('urgency', 'priority', {
      hint: t('rationalisation.priorityHint'),
      options: alarmPriorities.map((value) => ({ value, label: common(`detail.priority.${value}`) })),
    }),
    field('urgency', 'class', { hint: t('rationalisation.classHint'), maxLength: 60 }),
    field('urgency', 'respond', { hint: t('rationalisation.respondHint'), check: within(0.02, 1440) }),
    field('urgency', 'onDelay', { hint: t('rationalisation.onDelayHint'), check: within(0, 3600) }),
    field('urgency', 'offDelay', { hint: t('rationalisation.offDelayHint'), check: within(0, 3600) }),
    field('urgency', 'latching', {
      hint: t('rationalisation.latchingHint'),
      options: [{ value: 'yes', label: t('rationalisation.yes') }],
    }),
    field('limits', 'direction', {
      hint: t('rationalisation.limitHint'),
      asked: (values) => hasPath || (values.path ?? '').trim() !== '',
      options: (['high', 'low'] as const).map((value) => ({
        value,
        label: t(`rationalisation.direction.${value}`),
      })),
    }),
    field('limits', 'setpoint', { asked: hasLimit, optional: false, check: isNumber }),
    field('limits', 'deadband', {
      asked: hasLimit,
      optional: false,
      hint: t('rationalisation.deadbandHint'),
      check: within(0, 1e9),
    }),
    field('limits', 'suppression', {
      hint: t('rationalisation.suppressionHint'),
      options: (['always', 'while'] as const).map((value) => ({
        value,
        label: t(`rationalisation.suppressed.${value}`),
      })),
    }),
    field('limits', 'readings', {
      asked: (values) => values.suppression === 'while',
      optional: false,
      hint: t('rationalisation.readingsHint'),
      lines: 2,
      check: (text) => (readingsOf(text) === undefined ? t('rationalisation.readingsBad') : undefined),
    }),
    ...(['cause', 'consequence', 'correctiveAction', 'confirmation'] as const).map((name) =>
      field('texts', name, { lines: 2 }),
    ),
  ];
}
