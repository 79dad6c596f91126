/** Sets up a second factor: the app takes the secret, a code of it proves that, and recovery codes are for the day it is lost. */
import { Button, Modal } from '@mantine/core';
import type { Enrolment } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureOrProof } from '../../admin/frame/failure-or-proof.tsx';
import { enrolSecondFactor } from '../../api/account.ts';
import { ConfirmCode } from './confirm-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  const begin = useMutation({ mutationFn: enrolSecondFactor, onSuccess: setEnrolment });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(codes ? 'secondFactor.codesTitle' : 'secondFactor.title')}
      // Recovery codes are shown once: only whoever says that they are stored closes them.
      closeOnClickOutside={false}
      closeOnEscape={codes === undefined}
      withCloseButton={codes === undefined}
      closeButtonProps={{ 'aria-label': admin('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      {codes ? (
        <RecoveryCodes codes={codes} onStored={onClose} />
      ) : enrolment ? (
        <ConfirmCode enrolment={enrolment} onConfirmed={setCodes} />
      ) : (
        <div className="admin-form">
          <p>{t('secondFactor.app')}</p>
          {begin.error && <FailureOrProof error={begin.error} retry={() => begin.mutate()} />}
          <div className="admin-form-end">
            <button type="button" className="tool-button" onClick={onClose}>
              {admin('frame.cancel')}
            </button>
            <Button loading={begin.isPending} onClick={() => begin.mutate()}>
              {t('secondFactor.begin')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
