/** Each figure of clause 16 beside what is acceptable and what is the most, and the verdict in words. */
import type { AlarmStatistics } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { percent } from './percent.ts';

type Verdict = AlarmStatistics['perDay']['verdict'];
const marks: Readonly<Record<Verdict, string>> = { notYet: '○', acceptable: '✓', manageable: '▲', poor: '■' };

interface Line {
  readonly name: string;
  readonly value: string;
  readonly peak?: string;
  readonly limit: string;
  readonly verdict: Verdict;
}

export function RateTable({ statistics }: { statistics: AlarmStatistics }) {
  const { t, i18n } = useTranslation('alarms');
  const number = (value: number) => value.toLocaleString(i18n.language, { maximumFractionDigits: 2 });
  const share = (value: number) => percent(value, i18n.language);
  const load = (name: string, of: AlarmStatistics['perDay']): Line => ({
    name,
    value: number(of.mean),
    peak: number(of.peak),
    limit: t('statistics.limits', { acceptable: number(of.acceptable), maximum: number(of.maximum) }),
    verdict: of.verdict,
  });
  const { perDay, perHour, perTenMinutes, flood, topTen, chattering, fleeting, stale } = statistics;
  const lines: readonly Line[] = [
    load(t('statistics.perDay'), perDay),
    load(t('statistics.perHour'), perHour),
    load(t('statistics.perTenMinutes'), perTenMinutes),
    {
      name: t('statistics.flood'),
      value: share(flood.share),
      peak: t('statistics.floods', { count: flood.count }),
      limit: t('statistics.atMost', { limit: share(flood.limit) }),
      verdict: flood.verdict,
    },
    {
      name: t('statistics.topTenLoad'),
      value: share(topTen.share),
      limit: t('statistics.atMost', { limit: share(topTen.limit) }),
      verdict: topTen.verdict,
    },
    {
      name: t('statistics.chattering'),
      value: number(chattering.times),
      limit: t('statistics.atMost', { limit: 0 }),
      verdict: chattering.verdict,
    },
    {
      name: t('statistics.fleeting'),
      value: number(fleeting.times),
      limit: t('statistics.atMost', { limit: 0 }),
      verdict: fleeting.verdict,
    },
    {
      name: t('statistics.stale'),
      value: number(stale.mostOnADay),
      limit: t('statistics.atMost', { limit: number(stale.limit) }),
      verdict: stale.verdict,
    },
    ...statistics.priorities.map(
      (one): Line => ({
        name: t('statistics.share', { priority: t(`priority.${one.priority}`) }),
        value: share(one.share),
        limit: t('statistics.about', { share: share(one.recommended) }),
        verdict: statistics.prioritiesVerdict,
      }),
    ),
  ];
  return (
    <div className="alarms-frame">
      <table className="alarms-table statistics-table">
        <thead>
          <tr>
            <th>{t('statistics.figure')}</th>
            <th className="alarms-number">{t('statistics.mean')}</th>
            <th className="alarms-number statistics-wide">{t('statistics.peak')}</th>
            <th>{t('statistics.should')}</th>
            <th>{t('statistics.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, value, peak, limit, verdict }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="alarms-number">{value}</td>
              <td className="alarms-number statistics-wide">{peak}</td>
              <td>{limit}</td>
              <td>
                <span className={`verdict verdict-${verdict}`}>
                  <span aria-hidden="true">{marks[verdict]}</span> {t(`verdict.${verdict}`)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
