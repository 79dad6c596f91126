/** One's own tokens: making, seeing and revoking them. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../admin/frame/loaded.tsx';
import { useRights } from '../../admin/frame/rights.ts';
import { getTokens, revokeToken } from '../../api/account.ts';
import { SectionFrame } from '../section-frame.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { TokenTable } from './token-table.tsx';

export function TokensSection() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const rights = useRights();
  const query = useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => getTokens(undefined, signal) });
  const [creating, setCreating] = useState(false);
  const renew = () => void queries.invalidateQueries({ queryKey: ['tokens'] });
  return (
    <SectionFrame
      title={t('tokens.title')}
      hint={t('tokens.hint')}
      actions={
        rights.anywhere('token.own') && (
          <Button onClick={() => setCreating(true)}>{t('tokens.create')}</Button>
        )
      }
    >
      <Loaded query={query}>
        {(tokens) => (
          <TokenTable
            tokens={tokens}
            places={rights.places}
            revoke={(token, reason) => revokeToken(undefined, token, reason)}
            onRevoked={renew}
          />
        )}
      </Loaded>
      {creating && (
        <CreateTokenDialog
          title={t('tokens.create')}
          grants={rights.own}
          rights={rights}
          onMade={renew}
          onClose={() => setCreating(false)}
        />
      )}
    </SectionFrame>
  );
}
