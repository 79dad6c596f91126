/** How a harvest is: in shape and word, and while it runs how far it came, how fast, and for how long still. */
import type { HarvestView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../../admin/upkeep/size-text.ts';
import { ageText } from '../../log/view/time-text.ts';

const shapes: Readonly<Record<HarvestView['state'], string>> = {
  waiting: '○',
  running: '▶',
  finished: '●',
  cancelled: '–',
  failed: '■',
};

export const isUnderWay = ({ state }: Pick<HarvestView, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

export function HarvestState({ harvest: { state, cancelling } }: { harvest: HarvestView }) {
  const { t } = useTranslation('harvest');
  return (
    <span className={`harvest-state${state === 'failed' ? ' link-lost' : ''}`}>
      <span aria-hidden="true">{shapes[state]}</span> {t(cancelling ? 'state.cancelling' : `state.${state}`)}
    </span>
  );
}

export function HarvestProgress({ harvest }: { harvest: HarvestView }) {
  const { t, i18n } = useTranslation('harvest');
  const { t: general } = useTranslation();
  const { counts, bytesPerSecond, leftUs, state } = harvest;
  const { files, total, unchanged, bytes, totalBytes } = counts;
  const number = new Intl.NumberFormat(i18n.language);
  const size = (of: number) => sizeText(of, i18n.language);
  if (state === 'waiting') return <p className="quiet">{t('progress.waiting')}</p>;
  if (total === undefined || totalBytes === undefined)
    return (
      <div className="harvest-progress">
        <progress aria-label={t('progress.label')} />
        <span>{t('progress.counting', { count: files, files: number.format(files) })}</span>
      </div>
    );
  return (
    <div className="harvest-progress">
      <progress aria-label={t('progress.label')} value={bytes} max={Math.max(totalBytes, 1)} />
      <span>
        {[
          t('progress.read', { done: size(bytes), all: size(totalBytes) }),
          bytesPerSecond !== undefined && t('progress.rate', { rate: size(bytesPerSecond) }),
          leftUs !== undefined && leftUs > 0 && t('progress.left', { time: ageText(leftUs, general) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="quiet">
        {t('progress.found', {
          files: number.format(total),
          unchanged: number.format(unchanged),
          programs: number.format(counts.programs),
          revisions: number.format(counts.revisions),
          copies: number.format(counts.copies),
        })}
      </span>
    </div>
  );
}

/** What came of it, in one line. */
export function useOutcome(): (harvest: HarvestView) => string {
  const { t, i18n } = useTranslation('harvest');
  const number = new Intl.NumberFormat(i18n.language);
  return ({ counts, state }) => {
    const parts = (['programs', 'revisions', 'copies', 'setApart', 'documents', 'gone', 'skipped'] as const)
      .filter((name) => counts[name] > 0)
      .map((name) => t(`outcome.${name}`, { count: counts[name], number: number.format(counts[name]) }));
    // Of one that did not come to its end nobody knows whether there was anything new.
    if (parts.length === 0) return state === 'finished' ? t('outcome.nothing') : '';
    return parts.join(', ');
  };
}
