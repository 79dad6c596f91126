/** Something that is shown this once and kept nowhere. */
import { Button, Modal, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../log/detail/copy-button.tsx';
import { saveText } from '../../../shell/save-text.ts';

interface SecretDialogProps {
  readonly title: string;
  /** What it is for, and that it is shown only now. */
  readonly text: string;
  readonly secret: string;
  readonly copy: string;
  readonly done: string;
  /** It is a text for a file: saved rather than read. */
  readonly file?: { readonly name: string; readonly label: string };
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

export function SecretDialog(props: SecretDialogProps) {
  const { title, text, secret, copy, done, file, children, onClose } = props;
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
        {!file && (
          <TextInput
            readOnly
            aria-label={title}
            value={secret}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        {children}
        <div className="admin-form-end">
          <CopyButton text={secret} label={copy} className="tool-button" />
          {file && (
            <button type="button" className="tool-button" onClick={() => saveText(file.name, secret)}>
              {file.label}
            </button>
          )}
          <Button onClick={onClose}>{done}</Button>
        </div>
      </div>
    </Modal>
  );
}
