/** The owner's account, by the one-time link printed at start: `/setup#<token>`. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUpOwner } from '../api/api.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { NewPassword } from './new-password.tsx';

/** The fragment never reaches a server's log; the query form is accepted from hand-written links. */
const tokenInAddress = (): string =>
  decodeURIComponent(location.hash.slice(1)) || (new URLSearchParams(location.search).get('token') ?? '');

export function SetUpPage() {
  const { t } = useTranslation();
  const [token] = useState(tokenInAddress);
  const [name, setName] = useState('');
  const [password, setPassword] = useState<string>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (chosen: string) => setUpOwner({ token, name, password: chosen }),
    onSuccess: () => location.assign('/'),
  });
  return (
    <main className="entry">
      <p className="header-name">{t('app.name')}</p>
      <h1>{t('setUp.title')}</h1>
      {token === '' ? (
        <p role="alert">{t('setUp.noToken')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (password !== undefined) mutate(password);
          }}
        >
          <p className="quiet">{t('setUp.hint')}</p>
          <TextInput
            label={t('signIn.name')}
            autoComplete="username"
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NewPassword onChange={setPassword} />
          {error && <FailureNotice error={error} />}
          <Button type="submit" loading={isPending}>
            {t('setUp.submit')}
          </Button>
        </form>
      )}
    </main>
  );
}
