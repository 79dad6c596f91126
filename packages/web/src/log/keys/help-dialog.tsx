/** The keys, listed. */
import { Kbd, Modal } from '@mantine/core';
import type { TFunction } from 'i18next';
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
      size={720}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <dl className="keys">
        {(Object.keys(commands) as Command[]).map((command) => (
          <div key={command}>
            <dt>
              {commands[command].map((key) => (
                <Kbd key={key}>{keyName(key, t)}</Kbd>
              ))}
            </dt>
            <dd>{t(`help.${command}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
});

/** As it is printed on the keyboards of the language; letters and signs are themselves. */
const named = [
  'ArrowDown',
  'ArrowUp',
  'PageDown',
  'PageUp',
  'Home',
  'End',
  'Enter',
  'Escape',
] as const satisfies string[];

function keyName(key: string, t: TFunction): string {
  if (key === ' ') return t('keyNames.Space');
  const name = named.find((other) => other === key);
  return name === undefined ? key : t(`keyNames.${name}`);
}
