/** Does something with a passkey; where passkeys cannot work under this address it says why, and what does. */

import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PasskeyNotUsed, passkeyObstacle } from '../../api/passkeys.ts';
import { FailureNotice } from '../failure-notice.tsx';

interface PasskeyButtonProps<T> {
  readonly label: string;
  readonly act: () => Promise<T>;
  readonly onDone: (result: T) => void;
}

export function PasskeyButton<T>({ label, act, onDone }: PasskeyButtonProps<T>) {
  const { mutate, error, isPending } = useMutation({ mutationFn: act, onSuccess: onDone });
  if (passkeyObstacle() !== undefined) return null;
  return (
    <>
      <button type="button" className="tool-button" disabled={isPending} onClick={() => mutate()}>
        <IconKey size={16} aria-hidden="true" /> {label}
      </button>
      {error && <PasskeyFailure error={error} />}
    </>
  );
}

export function PasskeyFailure({ error }: { error: Error }) {
  const { t } = useTranslation();
  return error instanceof PasskeyNotUsed ? (
    <p role="alert">{t('passkey.notUsed')}</p>
  ) : (
    <FailureNotice error={error} />
  );
}

/** Why there is no button. */
export function PasskeyObstacle() {
  const { t } = useTranslation();
  const obstacle = passkeyObstacle();
  return obstacle && <p className="quiet">{t(`passkey.${obstacle}`)}</p>;
}
