/** Lets this browser notify: by its own permission, which only a person's press may ask for. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export function AllowBrowser() {
  const { t } = useTranslation('admin');
  const [state, setState] = useState<NotificationPermission | 'absent'>(() =>
    'Notification' in globalThis ? Notification.permission : 'absent',
  );
  return (
    <p className="quiet admin-above">
      {t(`notifications.here.${state}`)}{' '}
      {state === 'default' && (
        <button
          type="button"
          className="tool-button"
          onClick={() => void Notification.requestPermission().then(setState)}
        >
          {t('notifications.allow')}
        </button>
      )}
    </p>
  );
}
