/** Who looks: by name and password, or by one of the other ways that this house has. */
import type { Session } from '@mantinel/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordWay } from './password-way.tsx';
import type { Way } from './way.ts';
import { otherWays } from './ways.ts';

export function SignInPage({ state }: { state: Session['state'] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [way, setWay] = useState<Way>();
  const onSignedIn = (session: Session) => queries.setQueryData(['session'], session);
  if (state === 'setup')
    return (
      <main className="entry">
        <h1>{t('app.name')}</h1>
        <p>{t('signIn.setUpFirst')}</p>
      </main>
    );
  const Form = way?.Form ?? PasswordWay;
  return (
    <main className="entry">
      <p className="header-name">{t('app.name')}</p>
      <h1>{t('signIn.title')}</h1>
      <Form onSignedIn={onSignedIn} onBack={() => setWay(undefined)} />
      {way === undefined && (
        <div className="entry-ways">
          {otherWays.map((one) => (
            <one.Offer key={one.name} onSignedIn={onSignedIn} open={() => setWay(one)} />
          ))}
        </div>
      )}
    </main>
  );
}
