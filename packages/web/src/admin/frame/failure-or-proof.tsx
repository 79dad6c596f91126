/** Why something was refused; where a fresh proof of who asks is wanted, the field for it, and on it goes. */

import { Button, PasswordInput } from '@mantine/core';
import { paths } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proveByPasskey } from '../../api/passkeys.ts';
import { refusalOf, send } from '../../api/request.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { PasskeyButton } from '../../shell/proof/passkey-button.tsx';
import { ProveAtProvider } from '../../shell/proof/prove-at-provider.tsx';

interface FailureOrProofProps {
  readonly error: Error;
  readonly retry: () => void;
}

/** Six digits are the code of an authenticator app: nobody's password is that short. Four times four letters are a recovery code. */
const isCode = (typed: string): boolean => /^(\d{6}|[a-z2-7]{4}(-[a-z2-7]{4}){3})$/i.test(typed);

export function FailureOrProof({ error, retry }: FailureOrProofProps) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const [typed, setTyped] = useState('');
  const proof = useMutation({
    mutationFn: () =>
      send(paths.sessionProof, { body: isCode(typed) ? { code: typed } : { password: typed } }),
    onSuccess: retry,
  });
  if (refusalOf(error) !== 'session.stepUp') return <FailureNotice error={error} />;
  return (
    <div className="admin-form">
      <PasswordInput
        label={t('proof.title')}
        description={t('proof.why')}
        autoComplete="current-password"
        value={typed}
        visibilityToggleButtonProps={{ 'aria-label': general('app.showPassword') }}
        // It may stand within a form that would be sent.
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (typed !== '') proof.mutate();
        }}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {proof.error && <FailureNotice error={proof.error} />}
      <div className="admin-form-end">
        <ProveAtProvider onDone={retry} />
        <PasskeyButton label={t('proof.passkey')} act={proveByPasskey} onDone={retry} />
        <Button disabled={typed === ''} loading={proof.isPending} onClick={() => proof.mutate()}>
          {t('proof.goOn')}
        </Button>
      </div>
    </div>
  );
}
