/** Keys and certificates: what there is, until when it holds, renewing and replacing, and those of edge nodes. */
import './keys.css';
import { type Keys, type KeyView, paths } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getKeys, renewServerCertificate, replaceAuthority } from '../../api/keys.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { EdgeCertificates } from './edge-certificates.tsx';
import { KeyFacts } from './key-facts.tsx';

export function KeysPage() {
  const { t } = useTranslation('admin');
  const query = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => getKeys(signal) });
  return (
    <>
      <PageHead page="keys" title={t('pages.keys.title')} hint={t('pages.keys.hint')} />
      <Loaded query={query}>{(keys) => <Shown keys={keys} />}</Loaded>
    </>
  );
}

function Shown({ keys: { mode, problem, keys, edges } }: { keys: Keys }) {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const mayManage = rights.anywhere('key.manage');
  const byKind = (kind: KeyView['kind']) => keys.find((key) => key.kind === kind);
  const [server, authority] = [byKind('server'), byKind('authority')];
  const others = keys.filter(({ kind }) => kind !== 'server' && kind !== 'authority');
  return (
    <>
      {problem && (
        <div className="keys-problem" role="alert">
          <strong className="link-lost">
            <span aria-hidden="true">■</span> {problem.title}
          </strong>
          <p>{problem.remedy}</p>
        </div>
      )}
      <div className="admin-columns">
        <section className="admin-box">
          <h2>{t('keys.kind.server')}</h2>
          <p className="keys-text">{t(`keys.mode.${mode}`)}</p>
          {server && <KeyFacts view={server} />}
          {mayManage && mode !== 'off' && <Renewal mode={mode} name={server?.name ?? ''} />}
        </section>
        {authority && (
          <section className="admin-box">
            <h2>{t('keys.kind.authority')}</h2>
            <p className="keys-text">{t('keys.about.authority')}</p>
            <KeyFacts view={authority} />
            <div className="admin-actions keys-actions">
              <a className="tool-button" href={paths.trustFile.replace(':file', 'authority.crt')} download>
                {t('keys.download')}
              </a>
              <a className="tool-button" href={paths.trust}>
                {t('keys.trust')}
              </a>
              {mayManage && mode === 'local' && <Replacement name={authority.name} />}
            </div>
          </section>
        )}
      </div>
      <EdgeCertificates edges={edges} mayManage={mayManage} encrypted={mode !== 'off'} rights={rights} />
      {others.length > 0 && (
        <section>
          <h2>{t('keys.others')}</h2>
          <div className="admin-columns">
            {others.map((view) => (
              <section key={view.kind} className="admin-box">
                <h3>{t(`keys.kind.${view.kind}`)}</h3>
                <p className="keys-text">{t(`keys.about.${view.kind as 'secrets'}`)}</p>
                <KeyFacts view={view} />
              </section>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function Renewal({ mode, name }: { mode: Exclude<Keys['mode'], 'off'>; name: string }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <div className="admin-actions keys-actions">
      <button type="button" className="tool-button" onClick={() => setAsking(true)}>
        {t(`keys.renew.${mode}`)}
      </button>
      {asking && (
        <ConfirmDialog
          deed={t(`keys.renewDeed.${mode}`, { name })}
          consequence={t(`keys.renewText.${mode}`)}
          harmless
          act={renewServerCertificate}
          onDone={() => void queries.invalidateQueries({ queryKey: ['keys'] })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function Replacement({ name }: { name: string }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="tool-button" onClick={() => setAsking(true)}>
        {t('keys.replace')}
      </button>
      {asking && (
        <ConfirmDialog
          deed={t('keys.replaceDeed', { name })}
          consequence={t('keys.replaceText')}
          act={replaceAuthority}
          onDone={() => void queries.invalidateQueries({ queryKey: ['keys'] })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
