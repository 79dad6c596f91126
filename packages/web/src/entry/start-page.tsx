/** The two ways to bring in machines. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useAdminTexts } from '../admin/admin-texts.ts';
import { useStatus } from '../shell/banners.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ReplayForm } from './replay-form.tsx';

export function StartPage() {
  const { t } = useTranslation();
  const { data: status } = useStatus();
  // Of the field for a fresh proof.
  const ready = useAdminTexts();
  if (!ready) return null;
  return (
    <main className="start">
      <h1>{t('start.title')}</h1>
      {status?.demo && <p className="quiet">{t('start.demo')}</p>}
      <Link href="/" className="header-link">
        {t('start.toLog')}
      </Link>
      <div className="start-columns">
        <section>
          <h2>{t('start.connect')}</h2>
          <p className="quiet">{t('start.connectHint')}</p>
          <ConnectForm />
        </section>
        <section>
          <h2>{t('start.replay')}</h2>
          <p className="quiet">{t('start.replayHint')}</p>
          <ReplayForm />
        </section>
      </div>
    </main>
  );
}
