/** A password that is chosen: twice the same, and long enough. */
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The contract's least length of a password (NewPassword). */
const leastPassword = 12;

/** `onChange` is given undefined while there is no password that could be taken. */
export function NewPassword({ onChange }: { onChange: (password: string | undefined) => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const short = password !== '' && password.length < leastPassword;
  const differ = again !== '' && again !== password;
  const tell = (first: string, second: string) =>
    onChange(first.length >= leastPassword && first === second ? first : undefined);
  return (
    <>
      <PasswordInput
        label={t('setUp.password')}
        description={t('setUp.passwordHint')}
        autoComplete="new-password"
        required
        error={short && t('setUp.short')}
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          tell(event.currentTarget.value, again);
        }}
      />
      <PasswordInput
        label={t('setUp.repeat')}
        autoComplete="new-password"
        required
        error={differ && t('setUp.differ')}
        value={again}
        onChange={(event) => {
          setAgain(event.currentTarget.value);
          tell(password, event.currentTarget.value);
        }}
      />
    </>
  );
}
