/** Before something that is not easily undone: the button names what it does, and to what, and is held for a second. */
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureOrProof } from '../failure-or-proof.tsx';
import { HoldButton } from '../hold/hold-button.tsx';
import { ReasonInput } from './reason-input.tsx';

interface ConfirmDialogProps {
  /** Names the deed and its target: "Remove the line Turning". */
  readonly deed: string;
  /** What follows from it. */
  readonly consequence: string;
  readonly act: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** Nothing is lost by it: a press is enough. */
  readonly harmless?: boolean;
  /** What is done to one's own account asks nobody for a reason. */
  readonly withoutReason?: boolean;
  /** What was done is followed by something that closes it. */
  readonly staysOpen?: boolean;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { deed, consequence, act, onClose, onDone, harmless, withoutReason, staysOpen } = props;
  const { t } = useTranslation('admin');
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => act(reason),
    onSuccess: () => {
      onDone();
      if (!staysOpen) onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={deed}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
    >
      <form
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (harmless) mutate();
        }}
      >
        <p>{consequence}</p>
        {!withoutReason && <ReasonInput value={reason} onChange={setReason} />}
        {error && <FailureOrProof error={error} retry={() => mutate()} />}
        <div className="admin-form-end">
          <button type="button" className="tool-button" onClick={onClose}>
            {t('frame.cancel')}
          </button>
          {harmless ? (
            <Button type="submit" loading={isPending}>
              {deed}
            </Button>
          ) : (
            <HoldButton deed={deed} loading={isPending} onHeld={() => mutate()} />
          )}
        </div>
      </form>
    </Modal>
  );
}
