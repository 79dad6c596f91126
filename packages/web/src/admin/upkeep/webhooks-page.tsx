/** Where events are reported to, and each one's reports on a page of its own. */
import './upkeep.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { getWebhooks } from '../../api/webhooks.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { MoreButton } from '../frame/table/more-button.tsx';
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
  const webhooks = query.data?.pages.flatMap((page) => page.webhooks);
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
      {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {webhooks === undefined && !query.error && <p className="quiet">{t('frame.loading')}</p>}
      {webhooks?.length === 0 && <p className="admin-empty">{t('webhooks.none')}</p>}
      {webhooks && webhooks.length > 0 && (
        <div className="admin-table-frame">
          <table className="admin-table">
            <thead>
              <tr>
                <th>{t('webhooks.name')}</th>
                <th>{t('webhooks.to')}</th>
                <th className="admin-wide">{t('webhooks.place')}</th>
                <th className="admin-wide">{t('webhooks.what')}</th>
                <th>{t('webhooks.state')}</th>
              </tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <tr key={webhook.id}>
                  <th scope="row">
                    <Link
                      href={`/admin/webhooks/${encodeURIComponent(webhook.id)}`}
                      className="admin-row-link"
                    >
                      {webhook.name}
                    </Link>
                  </th>
                  <td>{URL.parse(webhook.url)?.host ?? webhook.url}</td>
                  <td className="admin-wide">{pathName(rights.places, webhook.place)}</td>
                  <td className="admin-wide">
                    {webhook.codes.length > 0
                      ? webhook.codes.join(', ')
                      : t(`webhooks.level.${webhook.level}`)}
                  </td>
                  <td className="admin-nowrap">
                    <span aria-hidden="true">{webhook.paused ? '–' : '●'}</span>{' '}
                    {t(webhook.paused ? 'webhooks.paused' : 'webhooks.active')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton query={query} />
      {adding && <WebhookDialog rights={rights} onClose={() => setAdding(false)} />}
    </>
  );
}
