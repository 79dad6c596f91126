/** The secret as a picture and as text, and the first code of it. */
import { Button, TextInput } from '@mantine/core';
import type { Enrolment } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureOrProof } from '../../admin/frame/failure-or-proof.tsx';
import { confirmSecondFactor } from '../../api/account.ts';
import { CopyButton } from '../../log/detail/copy-button.tsx';
import { QrCode } from './qr-code.tsx';

interface ConfirmCodeProps {
  readonly enrolment: Enrolment;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

export function ConfirmCode({ enrolment: { secret, uri }, onConfirmed }: ConfirmCodeProps) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => confirmSecondFactor(code.replaceAll(/\s/g, '')),
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  });
  return (
    <form
      className="admin-form"
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      <p>{t('secondFactor.scan')}</p>
      <div className="account-enrol">
        <QrCode text={uri} label={t('secondFactor.qr')} />
        <div>
          <p>{t('secondFactor.type')}</p>
          <p>
            <code className="account-code">{secret.match(/.{1,4}/g)!.join(' ')}</code>{' '}
            <CopyButton text={secret} label={t('secondFactor.copySecret')} />
          </p>
          <TextInput
            className="code-field"
            label={t('secondFactor.then')}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={9}
            required
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      </div>
      {error && <FailureOrProof error={error} retry={() => mutate()} />}
      <div className="admin-form-end">
        <Button type="submit" loading={isPending}>
          {t('secondFactor.confirm')}
        </Button>
      </div>
    </form>
  );
}
