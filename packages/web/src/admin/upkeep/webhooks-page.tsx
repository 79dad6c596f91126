/** Where events are reported to, and each one's reports on a page of its own. */
import './upkeep.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { getWebhooks } from '../../api/webhooks.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { PagedTable } from '../frame/table/paged-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookPage } from './webhook-page.tsx';

export function WebhooksPage() {
  return (
    <Switch>
      <Route path="/admin/webhooks/:id">{({ id }) => <WebhookPage id={id} />}</Route>
      <Route>
        <WebhookList />
      </Route>
    </Switch>
  );
}

function WebhookList() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['webhooks'],
    queryFn: ({ pageParam, signal }) => getWebhooks(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <PageHead
        page="webhooks"
        title={t('pages.webhooks.title')}
        hint={t('pages.webhooks.hint')}
        actions={
          rights.anywhere('webhook.edit') && (
            <Button onClick={() => setAdding(true)}>{t('webhooks.add')}</Button>
          )
        }
      />
      <PagedTable
        query={query}
        rowsOf={(page) => page.webhooks}
        none={t('webhooks.none')}
        columns={[
          {
            head: t('webhooks.name'),
            cell: ({ id, name }) => (
              <Link href={`/admin/webhooks/${encodeURIComponent(id)}`} className="admin-row-link">
                {name}
              </Link>
            ),
          },
          { head: t('webhooks.to'), cell: ({ url }) => URL.parse(url)?.host ?? url },
          { head: t('webhooks.place'), wide: true, cell: ({ place }) => pathName(rights.places, place) },
          {
            head: t('webhooks.what'),
            wide: true,
            cell: ({ codes, level }) => (codes.length > 0 ? codes.join(', ') : t(`webhooks.level.${level}`)),
          },
          {
            head: t('webhooks.state'),
            cell: ({ paused }) => (
              <span className="admin-nowrap">
                <span aria-hidden="true">{paused ? '–' : '●'}</span>{' '}
                {t(paused ? 'webhooks.paused' : 'webhooks.active')}
              </span>
            ),
          },
        ]}
      />
      {adding && <WebhookDialog rights={rights} onClose={() => setAdding(false)} />}
    </>
  );
}
