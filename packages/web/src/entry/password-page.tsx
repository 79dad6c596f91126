/** A password of one's own, by the one-time link that an administrator made: `/password#<token>`. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { choosePassword } from '../api/api.ts';
import { refusalOf } from '../api/request.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { useProviderLabel, wayToProvider } from '../shell/proof/provider.ts';
import { NewPassword } from './new-password.tsx';
import { CodeField } from './sign-in/code-field.tsx';

export function PasswordPage() {
  const { t } = useTranslation();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [password, setPassword] = useState<string>();
  const [code, setCode] = useState<string>();
  const label = useProviderLabel();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (chosen: string) =>
      choosePassword({ token, password: chosen, ...(code === undefined ? {} : { code }) }),
    onSuccess: () => location.assign('/'),
    onError: (failure) => {
      // A link replaces the password, not the phone.
      if (code !== undefined || refusalOf(failure) === 'session.codeRequired') setCode('');
    },
  });
  return (
    <main className="entry">
      <p className="header-name">{t('app.name')}</p>
      <h1>{t('password.title')}</h1>
      {token === '' ? (
        <p role="alert">{t('password.noToken')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (password !== undefined) mutate(password);
          }}
        >
          <p className="quiet">{t('password.hint')}</p>
          <NewPassword onChange={setPassword} />
          {code !== undefined && <CodeField value={code} onChange={setCode} />}
          {error && refusalOf(error) !== 'session.codeRequired' && <FailureNotice error={error} />}
          <Button type="submit" loading={isPending}>
            {t('password.submit')}
          </Button>
          {label !== undefined && (
            <a className="tool-button" href={`${wayToProvider('link')}#${encodeURIComponent(token)}`}>
              {t('provider.instead', { label })}
            </a>
          )}
        </form>
      )}
    </main>
  );
}
