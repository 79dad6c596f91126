/** One press: the browser offers the passkeys of this panel, and no name is asked for. */
import { useTranslation } from 'react-i18next';
import { signInByPasskey } from '../../api/passkeys.ts';
import { PasskeyButton } from '../../shell/proof/passkey-button.tsx';
import type { OfferProps, Way } from './way.ts';

function PasskeyOffer({ onSignedIn }: OfferProps) {
  const { t } = useTranslation();
  return <PasskeyButton label={t('passkey.signIn')} act={signInByPasskey} onDone={onSignedIn} />;
}

export const passkeyWay: Way = { name: 'passkey', Offer: PasskeyOffer };
