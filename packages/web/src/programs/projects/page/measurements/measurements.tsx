/** Measured dimensions by characteristic, beside their limits; and the way to enter those of the next part. */
import type { MeasurementView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../admin/frame/dialog/confirm-dialog.tsx';
import { getMeasurements, removeMeasurement } from '../../../../api/projects.ts';
import { FailureNotice } from '../../../../shell/failure-notice.tsx';
import { useMayDo } from '../../../../shell/use-session.ts';
import { WideTable } from '../../wide-table.tsx';
import { MeasurementForm } from './measurement-form.tsx';
import './measurements.css';

const shapes = { pass: '●', fail: '■', unknown: '○' } as const;

export function Measurements({ project }: { project: string }) {
  const { t } = useTranslation('programs');
  const may = useMayDo();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<MeasurementView>();
  const { data, error, refetch } = useQuery({
    queryKey: ['measurements', project],
    queryFn: ({ signal }) => getMeasurements(project, signal),
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton panel-skeleton" />;
  const byCharacteristic = Map.groupBy(data.measurements, ({ characteristic }) => characteristic);
  return (
    <section className="project-measurements">
      {may('outcome.record') && (
        <MeasurementForm project={project} known={[...byCharacteristic.values()].map((of) => of.at(-1)!)} />
      )}
      {data.measurements.length === 0 ? (
        <p className="projects-none">{t('measured.none')}</p>
      ) : (
        <WideTable label={t('project.section.measurements')}>
          <table className="project-table">
            <thead>
              <tr>
                <th>{t('measured.characteristic')}</th>
                <th>{t('measured.item')}</th>
                <th className="project-number">{t('measured.nominal')}</th>
                <th className="project-number">{t('measured.limits')}</th>
                <th className="project-number">{t('measured.actual')}</th>
                <th className="project-number">{t('measured.deviation')}</th>
                <th>{t('measured.status')}</th>
                <th>{t('measured.source')}</th>
                {may('outcome.record') && <td />}
              </tr>
            </thead>
            <tbody>
              {data.measurements.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  {...(may('outcome.record') && { onDelete: () => setLeaving(row) })}
                />
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {leaving && (
        <ConfirmDialog
          deed={t('measured.deleteOne', leaving)}
          consequence={t('measured.deleteConsequence')}
          act={(reason) => removeMeasurement(project, leaving.id, reason)}
          onDone={() => void queries.invalidateQueries({ queryKey: ['measurements', project] })}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

/** What a document tells is corrected there. */
function Row({ row, onDelete }: { row: MeasurementView; onDelete?: () => void }) {
  const { t, i18n } = useTranslation('programs');
  const { characteristic, item, nominal, lower, upper, actual, unit, status, source, person } = row;
  const number = (value: number | undefined) =>
    value === undefined ? '–' : value.toLocaleString(i18n.language, { maximumFractionDigits: 4 });
  const deviation = actual === undefined || nominal === undefined ? undefined : actual - nominal;
  return (
    <tr>
      <th scope="row">{characteristic}</th>
      <td>{item}</td>
      <td className="project-number">{number(nominal)}</td>
      <td className="project-number">
        {lower === undefined && upper === undefined ? '–' : `${number(lower)} … ${number(upper)}`}
      </td>
      <td className="project-number">
        <strong>{number(actual)}</strong> {unit}
      </td>
      <td className="project-number">
        {deviation !== undefined && deviation > 0 && '+'}
        {number(deviation)}
      </td>
      <td className={status === 'fail' ? 'measured-fail' : undefined}>
        <span aria-hidden="true">{shapes[status]}</span> {t(`measured.is.${status}`)}
      </td>
      <td className="quiet">{source === 'person' ? (person ?? t('measured.byHand')) : source}</td>
      {onDelete && (
        <td>
          {source === 'person' && (
            <button
              type="button"
              className="tool-button"
              aria-label={t('measured.deleteOne', row)}
              onClick={onDelete}
            >
              {t('measured.delete')}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
