/** A PIN for shared terminals: one's own, or the first one of somebody whose account one manages. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureOrProof } from '../admin/frame/failure-or-proof.tsx';
import { Loaded } from '../admin/frame/loaded.tsx';
import { getPin, removePin, setPin } from '../api/terminals.ts';

export function PinForm({ person }: { person?: string }) {
  const { t } = useTranslation('account');
  const { t: general } = useTranslation();
  const queries = useQueryClient();
  const key = ['pin', person ?? 'own'];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => getPin(person, signal) });
  const [typed, setTyped] = useState('');
  const onSuccess = (state: object) => {
    setTyped('');
    queries.setQueryData(key, state);
  };
  const setting = useMutation({ mutationFn: () => setPin(person, typed), onSuccess });
  const removing = useMutation({ mutationFn: () => removePin(person), onSuccess });
  const error = setting.error ?? removing.error;
  return (
    <Loaded query={query}>
      {({ set, chosen }) => (
        <form
          className="account-form"
          onSubmit={(event) => {
            event.preventDefault();
            setting.mutate();
          }}
        >
          <p>{t(set ? (chosen ? 'pin.set' : 'pin.first') : 'pin.none')}</p>
          <PasswordInput
            label={t(person === undefined ? 'pin.new' : 'pin.newOf')}
            description={t('pin.rule')}
            inputMode="numeric"
            pattern="\d{4,8}"
            maxLength={8}
            autoComplete="off"
            required
            value={typed}
            visibilityToggleButtonProps={{ 'aria-label': general('app.showPassword') }}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {error && <FailureOrProof error={error} retry={() => setting.mutate()} />}
          <div className="admin-actions">
            <Button type="submit" loading={setting.isPending}>
              {t(person === undefined ? 'pin.choose' : 'pin.give')}
            </Button>
            {set && (
              <button
                type="button"
                className="tool-button"
                disabled={removing.isPending}
                onClick={() => removing.mutate()}
              >
                {t('pin.remove')}
              </button>
            )}
          </div>
        </form>
      )}
    </Loaded>
  );
}
