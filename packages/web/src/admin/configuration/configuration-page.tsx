/** mantinel.yaml as a form, with word of what waits for a restart and of mistakes made in the file by hand. */
import './configuration.css';
import type { ConfigurationView } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getConfiguration } from '../../api/configuration.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { pagePath } from '../pages.ts';
import { ConfigurationForm } from './configuration-form.tsx';

export function ConfigurationPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const query = useQuery({
    queryKey: ['configuration'],
    queryFn: ({ signal }) => getConfiguration(signal),
    // Not while somebody types: who was faster is told on saving.
    refetchOnWindowFocus: false,
  });
  const may = rights.at('configuration.edit', enterpriseRoot);
  return (
    <>
      <PageHead
        page="configuration"
        title={t('pages.configuration.title')}
        hint={t('pages.configuration.hint')}
      />
      <Loaded query={query}>
        {(view) => (
          <>
            <FileState view={view} />
            <p>
              {t('configuration.machines')} <Link href={pagePath('plant')}>{t('pages.plant.title')}</Link>
            </p>
            <ConfigurationForm
              key={view.problems.length}
              view={view}
              editable={may && view.file !== undefined && view.problems.length === 0}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function FileState({ view: { file, exists, demo, problems, settings } }: { view: ConfigurationView }) {
  const { t } = useTranslation('admin');
  const waiting = settings.filter(({ waits }) => waits).length;
  return (
    <>
      {file === undefined ? (
        <p className="notice" role="alert">
          {t('configuration.noFile')}
        </p>
      ) : (
        <p className="quiet admin-setting-file">
          {exists ? t('configuration.file') : t(demo ? 'configuration.newFileDemo' : 'configuration.newFile')}{' '}
          <code>{file}</code>
        </p>
      )}
      {problems.length > 0 && (
        <div className="notice" role="alert">
          <strong>■ {t('configuration.broken')}</strong>
          <ul>
            {problems.map(({ line, problem, remedy }) => (
              <li key={`${line} ${problem}`}>
                {line !== undefined && t('configuration.line', { line })} {problem}. {remedy}
              </li>
            ))}
          </ul>
        </div>
      )}
      {problems.length === 0 && waiting > 0 && (
        <p className="admin-setting-waits" role="status">
          <span aria-hidden="true">▲ </span>
          {t('configuration.restart', { count: waiting })}
        </p>
      )}
    </>
  );
}
