/** How somebody signs in, as far as others look after it: sessions, second factor, tokens. */
import { Button } from '@mantine/core';
import type { GrantView, PersonView } from '@mantinel/contract';
import type { Role } from '@mantinel/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../../account/account.css';
import { SectionFrame } from '../../account/section-frame.tsx';
import { SessionTable } from '../../account/sessions/session-table.tsx';
import { CreateTokenDialog } from '../../account/tokens/create-token-dialog.tsx';
import { TokenTable } from '../../account/tokens/token-table.tsx';
import {
  endSession,
  endSessions,
  getSecondFactor,
  getSessions,
  getTokens,
  resetSecondFactor,
  revokeToken,
} from '../../api/account.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import type { Rights } from '../frame/rights.ts';

interface OfPersonProps {
  readonly person: PersonView;
  readonly rights: Rights;
}

export function SessionsOfPerson({ person: { id, name, place }, rights }: OfPersonProps) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['sessions', id],
    queryFn: ({ signal }) => getSessions(id, signal),
  });
  const [endingAll, setEndingAll] = useState(false);
  const renew = () => void queries.invalidateQueries({ queryKey: ['sessions', id] });
  const mayEnd = rights.at('session.end', place);
  return (
    <SectionFrame
      title={t('sessions.of', { name })}
      actions={
        mayEnd &&
        (query.data?.length ?? 0) > 0 && (
          <button type="button" className="tool-button" onClick={() => setEndingAll(true)}>
            {t('sessions.endAll')}
          </button>
        )
      }
    >
      <Loaded query={query}>
        {(sessions) => (
          <SessionTable
            sessions={sessions}
            end={mayEnd ? (session, reason) => endSession(id, session, reason) : undefined}
            onEnded={renew}
          />
        )}
      </Loaded>
      {endingAll && (
        <ConfirmDialog
          deed={t('sessions.endAllTitle', { name })}
          consequence={t('sessions.endText')}
          act={(reason) => endSessions(id, reason)}
          onDone={renew}
          onClose={() => setEndingAll(false)}
        />
      )}
    </SectionFrame>
  );
}

export function SecondFactorOfPerson({ person: { id, name } }: Pick<OfPersonProps, 'person'>) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['second-factor', id],
    queryFn: ({ signal }) => getSecondFactor(id, signal),
  });
  const [resetting, setResetting] = useState(false);
  return (
    <SectionFrame
      title={t('secondFactor.of')}
      actions={
        query.data?.on && (
          <button type="button" className="tool-button" onClick={() => setResetting(true)}>
            {t('secondFactor.reset')}
          </button>
        )
      }
    >
      <Loaded query={query}>
        {({ on, recoveryCodesLeft }) => (
          <p>
            {t(on ? 'secondFactor.ofOn' : 'secondFactor.ofOff')}{' '}
            {on && t('secondFactor.left', { count: recoveryCodesLeft })}
          </p>
        )}
      </Loaded>
      {resetting && (
        <ConfirmDialog
          deed={t('secondFactor.resetTitle', { name })}
          consequence={t('secondFactor.resetConsequence', { name })}
          act={(reason) => resetSecondFactor(id, reason)}
          onDone={() => void queries.invalidateQueries({ queryKey: ['second-factor', id] })}
          onClose={() => setResetting(false)}
        />
      )}
    </SectionFrame>
  );
}

const deviceRoles: readonly Role[] = ['kiosk', 'machine'];
/** The server's rule: people make their own tokens. */
const isDevice = (grants: readonly GrantView[]): boolean =>
  grants.length > 0 && grants.every(({ role }) => deviceRoles.includes(role));

interface TokensOfPersonProps extends OfPersonProps {
  readonly grants: readonly GrantView[] | undefined;
}

export function TokensOfPerson({ person: { id, name, place }, rights, grants }: TokensOfPersonProps) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['tokens', id], queryFn: ({ signal }) => getTokens(id, signal) });
  const [creating, setCreating] = useState(false);
  const renew = () => void queries.invalidateQueries({ queryKey: ['tokens', id] });
  const device = grants !== undefined && isDevice(grants);
  return (
    <SectionFrame
      title={t('tokens.of', { name })}
      {...(device ? { hint: t('tokens.deviceHint') } : {})}
      actions={
        device &&
        rights.at('person.edit', place) && (
          <Button onClick={() => setCreating(true)}>{t('tokens.create')}</Button>
        )
      }
    >
      <Loaded query={query}>
        {(tokens) => (
          <TokenTable
            tokens={tokens}
            places={rights.places}
            revoke={
              rights.at('token.revoke', place) ? (token, reason) => revokeToken(id, token, reason) : undefined
            }
            onRevoked={renew}
          />
        )}
      </Loaded>
      {creating && (
        <CreateTokenDialog
          title={t('tokens.createFor', { name })}
          person={id}
          grants={grants}
          rights={rights}
          onMade={renew}
          onClose={() => setCreating(false)}
        />
      )}
    </SectionFrame>
  );
}
