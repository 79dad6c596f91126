/** One webhook: what it is, what can be done with it, and what became of its reports. */
import { Button } from '@mantine/core';
import type { DeliveryView, WebhookView } from '@mantinel/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import {
  getDeliveries,
  getWebhook,
  newWebhookSecret,
  redeliver,
  removeWebhook,
  testWebhook,
} from '../../api/webhooks.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { DeliveryState } from '../frame/delivery-state.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { SecretDialog } from '../frame/dialog/secret-dialog.tsx';
import { FactList } from '../frame/fact-list.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { MoreButton } from '../frame/table/more-button.tsx';
import { pathName } from '../plant/place-order.ts';
import { WebhookDialog } from './webhook-dialog.tsx';

type Doing = 'change' | 'remove' | 'secret' | { readonly secret: string };

export function WebhookPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => getWebhook(id, signal),
  });
  return <Loaded query={query}>{(webhook) => <Webhook webhook={webhook} />}</Loaded>;
}

function Webhook({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation('admin');
  const { id, name, url, level, codes, place, paused, version } = webhook;
  const rights = useRights();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const renewReports = () => void queries.invalidateQueries({ queryKey: ['deliveries', id] });
  const test = useMutation({ mutationFn: () => testWebhook(id), onSuccess: renewReports });
  const mayEdit = rights.at('webhook.edit', place);
  return (
    <>
      <PageHead
        within="webhooks"
        title={name}
        actions={
          mayEdit && (
            <div className="upkeep-actions">
              <Button disabled={paused} loading={test.isPending} onClick={() => test.mutate()}>
                {t('webhooks.test')}
              </Button>
              <button type="button" className="tool-button" onClick={() => setDoing('change')}>
                {t('webhooks.change')}
              </button>
              <button type="button" className="tool-button" onClick={() => setDoing('secret')}>
                {t('webhooks.newSecret')}
              </button>
              <button type="button" className="tool-button" onClick={() => setDoing('remove')}>
                {t('webhooks.remove')}
              </button>
            </div>
          )
        }
      />
      {test.error && <FailureNotice error={test.error} />}
      <FactList
        facts={[
          [t('webhooks.url'), url],
          [t('webhooks.place'), pathName(rights.places, place)],
          [t('webhooks.what'), t(`webhooks.level.${level}`)],
          [t('webhooks.codes'), codes.length > 0 ? codes.join(', ') : t('webhooks.allCodes')],
          [t('webhooks.state'), t(paused ? 'webhooks.paused' : 'webhooks.active')],
        ]}
      />
      <section>
        <h2>{t('webhooks.reports')}</h2>
        <Deliveries id={id} mayEdit={mayEdit} onSent={renewReports} />
      </section>
      {doing === 'change' && <WebhookDialog rights={rights} webhook={webhook} onClose={close} />}
      {doing === 'remove' && (
        <ConfirmDialog
          deed={t('webhooks.removeDeed', { name })}
          consequence={t('webhooks.removeText')}
          act={(reason) => removeWebhook(id, { version, reason })}
          onDone={() => navigate('/admin/webhooks')}
          onClose={close}
        />
      )}
      {doing === 'secret' && (
        <ConfirmDialog
          deed={t('webhooks.secretDeed', { name })}
          consequence={t('webhooks.newSecretText')}
          act={async (reason) => setDoing({ secret: (await newWebhookSecret(id, reason)).secret })}
          onDone={() => undefined}
          onClose={close}
          staysOpen
        />
      )}
      {typeof doing === 'object' && (
        <SecretDialog
          title={t('webhooks.secretOf', { name })}
          text={t('webhooks.secretText')}
          secret={doing.secret}
          copy={t('webhooks.copySecret')}
          done={t('webhooks.done')}
          onClose={close}
        />
      )}
    </>
  );
}

interface DeliveriesProps {
  readonly id: string;
  readonly mayEdit: boolean;
  readonly onSent: () => void;
}

function Deliveries({ id, mayEdit, onSent }: DeliveriesProps) {
  const { t } = useTranslation('admin');
  const again = useMutation({ mutationFn: (delivery: string) => redeliver(id, delivery), onSuccess: onSent });
  const query = useInfiniteQuery({
    queryKey: ['deliveries', id],
    queryFn: ({ pageParam, signal }) => getDeliveries(id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.deliveries.some((one) => one.state === 'waiting'))
        ? 2000
        : 10_000,
  });
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries);
  const answer = ({ status, problem }: DeliveryView) =>
    problem ?? (status === undefined ? '' : t('webhooks.answered', { status }));
  return (
    <>
      {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {again.error && <FailureNotice error={again.error} />}
      {deliveries?.length === 0 && <p className="admin-empty">{t('webhooks.noReports')}</p>}
      {deliveries && deliveries.length > 0 && (
        <div className="admin-table-frame">
          <table className="admin-table">
            <thead>
              <tr>
                <th>{t('webhooks.when')}</th>
                <th className="admin-wide">{t('webhooks.event')}</th>
                <th>{t('webhooks.state')}</th>
                <th className="admin-number admin-wide">{t('webhooks.attempts')}</th>
                <th className="admin-wide">{t('webhooks.answer')}</th>
                <th>
                  <span className="admin-unseen">{t('frame.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {deliveries.map((delivery) => (
                <tr key={delivery.id} data-state={delivery.state}>
                  <td>
                    <span className="admin-nowrap">{timeText(delivery.createdUs).slice(0, 19)}</span>
                    <div className="admin-narrow">
                      {delivery.code} {answer(delivery)}
                    </div>
                  </td>
                  <td className="admin-wide">{delivery.code}</td>
                  <td>
                    <DeliveryState state={delivery.state} />
                  </td>
                  <td className="admin-number admin-wide">{delivery.attempts}</td>
                  <td className="admin-wide">{answer(delivery)}</td>
                  <td className="admin-row-end">
                    {mayEdit && delivery.state !== 'waiting' && (
                      <button
                        type="button"
                        className="tool-button"
                        disabled={again.isPending}
                        onClick={() => again.mutate(delivery.id)}
                      >
                        {t('webhooks.again')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton query={query} />
    </>
  );
}
