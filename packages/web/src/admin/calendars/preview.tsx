/** What a calendar makes of the next two weeks, with the day on which the clock changes. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/plant.ts';
import { useServices } from '../../shell/services.tsx';
import { nextClockChange, type PreviewDay, previewDays } from './preview-days.ts';
import { weekdayName } from './weekdays.ts';

export function Preview({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('admin');
  const { live } = useServices();
  const { days, change } = useMemo(() => {
    const nowMs = live.nowUs() / 1000;
    return { days: previewDays(calendar, nowMs), change: nextClockChange(calendar.timeZone, nowMs) };
  }, [calendar, live]);
  return (
    <section>
      <h2>{t('calendars.preview')}</h2>
      <div className="admin-table-frame">
        <table className="admin-table">
          <tbody>
            {days.map((day) => (
              <Day key={day.date} day={day} timeZone={calendar.timeZone} />
            ))}
          </tbody>
        </table>
      </div>
      {change && !days.some(({ date }) => date === change.date) && (
        <p className="quiet">{t('calendars.nextChange', { date: change.date, hours: change.hours })}</p>
      )}
    </section>
  );
}

function Day({ day: { date, shifts, hours, busyUs }, timeZone }: { day: PreviewDay; timeZone: string }) {
  const { t, i18n } = useTranslation('admin');
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' });
  const weekday = weekdayName(((new Date(date).getUTCDay() + 6) % 7) + 1, i18n.language);
  return (
    <tr>
      <th scope="row" className="admin-nowrap">
        {weekday} {date}
      </th>
      <td>
        {shifts.length === 0 ? (
          <span className="quiet">{t('calendars.closedDay')}</span>
        ) : (
          <ul className="admin-changes">
            {shifts.map((shift) => (
              <li key={shift.startUs}>
                {clock.format(shift.startUs / 1000)}–{clock.format(shift.endUs / 1000)} {shift.name}
              </li>
            ))}
          </ul>
        )}
        {hours !== 24 && <strong>▲ {t('calendars.clockChange', { hours })}</strong>}
      </td>
      <td className="admin-number">
        {shifts.length > 0 && t('calendars.planned', { hours: Math.round(busyUs / 36e6) / 100 })}
      </td>
    </tr>
  );
}
