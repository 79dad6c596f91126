/** One source: where it is, what was taken from it, how its latest harvest is, and what can be done with it. */
import type { HarvestSourceView } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import type { Rights } from '../../admin/frame/rights.ts';
import { RowMenu } from '../../admin/frame/row-menu.tsx';
import { pathName } from '../../admin/plant/place-order.ts';
import { beginHarvest, cancelHarvest, removeSource } from '../../api/harvest.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { HarvestProblem } from './harvest-problem.tsx';
import { HarvestProgress, HarvestState, isUnderWay, useOutcome } from './harvest-progress.tsx';
import { SourceDialog } from './source-dialog.tsx';

interface SourceEntryProps {
  readonly source: HarvestSourceView;
  readonly rights: Rights;
}

export function SourceEntry({ source, rights }: SourceEntryProps) {
  const { t, i18n } = useTranslation('harvest');
  const { t: admin } = useTranslation('admin');
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'change' | 'remove'>();
  const renew = () => {
    for (const key of ['harvest-sources', 'harvests']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const begin = useMutation({ mutationFn: () => beginHarvest(source.id), onSettled: renew });
  const cancel = useMutation({ mutationFn: (id: string) => cancelHarvest(id), onSettled: renew });
  const { id, kind, location, place, latest, programs, paused, watched, problem, licence } = source;
  const mayEdit = rights.at('program.edit', place);
  const underWay = latest !== undefined && isUnderWay(latest);
  const error = begin.error ?? cancel.error;
  return (
    <article className="admin-box harvest-source" data-source={location} aria-labelledby={`source-${id}`}>
      <div className="harvest-source-head">
        <h3 id={`source-${id}`}>{location}</h3>
        {mayEdit && (
          <div className="harvest-source-actions">
            {underWay ? (
              <button
                type="button"
                className="tool-button"
                disabled={cancel.isPending || latest.cancelling}
                onClick={() => cancel.mutate(latest.id)}
              >
                {t('cancel')}
              </button>
            ) : (
              <button
                type="button"
                className="tool-button"
                disabled={paused || begin.isPending}
                onClick={() => begin.mutate()}
              >
                {t('begin')}
              </button>
            )}
            <RowMenu
              label={admin('frame.actionsOf', { name: location })}
              actions={[
                { label: t('change'), run: () => setDoing('change') },
                ...(programs === 0 ? [{ label: t('remove'), run: () => setDoing('remove') }] : []),
              ]}
            />
          </div>
        )}
      </div>
      <p className="quiet">
        {[
          t(`kind.${kind}`),
          rights.places.length > 2 && pathName(rights.places, place),
          t('programsThere', {
            count: programs,
            number: new Intl.NumberFormat(i18n.language).format(programs),
          }),
          kind === 'folder' && t(paused ? 'paused' : watched ? 'watched' : 'notWatched'),
          kind === 'upload' && paused && t('paused'),
          licence !== undefined && t('licenceIs', { licence }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {problem && (
        <div className="harvest-gone" role="status">
          <strong>
            <span aria-hidden="true">▲</span> {t('gone', { since: timeText(problem.sinceUs).slice(0, 16) })}
          </strong>
          <HarvestProblem problem={problem} />
        </div>
      )}
      <Latest source={source} />
      {error && <FailureNotice error={error} />}
      {doing === 'change' && (
        <SourceDialog rights={rights} source={source} onClose={() => setDoing(undefined)} />
      )}
      {doing === 'remove' && (
        <ConfirmDialog
          deed={t('removeDeed', { location })}
          consequence={t(kind === 'upload' ? 'removeUploadText' : 'removeText')}
          act={(reason) => removeSource(id, { version: source.version, reason })}
          onDone={renew}
          onClose={() => setDoing(undefined)}
        />
      )}
    </article>
  );
}

function Latest({ source: { latest, problem } }: { source: HarvestSourceView }) {
  const { t } = useTranslation('harvest');
  const outcome = useOutcome();
  if (!latest) return <p className="quiet">{t('never')}</p>;
  const link = <Link href={`/programs/harvest/${latest.id}`}>{t('report')}</Link>;
  if (isUnderWay(latest))
    return (
      <>
        <HarvestState harvest={latest} />
        <HarvestProgress harvest={latest} />
      </>
    );
  return (
    <div className="harvest-latest">
      <HarvestState harvest={latest} />
      <span className="quiet">{timeText(latest.endedUs ?? latest.startedUs).slice(0, 16)}</span>
      <span>{outcome(latest)}</span>
      {link}
      {latest.problem && !problem && <HarvestProblem problem={latest.problem} />}
    </div>
  );
}
