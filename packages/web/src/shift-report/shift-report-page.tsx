/** The report of a shift at a place: chosen above, told below, to print beside. */
import './shift-report.css';
import { paths, type ShiftReportView } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { usePlaces } from '../admin/frame/rights.ts';
import { placeOptions } from '../admin/plant/place-order.ts';
import { getJson } from '../api/request.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { ReportBlocks } from './report-blocks.tsx';

export function ShiftReportPage() {
  const { t } = useTranslation();
  const { data: places, error } = usePlaces();
  if (error) return <FailureNotice error={error} />;
  if (!places) return null;
  const options = placeOptions(places).filter(({ value }) => value !== enterpriseRoot || places.length === 1);
  const [first] = options;
  return (
    <main className="report">{first ? <Report options={options} /> : <p>{t('report.noPlace')}</p>}</main>
  );
}

interface ReportProps {
  readonly options: readonly { value: PlaceId; label: string }[];
}

function Report({ options }: ReportProps) {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const place = options.find(({ value }) => value === search.get('place'))?.value ?? options[0]!.value;
  const asked = new URLSearchParams({ place, language: i18n.language });
  for (const name of ['atUs', 'date']) {
    const value = search.get(name);
    if (value !== null) asked.set(name, value);
  }
  const query = useQuery({
    queryKey: ['shift-report', String(asked)],
    queryFn: ({ signal }) => getJson<ShiftReportView>(`${paths.shiftReport}?${asked}`, signal),
    // A finished shift still learns of gaps; whoever looks again sees it anew.
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const { data: report, error } = query;
  const go = (change: Record<string, string>) => setSearch({ place, ...change });
  return (
    <>
      <div className="report-choice">
        <label>
          {t('report.place')}
          <select value={place} onChange={({ target }) => go({ place: target.value })}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('report.date')}
          <input
            type="date"
            value={report?.productionDay ?? ''}
            onChange={({ target }) => target.value !== '' && go({ date: target.value })}
          />
        </label>
        {report && <ShiftChoice report={report} onChoose={(startUs) => go({ atUs: String(startUs) })} />}
        <span className="report-space" />
        {report &&
          (['html', 'pdf'] as const).map((format) => (
            <a
              key={format}
              className="tool-button"
              href={`${paths.shiftReportFile}?${new URLSearchParams({ place, language: i18n.language, atUs: String(report.shift.startUs), format })}`}
              download
            >
              {t(`report.${format}`)}
            </a>
          ))}
      </div>
      {error && <FailureNotice error={error} onRetry={() => void query.refetch()} />}
      {report && !error && (
        <article aria-busy={query.isPlaceholderData}>
          <h1>{report.title}</h1>
          <p className="quiet">{report.subtitle}</p>
          <ReportBlocks blocks={report.blocks} />
          <p>
            <Link href="/">{t('report.back')}</Link>
          </p>
        </article>
      )}
      {!report && !error && <p className="quiet">{t('report.making')}</p>}
    </>
  );
}

interface ShiftChoiceProps {
  readonly report: ShiftReportView;
  readonly onChoose: (startUs: number) => void;
}

function ShiftChoice({ report, onChoose }: ShiftChoiceProps) {
  const { t } = useTranslation();
  const { before, after, shift, shifts } = report;
  return (
    <>
      <fieldset className="switch" aria-label={t('report.shift')}>
        {shifts.map(({ name, startUs }) => (
          <button
            key={startUs}
            type="button"
            aria-pressed={startUs === shift.startUs}
            onClick={() => onChoose(startUs)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="tool-button"
        disabled={!before}
        onClick={() => before && onChoose(before.startUs)}
      >
        {t('report.before')}
      </button>
      <button
        type="button"
        className="tool-button"
        disabled={!after}
        onClick={() => after && onChoose(after.startUs)}
      >
        {t('report.after')}
      </button>
    </>
  );
}
