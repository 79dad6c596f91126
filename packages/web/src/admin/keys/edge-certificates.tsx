/** Certificates by which edge nodes sign in. */
import { Button } from '@mantine/core';
import type { EdgeCertificateView } from '@mantinel/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgo } from '../../account/use-ago.ts';
import { revokeCertificate } from '../../api/keys.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import { RowTable } from '../frame/table/row-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { Expiry } from './expiry.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { IssueDialog } from './issue-dialog.tsx';

interface EdgeCertificatesProps {
  readonly edges: readonly EdgeCertificateView[];
  readonly mayManage: boolean;
  /** Without TLS nobody is asked for a certificate. */
  readonly encrypted: boolean;
  readonly rights: Rights;
}

export function EdgeCertificates({ edges, mayManage, encrypted, rights }: EdgeCertificatesProps) {
  const { t } = useTranslation('admin');
  const ago = useAgo();
  const queries = useQueryClient();
  const [issuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<EdgeCertificateView>();
  return (
    <section>
      <div className="admin-head-line keys-head">
        <h2>{t('keys.edges')}</h2>
        {mayManage && encrypted && (
          <div className="admin-actions">
            <Button onClick={() => setIssuing(true)}>{t('keys.issue')}</Button>
          </div>
        )}
      </div>
      <RowTable
        rows={edges}
        none={t(encrypted ? 'keys.noEdges' : 'keys.edgesOff')}
        columns={[
          {
            head: t('keys.edge'),
            cell: ({ name, personName }) => (
              <>
                {name}
                <div className="quiet">{personName}</div>
              </>
            ),
          },
          { head: t('keys.place'), wide: true, cell: ({ place }) => pathName(rights.places, place) },
          {
            head: t('keys.fingerprint'),
            wide: true,
            cell: ({ fingerprint }) => <Fingerprint value={fingerprint} />,
          },
          {
            head: t('keys.used'),
            wide: true,
            cell: ({ lastUsedUs }) => (lastUsedUs === undefined ? t('keys.never') : ago(lastUsedUs)),
          },
          { head: t('keys.expires'), cell: ({ expiresUs }) => <Expiry expiresUs={expiresUs} /> },
        ]}
        {...(mayManage && {
          action: (edge: EdgeCertificateView) => (
            <button
              type="button"
              className="tool-button"
              aria-label={t('keys.revokeDeed', { name: edge.name })}
              onClick={() => setRevoking(edge)}
            >
              {t('keys.revoke')}
            </button>
          ),
        })}
      />
      {issuing && <IssueDialog rights={rights} onClose={() => setIssuing(false)} />}
      {revoking && (
        <ConfirmDialog
          deed={t('keys.revokeDeed', { name: revoking.name })}
          consequence={t('keys.revokeText')}
          act={(reason) => revokeCertificate(revoking.id, reason)}
          onDone={() => void queries.invalidateQueries({ queryKey: ['keys'] })}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </section>
  );
}
