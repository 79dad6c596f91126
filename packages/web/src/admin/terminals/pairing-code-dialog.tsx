/** The one-time code, shown this once, and where to type it. */
import { Button, Modal } from '@mantine/core';
import type { PairingCode } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';

export function PairingCodeDialog({ made, onClose }: { made: PairingCode; onClose: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Modal
      opened
      onClose={onClose}
      // A click beside it must not lose what is shown only once.
      closeOnClickOutside={false}
      title={t('terminals.codeOf', { name: made.terminal.name })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
    >
      <div className="admin-form">
        <p>{t('terminals.codeHow', { address: `${location.origin}/terminal` })}</p>
        <p className="terminal-code">{made.code}</p>
        <p className="quiet">{t('terminals.codeUntil', { time: timeText(made.expiresUs).slice(11, 16) })}</p>
        <div className="admin-form-end">
          <Button onClick={onClose}>{t('people.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
