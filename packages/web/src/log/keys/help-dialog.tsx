/** The keys, listed. */
import { Kbd, Modal } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, commands } from './keyboard.ts';
import './help-dialog.css';

export const HelpDialog = memo(function HelpDialog({
  opened,
  onClose,
}: {
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('help.title')}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <dl className="keys">
        {(Object.keys(commands) as Command[]).map((command) => (
          <div key={command}>
            <dt>
              {commands[command].map((key) => (
                <Kbd key={key}>{key === ' ' ? t('help.space') : key}</Kbd>
              ))}
            </dt>
            <dd>{t(`help.${command}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
});
