/** The code of the administration makes this browser the terminal. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pairTerminal } from '../api/terminals.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';

export function PairingForm({ person }: { person: string | undefined }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => pairTerminal(code),
    // With nothing left of whoever was signed in here.
    onSuccess: () => location.assign('/'),
  });
  return (
    <form
      className="terminal-pairing"
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      <h1>{t('terminal.pairTitle')}</h1>
      <p>{t('terminal.pairText')}</p>
      {person !== undefined && <p role="alert">{t('terminal.pairWarning', { name: person })}</p>}
      <TextInput
        label={t('terminal.pairCode')}
        size="xl"
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        minLength={8}
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {error && <FailureNotice error={error} />}
      <Button type="submit" size="xl" loading={isPending}>
        {t('terminal.pair')}
      </Button>
    </form>
  );
}
