/** Who is told of what: the rules, and each one's messages on a page of its own. */
import '../upkeep/upkeep.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { getRules } from '../../api/notifications.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { PagedTable } from '../frame/table/paged-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { AllowBrowser } from './allow-browser.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RulePage } from './rule-page.tsx';
import { useWhom } from './use-whom.ts';

export function NotificationsPage() {
  return (
    <Switch>
      <Route path="/admin/notifications/:id">{({ id }) => <RulePage id={id} />}</Route>
      <Route>
        <RuleList />
      </Route>
    </Switch>
  );
}

function RuleList() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const whom = useWhom();
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['notification-rules'],
    queryFn: ({ pageParam, signal }) => getRules(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <PageHead
        page="notifications"
        title={t('pages.notifications.title')}
        hint={t('pages.notifications.hint')}
        actions={
          rights.anywhere('notification.edit') && (
            <Button onClick={() => setAdding(true)}>{t('notifications.add')}</Button>
          )
        }
      />
      <AllowBrowser />
      <PagedTable
        query={query}
        rowsOf={(page) => page.rules}
        none={t('notifications.none')}
        columns={[
          {
            head: t('notifications.name'),
            cell: ({ id, name }) => (
              <Link href={`/admin/notifications/${encodeURIComponent(id)}`} className="admin-row-link">
                {name}
              </Link>
            ),
          },
          {
            head: t('notifications.when'),
            cell: ({ when }) => t(`notifications.trigger.${when.kind}`),
          },
          { head: t('notifications.place'), wide: true, cell: ({ place }) => pathName(rights.places, place) },
          {
            head: t('notifications.whom'),
            wide: true,
            cell: ({ steps }) => whom(...steps),
          },
          {
            head: t('webhooks.state'),
            cell: ({ paused }) => (
              <span className="admin-nowrap">
                <span aria-hidden="true">{paused ? '–' : '●'}</span>{' '}
                {t(paused ? 'webhooks.paused' : 'notifications.active')}
              </span>
            ),
          },
        ]}
      />
      {adding && <RuleDialog rights={rights} onClose={() => setAdding(false)} />}
    </>
  );
}
