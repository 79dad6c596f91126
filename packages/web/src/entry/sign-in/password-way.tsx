/** Name and password, and the code of the second factor where the account asks for one. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/api.ts';
import { refusalOf } from '../../api/request.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { CodeField } from './code-field.tsx';
import type { FormProps } from './way.ts';

export function PasswordWay({ onSignedIn }: Pick<FormProps, 'onSignedIn'>) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => signIn({ name, password, ...(code === undefined ? {} : { code }) }),
    onSuccess: onSignedIn,
    onError: (failure) => {
      // Whether it is asked for or was wrong, the next one is typed into an empty field.
      if (code !== undefined || refusalOf(failure) === 'session.codeRequired') setCode('');
    },
  });
  const asked = code !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      {asked ? (
        <>
          <p>{t('signIn.codeFor', { name })}</p>
          <CodeField value={code} onChange={setCode} />
        </>
      ) : (
        <>
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
            visibilityToggleButtonProps={{ 'aria-label': t('app.showPassword') }}
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </>
      )}
      {error && refusalOf(error) !== 'session.codeRequired' && <FailureNotice error={error} />}
      <Button type="submit" loading={isPending}>
        {t('signIn.submit')}
      </Button>
      {asked && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            reset();
            setCode(undefined);
          }}
        >
          {t('signIn.back')}
        </button>
      )}
    </form>
  );
}
