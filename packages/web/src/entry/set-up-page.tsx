/** The owner's account, by the one-time link printed at start: `/setup#<token>`. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUpOwner } from '../api/api.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';

/** The fragment never reaches a server's log; the query form is accepted from hand-written links. */
const tokenInAddress = (): string =>
  decodeURIComponent(location.hash.slice(1)) || (new URLSearchParams(location.search).get('token') ?? '');

/** The contract's least length of a password (SetUpOwner). */
const leastPassword = 10;

export function SetUpPage() {
  const { t } = useTranslation();
  const [token] = useState(tokenInAddress);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => setUpOwner({ token, name, password }),
    onSuccess: () => location.assign('/'),
  });
  const short = password !== '' && password.length < leastPassword;
  const differ = again !== '' && again !== password;
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
            if (!short && again === password) mutate();
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
          <PasswordInput
            label={t('setUp.password')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            required
            error={short && t('setUp.short')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('setUp.repeat')}
            autoComplete="new-password"
            required
            error={differ && t('setUp.differ')}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          {error && <FailureNotice error={error} />}
          <Button type="submit" loading={isPending}>
            {t('setUp.submit')}
          </Button>
        </form>
      )}
    </main>
  );
}
