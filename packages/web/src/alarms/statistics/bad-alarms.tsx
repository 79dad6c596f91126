/** Alarms that are worth mending, the worst first; each leads to its own page. */
import type { AlarmStatistics } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useAlarmWords } from '../alarm-words.tsx';

interface BadAlarmsProps {
  readonly title: string;
  readonly note: string;
  readonly alarms: AlarmStatistics['chattering']['alarms'];
  /** `times` counts days. */
  readonly days?: boolean;
}

export function BadAlarms({ title, note, alarms, days }: BadAlarmsProps) {
  const { t, i18n } = useTranslation('alarms');
  const words = useAlarmWords();
  return (
    <section>
      <h2>{title}</h2>
      <p className="quiet">{alarms.length === 0 ? t('statistics.none') : note}</p>
      <ol className="statistics-bad">
        {alarms.map((alarm) => (
          <li key={alarm.alarm}>
            <span className="statistics-times">
              {days
                ? t('statistics.onDays', { count: alarm.times })
                : `${alarm.times.toLocaleString(i18n.language)}×`}
            </span>
            <span className="alarms-machine">{words.machine(alarm)}</span>
            <Link href={`/alarms/${encodeURIComponent(alarm.alarm)}`}>{words.title(alarm)}</Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
