/** Enters or changes a job; what the dialog does not show of its operations stays. */
import type { JobView, PartView } from '@mantinel/contract';
import { levelOf, type PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addJob, changeJob, getJob, type JobPlan } from '../../api/production.ts';
import { timeText } from '../../log/view/time-text.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Field, Values, Versioned } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';
import { operationsText, parseOperations } from './operations-text.ts';

interface JobDialogProps {
  readonly task: JobView | 'new';
  readonly parts: readonly PartView[];
  readonly rights: Rights;
  readonly onClose: () => void;
}

const dayOf = (dueUs: number | undefined) => (dueUs === undefined ? '' : timeText(dueUs).slice(0, 10));

const asVersioned = ({ part, quantity, dueUs, operations, version }: JobView): Versioned => ({
  version,
  values: {
    part,
    quantity: String(quantity),
    due: dayOf(dueUs),
    operations: operationsText(operations),
  },
});

/** A day ends with its last minute; one that was not touched keeps the time it had. */
function planOf(values: Values, before: JobView | undefined): JobPlan {
  const { part = '', quantity, due = '', operations = '' } = values;
  const untouched = due === dayOf(before?.dueUs);
  const dueUs = untouched ? before?.dueUs : new Date(`${due}T23:59`).getTime() * 1000;
  return {
    part,
    quantity: Number(quantity),
    ...(due === '' || dueUs === undefined ? {} : { dueUs }),
    operations: parseOperations(operations, before?.operations ?? []) ?? [],
  };
}

export function JobDialog({ task, parts, rights, onClose }: JobDialogProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  // After a conflict what the fields do not show is theirs as well, such as planned times.
  const latest = useRef(task === 'new' ? undefined : task);
  const close = () => {
    void queries.invalidateQueries({ queryKey: ['jobs'] });
    onClose();
  };
  const plan: readonly Field[] = [
    {
      name: 'part',
      label: t('jobs.part'),
      options: parts.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` })),
    },
    {
      name: 'quantity',
      label: t('jobs.quantity'),
      check: (value) => (/^[1-9]\d{0,8}$/.test(value) ? undefined : t('jobs.quantityBad')),
    },
    { name: 'due', label: t('jobs.due'), type: 'date', optional: true },
    {
      name: 'operations',
      label: t('jobs.operations'),
      hint: t('jobs.operationsHint'),
      optional: true,
      maxLength: 4000,
      check: (value) => (parseOperations(value, []) ? undefined : t('jobs.operationsBad')),
    },
  ];
  if (task !== 'new')
    return (
      <EditDialog
        title={t('jobs.changeTitle', { number: task.number })}
        submit={t('frame.save')}
        fields={plan}
        initial={asVersioned(task)}
        current={async () => {
          const job = await getJob(task.id);
          latest.current = job;
          return asVersioned(job);
        }}
        save={(values, by) => changeJob(task.id, planOf(values, latest.current), by)}
        onClose={close}
      />
    );
  const offered = rights.places.filter(
    ({ id }) => ['site', 'area', 'line'].includes(levelOf(id)) && rights.at('job.edit', id),
  );
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={t('jobs.add')}
      submit={t('frame.add')}
      fields={[
        { name: 'number', label: t('jobs.number'), maxLength: 40 },
        { name: 'place', label: t('jobs.place'), options },
        ...plan,
      ]}
      initial={{ version: 0, values: { place: options.length === 1 ? options[0]!.value : '' } }}
      save={(values, { reason }) =>
        addJob(
          { ...planOf(values, undefined), number: values.number ?? '', place: values.place as PlaceId },
          reason,
        )
      }
      onClose={close}
    />
  );
}
