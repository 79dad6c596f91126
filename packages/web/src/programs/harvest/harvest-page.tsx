/** Where programs come from: folders and uploads, what is being harvested just now, and what was. */
import './harvest.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../admin/frame/loaded.tsx';
import { PageHead } from '../../admin/frame/page-head.tsx';
import { useRights } from '../../admin/frame/rights.ts';
import { getSources } from '../../api/harvest.ts';
import { HarvestHistory } from './harvest-history.tsx';
import { isUnderWay } from './harvest-progress.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceEntry } from './source-entry.tsx';
import { UploadDrop } from './upload-drop.tsx';

export function HarvestPage() {
  const { t } = useTranslation('harvest');
  const rights = useRights();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['harvest-sources'],
    queryFn: ({ signal }) => getSources(signal),
    refetchInterval: ({ state }) =>
      state.data?.some(({ latest }) => latest && isUnderWay(latest)) ? 1000 : 5000,
  });
  const mayEdit = rights.anywhere('program.edit');
  return (
    <>
      <PageHead
        title={t('title')}
        hint={t('hint')}
        actions={mayEdit && <Button onClick={() => setAdding(true)}>{t('addFolder')}</Button>}
      />
      <Loaded query={query}>
        {(sources) => (
          <>
            {mayEdit && <UploadDrop sources={sources} rights={rights} />}
            <section aria-label={t('sources')}>
              <h2>{t('sources')}</h2>
              {sources.length === 0 && <p className="admin-empty">{t(mayEdit ? 'none' : 'noneToRead')}</p>}
              {sources.map((source) => (
                <SourceEntry key={source.id} source={source} rights={rights} />
              ))}
            </section>
            {sources.length > 0 && <HarvestHistory sources={sources} />}
          </>
        )}
      </Loaded>
      {adding && <SourceDialog rights={rights} onClose={() => setAdding(false)} />}
    </>
  );
}
