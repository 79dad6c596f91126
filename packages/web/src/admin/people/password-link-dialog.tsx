/** The one-time link, shown this once; where it could not be made, why, and how to go on. */
import { Button, Modal } from '@mantine/core';
import type { PasswordLink, PersonView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';
import { SecretDialog } from '../frame/dialog/secret-dialog.tsx';
import { FailureOrProof } from '../frame/failure-or-proof.tsx';

interface PasswordLinkDialogProps {
  readonly person: PersonView;
  readonly link: PasswordLink | undefined;
  readonly failure?: Error | undefined;
  readonly retry?: () => void;
  readonly onClose: () => void;
}

export function PasswordLinkDialog(props: PasswordLinkDialogProps) {
  const {
    person: { name },
    link,
    failure,
    retry,
    onClose,
  } = props;
  const { t } = useTranslation('admin');
  if (link)
    return (
      <SecretDialog
        title={t('people.linkTitle', { name })}
        text={t('people.linkText', { name, time: timeText(link.expiresUs).slice(0, 16) })}
        secret={location.origin + link.path}
        copy={t('people.copy')}
        done={t('people.done')}
        onClose={onClose}
      />
    );
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('people.linkTitle', { name })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      <div className="admin-form">
        <p>{t('people.linkFailed')}</p>
        {failure && <FailureOrProof error={failure} retry={() => retry?.()} />}
        <div className="admin-form-end">
          <Button onClick={onClose}>{t('people.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
