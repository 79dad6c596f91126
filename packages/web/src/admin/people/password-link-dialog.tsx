/** The one-time link, shown this once: it is kept nowhere. */
import { Button, Modal, TextInput } from '@mantine/core';
import type { PasswordLink, PersonView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../log/detail/copy-button.tsx';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';

interface PasswordLinkDialogProps {
  readonly person: PersonView;
  readonly link: PasswordLink | undefined;
  readonly failure?: unknown;
  readonly onClose: () => void;
}

export function PasswordLinkDialog({ person: { name }, link, failure, onClose }: PasswordLinkDialogProps) {
  const { t } = useTranslation('admin');
  const address = link && location.origin + link.path;
  return (
    <Modal
      opened
      onClose={onClose}
      // A click beside it must not lose what is shown only once.
      closeOnClickOutside={false}
      title={t('people.linkTitle', { name })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      <div className="admin-form">
        {address === undefined ? (
          <>
            <p>{t('people.linkFailed')}</p>
            <FailureNotice error={failure} />
          </>
        ) : (
          <>
            <p>{t('people.linkText', { name, time: timeText(link!.expiresUs).slice(0, 16) })}</p>
            <TextInput
              readOnly
              aria-label={t('people.linkTitle', { name })}
              value={address}
              onFocus={(event) => event.currentTarget.select()}
            />
          </>
        )}
        <div className="admin-form-end">
          {address !== undefined && (
            <CopyButton text={address} label={t('people.copy')} className="tool-button" />
          )}
          <Button onClick={onClose}>{t('people.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
