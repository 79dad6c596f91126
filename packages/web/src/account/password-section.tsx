/** The own password, changed by whoever knows the present one. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../api/account.ts';
import { NewPassword } from '../entry/new-password.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { SectionFrame, type SectionProps } from './section-frame.tsx';

export function PasswordSection({ person }: SectionProps) {
  const { t } = useTranslation('account');
  const { t: general } = useTranslation();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState<string>();
  const { mutate, error, isPending, isSuccess, reset } = useMutation({
    mutationFn: (chosen: string) => changePassword({ present, password: chosen }),
    onSuccess: () => {
      setPresent('');
      setPassword(undefined);
      setOpened(false);
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  return (
    <SectionFrame title={t('password.title')} hint={t('password.hint')}>
      {isSuccess && <p role="status">{t('password.changed')}</p>}
      {opened ? (
        <form
          className="account-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (password !== undefined) mutate(password);
          }}
        >
          {/* Password managers ask whose it is. */}
          <input type="text" autoComplete="username" value={person.name} readOnly hidden />
          <PasswordInput
            label={t('password.present')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': general('app.showPassword') }}
            required
            data-autofocus
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
          <NewPassword label={t('password.new')} onChange={setPassword} />
          {error && <FailureNotice error={error} />}
          <div className="admin-form-end">
            <Button type="submit" loading={isPending}>
              {t('password.change')}
            </Button>
          </div>
        </form>
      ) : (
        <button
          type="button"
          className="tool-button"
          onClick={() => {
            reset();
            setOpened(true);
          }}
        >
          {t('password.change')}
        </button>
      )}
    </SectionFrame>
  );
}
