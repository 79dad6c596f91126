/** How somebody signs in without a password, as far as others look after it: passkeys, badges, the first PIN. */
import { Button, TextInput } from '@mantine/core';
import type { BadgeView, PasskeyView, PersonView } from '@mantinel/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasskeyTable } from '../../account/passkeys/passkey-table.tsx';
import { PinForm } from '../../account/pin-form.tsx';
import { SectionFrame } from '../../account/section-frame.tsx';
import { useAgo } from '../../account/use-ago.ts';
import { getPasskeysOf, removePasskeyOf } from '../../api/passkeys.ts';
import { assignBadge, getBadges, removeBadge } from '../../api/terminals.ts';
import { timeText } from '../../log/view/time-text.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { FailureOrProof } from '../frame/failure-or-proof.tsx';
import { Loaded } from '../frame/loaded.tsx';

interface OfPersonProps {
  readonly person: PersonView;
}

export function PasskeysOfPerson({ person: { id, name } }: OfPersonProps) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const key = ['passkeys', id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => getPasskeysOf(id, signal) });
  const [removing, setRemoving] = useState<PasskeyView>();
  return (
    <SectionFrame title={t('passkeys.title')}>
      <Loaded query={query}>
        {(passkeys) => (
          <PasskeyTable
            passkeys={passkeys}
            actions={(passkey) => (
              <button type="button" className="tool-button" onClick={() => setRemoving(passkey)}>
                {t('passkeys.remove')}
              </button>
            )}
          />
        )}
      </Loaded>
      {removing && (
        <ConfirmDialog
          deed={t('passkeys.removeTitle', { name: removing.name })}
          consequence={t('passkeys.removeOfText', { name })}
          act={(reason) => removePasskeyOf(id, removing.id, reason)}
          onDone={() => void queries.invalidateQueries({ queryKey: key })}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </SectionFrame>
  );
}

export function PinOfPerson({ person: { id } }: OfPersonProps) {
  const { t } = useTranslation('account');
  return (
    <SectionFrame title={t('pin.title')} hint={t('pin.hintOf')}>
      <PinForm person={id} />
    </SectionFrame>
  );
}

export function BadgesOfPerson({ person: { id, name } }: OfPersonProps) {
  const { t } = useTranslation('admin');
  const { t: account } = useTranslation('account');
  const ago = useAgo();
  const queries = useQueryClient();
  const key = ['badges', id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => getBadges(id, signal) });
  const [number, setNumber] = useState('');
  const [removing, setRemoving] = useState<BadgeView>();
  const renew = () => void queries.invalidateQueries({ queryKey: key });
  const assigning = useMutation({
    mutationFn: () => assignBadge(id, number.trim()),
    onSuccess: () => {
      setNumber('');
      renew();
    },
  });
  return (
    <SectionFrame title={t('badges.title')} hint={t('badges.hint')}>
      <Loaded query={query}>
        {(badges) =>
          badges.length === 0 ? (
            <p className="admin-empty">{t('badges.none')}</p>
          ) : (
            <div className="admin-table-frame">
              <table className="admin-table">
                <thead>
                  <tr>
                    <th>{t('badges.assigned')}</th>
                    <th>{account('passkeys.used')}</th>
                    <th>
                      <span className="admin-unseen">{t('frame.actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {badges.map((badge) => (
                    <tr key={badge.id}>
                      <th scope="row">{timeText(badge.createdUs).slice(0, 16)}</th>
                      <td>{badge.lastUsedUs === undefined ? account('never') : ago(badge.lastUsedUs)}</td>
                      <td className="admin-row-end">
                        <button type="button" className="tool-button" onClick={() => setRemoving(badge)}>
                          {t('badges.take')}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          // A reader that types into a field ends with Enter, which sends the form.
          assigning.mutate();
        }}
      >
        <TextInput
          label={t('badges.number')}
          description={t('badges.numberHint')}
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={64}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {assigning.error && <FailureOrProof error={assigning.error} retry={() => assigning.mutate()} />}
        <div>
          <Button type="submit" loading={assigning.isPending}>
            {t('badges.assign')}
          </Button>
        </div>
      </form>
      {removing && (
        <ConfirmDialog
          deed={t('badges.takeTitle', { name })}
          consequence={t('badges.takeText')}
          act={(reason) => removeBadge(id, removing.id, reason)}
          onDone={renew}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </SectionFrame>
  );
}
