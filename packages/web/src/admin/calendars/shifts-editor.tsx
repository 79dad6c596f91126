/** The weekly pattern: a row a shift, with the days on which it begins and its breaks. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/plant.ts';
import { BreaksEditor } from './breaks-editor.tsx';
import { replaced, without } from './lists.ts';
import { SpanInputs } from './span-inputs.tsx';
import { weekdayName, weekdays } from './weekdays.ts';

type Weekly = Calendar['weekly'];

interface ShiftsEditorProps {
  readonly calendar: Calendar;
  readonly onChange: (weekly: Weekly) => void;
  readonly head: ReactNode;
}

export function ShiftsEditor({ calendar: { weekly }, onChange, head }: ShiftsEditorProps) {
  const { t, i18n } = useTranslation('admin');
  const change = (index: number, part: Partial<Weekly[number]>) =>
    onChange(replaced(weekly, index, { ...weekly[index]!, ...part }));
  return (
    <section className="admin-box">
      <h2>{t('calendars.weekly')}</h2>
      <div className="admin-fields">{head}</div>
      {weekly.length === 0 && <p className="quiet">{t('calendars.noShifts')}</p>}
      {weekly.map((shift, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shift has no identity but its place in the pattern
        <div key={index} className="admin-shift">
          <SpanInputs label={t('calendars.shift')} span={shift} onChange={(part) => change(index, part)} />
          <fieldset className="admin-days">
            <legend>{t('calendars.days')}</legend>
            {weekdays.map((day) => (
              <label key={day}>
                <input
                  type="checkbox"
                  checked={shift.weekdays.includes(day)}
                  onChange={(event) =>
                    change(index, {
                      weekdays: weekdays.filter((other) =>
                        other === day ? event.currentTarget.checked : shift.weekdays.includes(other),
                      ),
                    })
                  }
                />
                {weekdayName(day, i18n.language)}
              </label>
            ))}
          </fieldset>
          <button
            type="button"
            className="tool-button"
            aria-label={t('calendars.remove', { name: shift.name })}
            onClick={() => onChange(without(weekly, index))}
          >
            {t('plant.remove')}
          </button>
          <BreaksEditor breaks={shift.breaks} onChange={(breaks) => change(index, { breaks })} />
        </div>
      ))}
      <button
        type="button"
        className="tool-button admin-more"
        onClick={() =>
          onChange([
            ...weekly,
            {
              name: t('calendars.newShift', { count: weekly.length + 1 }),
              weekdays: [1, 2, 3, 4, 5],
              start: '06:00',
              end: '14:00',
              breaks: [],
            },
          ])
        }
      >
        {t('calendars.addShift')}
      </button>
    </section>
  );
}
