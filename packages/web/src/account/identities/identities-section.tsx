/** One's own accounts of the company's provider; nothing where there is no provider and never was one. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../admin/frame/loaded.tsx';
import { getIdentities, unlinkIdentity } from '../../api/single-sign-on.ts';
import { rememberPlace, useProviderLabel, wayToProvider } from '../../shell/proof/provider.ts';
import { SectionFrame } from '../section-frame.tsx';
import { IdentityTable } from './identity-table.tsx';

export function IdentitiesSection() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const label = useProviderLabel();
  const query = useQuery({
    queryKey: ['identities'],
    queryFn: ({ signal }) => getIdentities(undefined, signal),
  });
  if (label === undefined && (query.data?.length ?? 0) === 0) return null;
  return (
    <SectionFrame
      title={t('identities.title')}
      hint={t('identities.hint')}
      actions={
        label !== undefined && (
          <a className="tool-button" href={wayToProvider('link')} onClick={rememberPlace}>
            {t('identities.link', { label })}
          </a>
        )
      }
    >
      <Loaded query={query}>
        {(identities) => (
          <IdentityTable
            identities={identities}
            unlink={(identity, reason) => unlinkIdentity(undefined, identity, reason)}
            withoutReason
            onUnlinked={() => void queries.invalidateQueries({ queryKey: ['identities'] })}
          />
        )}
      </Loaded>
    </SectionFrame>
  );
}
