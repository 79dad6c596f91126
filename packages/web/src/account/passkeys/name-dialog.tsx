/** The name of a passkey: before it is made, and when another is wanted. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureOrProof } from '../../admin/frame/failure-or-proof.tsx';
import { PasskeyNotUsed } from '../../api/passkeys.ts';
import { PasskeyFailure } from '../../shell/proof/passkey-button.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly hint?: string;
  readonly submit: string;
  readonly initial: string;
  readonly save: (name: string) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function NameDialog({ title, hint, submit, initial, save, onDone, onClose }: NameDialogProps) {
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const [name, setName] = useState(initial);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => save(name),
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': admin('frame.close') }}
      transitionProps={{ duration: 0 }}
    >
      <form
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        {hint && <p>{hint}</p>}
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.nameHint')}
          required
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error &&
          (error instanceof PasskeyNotUsed ? (
            <PasskeyFailure error={error} />
          ) : (
            <FailureOrProof error={error} retry={() => mutate()} />
          ))}
        <div className="admin-form-end">
          <button type="button" className="tool-button" onClick={onClose}>
            {admin('frame.cancel')}
          </button>
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
