/** By the company's provider, where there is one. */
import { IconBuilding } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { rememberPlace, useProviderLabel, wayToProvider } from '../../shell/proof/provider.ts';
import type { Way } from './way.ts';

function ProviderOffer() {
  const { t } = useTranslation();
  const label = useProviderLabel();
  if (label === undefined) return null;
  return (
    <a className="tool-button" href={wayToProvider('signIn')} onClick={rememberPlace}>
      <IconBuilding size={16} aria-hidden="true" /> {t('provider.signIn', { label })}
    </a>
  );
}

export const providerWay: Way = { name: 'provider', Offer: ProviderOffer };
