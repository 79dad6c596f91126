/** Leaves for the company's provider, and takes up what it answered: `/sign-in/provider`. */
import type { SingleSignOnPurpose } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginSingleSignOn, finishSingleSignOn } from '../api/single-sign-on.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { proofChannel, takePlace } from '../shell/proof/provider.ts';

const purposes: readonly SingleSignOnPurpose[] = ['signIn', 'prove', 'link'];

/** Returns what to tell; nothing when the browser goes on elsewhere. */
async function goOn(query: string, hash: string): Promise<'proved' | undefined> {
  const asked = new URLSearchParams(query);
  if (!asked.has('state')) {
    const purpose = purposes.find((one) => one === asked.get('purpose')) ?? 'signIn';
    const invitation = decodeURIComponent(hash.slice(1));
    const { url } = await beginSingleSignOn({ purpose, ...(invitation === '' ? {} : { invitation }) });
    location.replace(url);
    return undefined;
  }
  // The code works once, and belongs into nobody's history.
  history.replaceState(null, '', location.pathname);
  const { purpose } = await finishSingleSignOn(query);
  if (purpose === 'prove') {
    proofChannel().postMessage('proved');
    return 'proved';
  }
  location.replace(takePlace());
  return undefined;
}

export function ProviderPage() {
  const { t } = useTranslation();
  const [{ query, hash }] = useState(() => ({ query: location.search.slice(1), hash: location.hash }));
  const { mutate, error, data } = useMutation({ mutationFn: () => goOn(query, hash) });
  useEffect(() => mutate(), [mutate]);
  return (
    <main className="entry">
      <p className="header-name">{t('app.name')}</p>
      <h1>{t('signIn.title')}</h1>
      {error ? (
        <>
          <FailureNotice error={error} />
          <a className="tool-button" href="/">
            {t('provider.toStart')}
          </a>
        </>
      ) : (
        <p role="status">{t(data === 'proved' ? 'provider.proved' : 'provider.going')}</p>
      )}
    </main>
  );
}
