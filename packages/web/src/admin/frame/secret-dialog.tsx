/** Something that is shown this once and kept nowhere. */
import { Button, Modal, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../log/detail/copy-button.tsx';

interface SecretDialogProps {
  readonly title: string;
  /** What it is for, and that it is shown only now. */
  readonly text: string;
  readonly secret: string;
  readonly copy: string;
  readonly done: string;
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

export function SecretDialog({ title, text, secret, copy, done, children, onClose }: SecretDialogProps) {
  const { t } = useTranslation('admin');
  return (
    <Modal
      opened
      onClose={onClose}
      // A click beside it or a stray key must not lose what is shown only once.
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={title}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      <div className="admin-form">
        <p>{text}</p>
        <TextInput
          readOnly
          aria-label={title}
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        {children}
        <div className="admin-form-end">
          <CopyButton text={secret} label={copy} className="tool-button" />
          <Button onClick={onClose}>{done}</Button>
        </div>
      </div>
    </Modal>
  );
}
