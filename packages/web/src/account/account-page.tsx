/** What is one's own: how one signs in, where one is signed in, and what signs in for one. */
import '../admin/frame/admin.css';
import './account.css';
import type { Session } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { useAdminTexts } from '../admin/admin-texts.ts';
import { PageHead } from '../admin/frame/page-head.tsx';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { sections } from './sections.ts';

export function AccountPage({ session }: { session: Session }) {
  const ready = useAdminTexts();
  if (session.person === undefined) return <Redirect to="/" />;
  if (!ready) return null;
  return <Sections person={session.person} />;
}

function Sections({ person }: { person: { id: string; name: string } }) {
  const { t } = useTranslation('account');
  return (
    <div className="admin">
      <main className="admin-main account">
        <PageHead title={`${t('title')}: ${person.name}`} hint={t('hint')} />
        {sections.map(({ name, Section }) => (
          <ErrorBoundary key={name}>
            <Section person={person} />
          </ErrorBoundary>
        ))}
      </main>
    </div>
  );
}
