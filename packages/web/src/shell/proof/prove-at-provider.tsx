/** A fresh proof by the company's provider, in a tab of its own: what was being entered here stays. */
import { IconBuilding } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { proofChannel, useProviderLabel, wayToProvider } from './provider.ts';

export function ProveAtProvider({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const label = useProviderLabel();
  useEffect(() => {
    if (label === undefined) return undefined;
    const channel = proofChannel();
    channel.onmessage = onDone;
    return () => channel.close();
  }, [label, onDone]);
  if (label === undefined) return null;
  return (
    <a className="tool-button" href={wayToProvider('prove')} target="_blank" rel="noopener">
      <IconBuilding size={16} aria-hidden="true" /> {t('provider.prove', { label })}
    </a>
  );
}
