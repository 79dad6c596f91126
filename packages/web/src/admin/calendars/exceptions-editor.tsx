/** Days on which the weekly pattern does not hold: closed, or with shifts and breaks of their own. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/plant.ts';
import { BreaksEditor } from './breaks-editor.tsx';
import { replaced, without } from './lists.ts';
import { shiftAfter } from './shift-after.ts';
import { SpanInputs } from './span-inputs.tsx';

type Exceptions = Calendar['exceptions'];
type Exception = Exceptions[number];
const kinds = ['closed', 'instead', 'extra'] as const;

interface ExceptionsEditorProps {
  readonly exceptions: Exceptions;
  readonly onChange: (exceptions: Exceptions) => void;
}

export function ExceptionsEditor({ exceptions, onChange }: ExceptionsEditorProps) {
  const { t } = useTranslation('admin');
  const put = (index: number, exception: Exception) => onChange(replaced(exceptions, index, exception));

  function ofKind({ date, reason, ...rest }: Exception, kind: Exception['kind']): Exception {
    if (kind === 'closed') return { kind, date, reason };
    const shifts = 'shifts' in rest ? rest.shifts : [];
    return {
      kind,
      date,
      reason,
      shifts: shifts.length > 0 ? shifts : [shiftAfter([], t('calendars.newShift', { count: 1 }))],
    };
  }

  return (
    <section className="admin-box">
      <h2>{t('calendars.exceptions')}</h2>
      {exceptions.length === 0 && <p className="quiet">{t('calendars.noExceptions')}</p>}
      {exceptions.map((exception, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an exception has no identity while its date is typed
        <div key={index} className="admin-shift admin-exception">
          <TextInput
            type="date"
            label={t('calendars.date')}
            value={exception.date}
            onChange={(event) => put(index, { ...exception, date: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('calendars.kind')}
            value={exception.kind}
            data={kinds.map((kind) => ({ value: kind, label: t(`calendars.kinds.${kind}`) }))}
            onChange={(event) =>
              put(index, ofKind(exception, event.currentTarget.value as Exception['kind']))
            }
          />
          <TextInput
            label={t('calendars.why')}
            maxLength={80}
            value={exception.reason}
            onChange={(event) => put(index, { ...exception, reason: event.currentTarget.value })}
          />
          <button
            type="button"
            className="tool-button"
            aria-label={t('calendars.remove', { name: exception.date })}
            onClick={() => onChange(without(exceptions, index))}
          >
            {t('plant.remove')}
          </button>
          {exception.kind !== 'closed' && (
            <ShiftsOfDay exception={exception} onChange={(changed) => put(index, changed)} />
          )}
        </div>
      ))}
      <button
        type="button"
        className="tool-button admin-more"
        onClick={() =>
          onChange([
            ...exceptions,
            { kind: 'closed', date: new Date().toISOString().slice(0, 10), reason: '' },
          ])
        }
      >
        {t('calendars.addException')}
      </button>
    </section>
  );
}

/** As many as the contract takes. */
const mostShifts = 10;

type WithShifts = Extract<Exception, { shifts: unknown }>;

function ShiftsOfDay({
  exception,
  onChange,
}: {
  exception: WithShifts;
  onChange: (changed: Exception) => void;
}) {
  const { t } = useTranslation('admin');
  const { shifts } = exception;
  const change = (index: number, part: Partial<WithShifts['shifts'][number]>) =>
    onChange({ ...exception, shifts: replaced(shifts, index, { ...shifts[index]!, ...part }) });
  return (
    <div className="admin-breaks">
      {shifts.map((shift, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shift has no identity but its place in the day
        <div key={index} className="admin-break admin-day-shift">
          <SpanInputs label={t('calendars.shift')} span={shift} onChange={(part) => change(index, part)} />
          {shifts.length > 1 && (
            <button
              type="button"
              className="tool-button"
              aria-label={t('calendars.remove', { name: shift.name })}
              onClick={() => onChange({ ...exception, shifts: without(shifts, index) })}
            >
              {t('plant.remove')}
            </button>
          )}
          <BreaksEditor breaks={shift.breaks} onChange={(breaks) => change(index, { breaks })} />
        </div>
      ))}
      {shifts.length < mostShifts && (
        <button
          type="button"
          className="tool-button"
          onClick={() => {
            const name = t('calendars.newShift', { count: shifts.length + 1 });
            onChange({ ...exception, shifts: [...shifts, shiftAfter(shifts, name)] });
          }}
        >
          {t('calendars.addShiftOn', { date: exception.date })}
        </button>
      )}
    </div>
  );
}
