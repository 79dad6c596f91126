/** Who looks. */

import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { Session } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/api.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';

export function SignInPage({ state }: { state: Session['state'] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => signIn(name, password),
    onSuccess: (session) => queries.setQueryData(['session'], session),
  });
  return (
    <main className="entry">
      {state !== 'setup' && <p className="header-name">{t('app.name')}</p>}
      <h1>{state === 'setup' ? t('app.name') : t('signIn.title')}</h1>
      {state === 'setup' ? (
        <p>{t('signIn.setUpFirst')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            mutate();
          }}
        >
          <TextInput
            label={t('signIn.name')}
            autoComplete="username"
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {error && <FailureNotice error={error} />}
          <Button type="submit" loading={isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
      )}
    </main>
  );
}
