/** The administration: the pages that the caller may see, each at its own address. */
import './frame/admin.css';
import type { Session } from '@mantinel/contract';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { AdminHome } from './admin-home.tsx';
import { AdminNavigation } from './admin-navigation.tsx';
import { useAdminTexts } from './admin-texts.ts';
import { AuditPage } from './audit/audit-page.tsx';
import { CalendarsPage } from './calendars/calendars-page.tsx';
import { CataloguePage } from './catalogue/catalogue-page.tsx';
import { ConfigurationPage } from './configuration/configuration-page.tsx';
import { DataPage } from './data/data-page.tsx';
import { PageHead } from './frame/page-head.tsx';
import { HealthPage } from './health/health-page.tsx';
import { KeysPage } from './keys/keys-page.tsx';
import { NotificationsPage } from './notifications/notifications-page.tsx';
import { type PageName, pagePath, pages, seenPages } from './pages.ts';
import { PeoplePage } from './people/people-page.tsx';
import { PlantPage } from './plant/plant-page.tsx';
import { JobsPage } from './production/jobs-page.tsx';
import { PartsPage } from './production/parts-page.tsx';
import { RationalisationPage } from './rationalisation/rationalisation-page.tsx';
import { RolesPage } from './roles/roles-page.tsx';
import { TerminalsPage } from './terminals/terminals-page.tsx';
import { BackupsPage } from './upkeep/backups-page.tsx';
import { RetentionPage } from './upkeep/retention-page.tsx';
import { TasksPage } from './upkeep/tasks-page.tsx';
import { WebhooksPage } from './upkeep/webhooks-page.tsx';

const screens: Record<PageName, ComponentType> = {
  plant: PlantPage,
  catalogue: CataloguePage,
  rationalisation: RationalisationPage,
  calendars: CalendarsPage,
  people: PeoplePage,
  terminals: TerminalsPage,
  roles: RolesPage,
  parts: PartsPage,
  jobs: JobsPage,
  audit: AuditPage,
  data: DataPage,
  configuration: ConfigurationPage,
  retention: RetentionPage,
  backups: BackupsPage,
  keys: KeysPage,
  webhooks: WebhooksPage,
  notifications: NotificationsPage,
  tasks: TasksPage,
  health: HealthPage,
};

export function AdminPage({ session }: { session: Session }) {
  const ready = useAdminTexts();
  const [path] = useLocation();
  if (!ready) return null;
  if (session.state !== 'signedIn') return <Redirect to="/" />;
  const seen = seenPages(session);
  return (
    <div className="admin">
      <AdminNavigation pages={seen} />
      <main className="admin-main" key={path}>
        <ErrorBoundary>
          <Switch>
            <Route path="/admin">
              <AdminHome pages={seen} />
            </Route>
            {seen.map(({ name }) => (
              <Route key={name} path={`${pagePath(name)}/*?`} component={screens[name]} />
            ))}
            <Route>
              <NotHere known={pages.some(({ name }) => path.startsWith(pagePath(name)))} />
            </Route>
          </Switch>
        </ErrorBoundary>
      </main>
    </div>
  );
}

function NotHere({ known }: { known: boolean }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <PageHead title={t('frame.title')} />
      <p role="alert">{known ? t('frame.notAllowed') : t('frame.notFound')}</p>
    </>
  );
}
