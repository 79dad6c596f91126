/** What can be told of a key or certificate: never the key itself. */
import type { KeyView } from '@mantinel/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';
import { Expiry } from './expiry.tsx';
import { Fingerprint } from './fingerprint.tsx';

export function KeyFacts({ view }: { view: KeyView }) {
  const { t } = useTranslation('admin');
  const { name, source, issuer, names, beginsUs, expiresUs, fingerprint } = view;
  return (
    <dl className="admin-facts">
      <Fact name={t('keys.name')}>{name}</Fact>
      <Fact name={t('keys.source')}>{source && t(`keys.from.${source}`)}</Fact>
      <Fact name={t('keys.issuer')}>{issuer === name ? undefined : issuer}</Fact>
      <Fact name={t('keys.names')}>{names?.join('\n')}</Fact>
      <Fact name={t('keys.begins')}>
        {beginsUs === undefined ? undefined : timeText(beginsUs).slice(0, 10)}
      </Fact>
      <Fact name={t('keys.expires')}>
        {expiresUs === undefined ? undefined : <Expiry expiresUs={expiresUs} />}
      </Fact>
      <Fact name={t('keys.fingerprint')}>{fingerprint && <Fingerprint value={fingerprint} />}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
