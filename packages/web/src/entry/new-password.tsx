/** A password that is chosen: twice the same, and long enough. */
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The contract's least length of a password (NewPassword). */
const leastPassword = 12;

interface NewPasswordProps {
  readonly label?: string;
  /** Undefined while there is no password that could be taken. */
  readonly onChange: (password: string | undefined) => void;
}

export function NewPassword({ label, onChange }: NewPasswordProps) {
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
        label={label ?? t('setUp.password')}
        description={t('setUp.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('app.showPassword') }}
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
        visibilityToggleButtonProps={{ 'aria-label': t('app.showPassword') }}
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
