/** Somebody's accounts of the company's provider: seen, linked by number, taken away. */
import type { PersonView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../../account/account.css';
import { IdentityTable } from '../../account/identities/identity-table.tsx';
import { SectionFrame } from '../../account/section-frame.tsx';
import { getIdentities, linkIdentity, unlinkIdentity } from '../../api/single-sign-on.ts';
import { useProviderLabel } from '../../shell/proof/provider.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';

interface IdentitiesOfPersonProps {
  readonly person: PersonView;
  readonly mayEdit: boolean;
}

export function IdentitiesOfPerson({ person: { id, name }, mayEdit }: IdentitiesOfPersonProps) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const label = useProviderLabel();
  const [linking, setLinking] = useState(false);
  const query = useQuery({
    queryKey: ['identities', id],
    queryFn: ({ signal }) => getIdentities(id, signal),
  });
  const renew = () => void queries.invalidateQueries({ queryKey: ['identities', id] });
  if (label === undefined && (query.data?.length ?? 0) === 0) return null;
  return (
    <SectionFrame
      title={t('identities.of', { name })}
      hint={t('identities.ofHint')}
      actions={
        mayEdit &&
        label !== undefined && (
          <button type="button" className="tool-button" onClick={() => setLinking(true)}>
            {t('identities.linkByNumber')}
          </button>
        )
      }
    >
      <Loaded query={query}>
        {(identities) => (
          <IdentityTable
            identities={identities}
            unlink={mayEdit ? (identity, reason) => unlinkIdentity(id, identity, reason) : undefined}
            onUnlinked={renew}
          />
        )}
      </Loaded>
      {linking && (
        <EditDialog
          title={t('identities.linkTitle', { name })}
          submit={t('identities.linkByNumber')}
          fields={[
            {
              name: 'subject',
              label: t('identities.number', { label }),
              hint: t('identities.numberHint'),
            },
          ]}
          initial={{ version: 0, values: {} }}
          save={({ subject = '' }, { reason }) => linkIdentity(id, subject, reason)}
          onSaved={renew}
          onClose={() => setLinking(false)}
        />
      )}
    </SectionFrame>
  );
}
