/** The shop's programs: projects, their operations drawn as points, where programs come from, and what waits for a person's word. */
import '../admin/frame/admin.css';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useAdminTexts } from '../admin/admin-texts.ts';
import { HarvestPage } from './harvest/harvest-page.tsx';
import { HarvestReport } from './harvest/harvest-report.tsx';
import { useHarvestTexts } from './harvest/harvest-texts.ts';
import { InboxPage } from './inbox/inbox-page.tsx';
import { useProgramTexts } from './program-texts.ts';
import { ExplorerPage } from './projects/explorer/explorer-page.tsx';
import { ProjectList } from './projects/list/project-list.tsx';
import { ProjectPage } from './projects/page/project-page.tsx';
import './programs-page.css';

const tabs = [
  { name: 'projects', path: '/programs' },
  { name: 'explorer', path: '/programs/explorer' },
  { name: 'harvest', path: '/programs/harvest' },
  { name: 'inbox', path: '/programs/inbox' },
] as const;

export function ProgramsPage() {
  const { t } = useTranslation('programs');
  const [path] = useLocation();
  const ready = [useProgramTexts(), useAdminTexts(), useHarvestTexts()].every(Boolean);
  if (!ready) return null;
  const current = tabs.findLast((tab) => path === tab.path || path.startsWith(`${tab.path}/`));
  return (
    <div className="programs">
      <nav className="programs-tabs" aria-label={t('tabs.label')}>
        {tabs.map(({ name, path: to }) => (
          <Link key={name} href={to} aria-current={current?.name === name ? 'page' : undefined}>
            {t(`tabs.${name}`)}
          </Link>
        ))}
        <span className="filters-space" />
        <Link href="/programs/view">{t('viewer.title')}</Link>
      </nav>
      <Switch>
        <Route path="/programs/explorer">
          <ExplorerPage />
        </Route>
        <Route path="/programs/harvest">
          <main className="admin-main programs-main">
            <HarvestPage />
          </main>
        </Route>
        <Route path="/programs/harvest/:id">
          {({ id }) => (
            <main className="admin-main programs-main">
              <HarvestReport key={id} id={id} />
            </main>
          )}
        </Route>
        <Route path="/programs/inbox">
          <main className="admin-main programs-main">
            <InboxPage />
          </main>
        </Route>
        <Route path="/programs/projects/:id">{({ id }) => <ProjectPage key={id} id={id} />}</Route>
        <Route>
          <ProjectList />
        </Route>
      </Switch>
    </div>
  );
}
