/** What needs somebody, and how well the alarms do their work. */
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useAlarmTexts } from './alarm-texts.ts';
import { AlarmWordsProvider } from './alarm-words.tsx';
import { AlarmList } from './list/alarm-list.tsx';
import { StatisticsPage } from './statistics/statistics-page.tsx';
import { WhyPage } from './why/why-page.tsx';
import './alarms-page.css';

export function AlarmsPage() {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const [path] = useLocation();
  if (!useAlarmTexts()) return null;
  const onStatistics = path === '/alarm-statistics';
  return (
    <div className="alarms">
      <nav className="alarms-tabs" aria-label={t('title')}>
        <Link href="/alarms" aria-current={onStatistics ? undefined : 'page'}>
          {t('title')}
        </Link>
        <Link href="/alarm-statistics" aria-current={onStatistics ? 'page' : undefined}>
          {t('statistics.title')}
        </Link>
        <span className="filters-space" />
        <Link href="/operator">{general('app.operator')}</Link>
      </nav>
      <AlarmWordsProvider>
        <Switch>
          <Route path="/alarm-statistics">
            <StatisticsPage />
          </Route>
          <Route path="/machines/:machine/why">{({ machine }) => <WhyPage machine={machine} />}</Route>
          <Route path="/alarms/:id?">{({ id }) => <AlarmList opened={id} />}</Route>
        </Switch>
      </AlarmWordsProvider>
    </div>
  );
}
