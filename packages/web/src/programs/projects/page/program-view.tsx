/** A revision in its code and its path, as it was found. */
import type { ProgramSummary } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getText, textAddress } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { ProgramFrame } from '../../program-frame.tsx';
import { refusalBytes, refusalOf } from '../../reading/refusal.ts';

interface ProgramViewProps {
  readonly program: ProgramSummary;
  readonly revision: number;
}

export function ProgramView({ program: { id, name, revisions }, revision }: ProgramViewProps) {
  const { t } = useTranslation('programs');
  const { data, error, refetch } = useQuery({
    queryKey: ['program-text', id, revision],
    queryFn: ({ signal }) => getText(id, revision, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const refused = data && refusalOf(data.length, data.subarray(0, refusalBytes));
  return (
    <div className="project-program">
      <p className="project-line">
        {t('project.revisionOf', { revision, revisions })}{' '}
        <a href={textAddress(id, revision)} download={name}>
          {t('project.download')}
        </a>
      </p>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {refused && <p className="notice">{t('project.notShown')}</p>}
      {data && !refused && <ProgramFrame key={`${id} ${revision}`} name={name} bytes={data} />}
    </div>
  );
}
