/** One rule: what it is, what can be done with it, and what it told. */
import { Button } from '@mantine/core';
import type { NotificationRuleView } from '@mantinel/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { getRule, getTold, removeRule, testRule } from '../../api/notifications.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { DeliveryState } from '../frame/delivery-state.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { FactList } from '../frame/fact-list.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { PagedTable } from '../frame/table/paged-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { useWhom } from './use-whom.ts';

export function RulePage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['notification-rules', id],
    queryFn: ({ signal }) => getRule(id, signal),
  });
  return <Loaded query={query}>{(rule) => <Rule rule={rule} />}</Loaded>;
}

function Rule({ rule }: { rule: NotificationRuleView }) {
  const { t } = useTranslation('admin');
  const { id, name, when, place, paused, version, delayMinutes, groupMinutes, quiet, steps } = rule;
  const rights = useRights();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [doing, setDoing] = useState<'change' | 'remove'>();
  const close = () => setDoing(undefined);
  const test = useMutation({
    mutationFn: () => testRule(id),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['told', id] }),
  });
  const minutes = (count: number) => t('notifications.inMinutes', { count });
  const whom = useWhom();
  return (
    <>
      <PageHead
        within="notifications"
        title={name}
        actions={
          rights.at('notification.edit', place) && (
            <div className="upkeep-actions">
              <Button loading={test.isPending} onClick={() => test.mutate()}>
                {t('notifications.test')}
              </Button>
              <button type="button" className="tool-button" onClick={() => setDoing('change')}>
                {t('webhooks.change')}
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
          [t('notifications.when'), t(`notifications.trigger.${when.kind}`)],
          ...('codes' in when && when.codes.length > 0
            ? [[t('notifications.codes'), when.codes.join(', ')] as const]
            : []),
          [t('notifications.place'), pathName(rights.places, place)],
          ...steps.map((step): [string, string] => [
            step.afterMinutes === 0
              ? t('notifications.whom')
              : t('notifications.whomLater', { after: minutes(step.afterMinutes) }),
            whom(step),
          ]),
          [t('notifications.delay'), minutes(delayMinutes)],
          [t('notifications.group'), minutes(groupMinutes)],
          [t('notifications.quiet'), quiet ? `${quiet.from}–${quiet.to}` : t('notifications.never')],
          [t('webhooks.state'), t(paused ? 'webhooks.paused' : 'notifications.active')],
        ]}
      />
      <section>
        <h2>{t('notifications.told')}</h2>
        <Told id={id} />
      </section>
      {doing === 'change' && <RuleDialog rights={rights} rule={rule} onClose={close} />}
      {doing === 'remove' && (
        <ConfirmDialog
          deed={t('notifications.removeDeed', { name })}
          consequence={t('notifications.removeText')}
          act={(reason) => removeRule(id, { version, reason })}
          onDone={() => navigate('/admin/notifications')}
          onClose={close}
        />
      )}
    </>
  );
}

function Told({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const query = useInfiniteQuery({
    queryKey: ['told', id],
    queryFn: ({ pageParam, signal }) => getTold(id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 5000,
  });
  return (
    <PagedTable
      query={query}
      rowsOf={(page) => page.notifications}
      none={t('notifications.nothingTold')}
      columns={[
        {
          head: t('webhooks.when'),
          cell: ({ createdUs }) => <span className="admin-nowrap">{timeText(createdUs).slice(0, 19)}</span>,
        },
        { head: t('notifications.message'), cell: ({ subject }) => subject },
        {
          head: t('notifications.whom'),
          wide: true,
          cell: ({ channel, target }) =>
            channel === 'email' ? target : t(`notifications.channel.${channel}`),
        },
        {
          head: t('webhooks.state'),
          cell: ({ state, problem }) => (
            <>
              <DeliveryState state={state} /> {problem}
            </>
          ),
        },
      ]}
    />
  );
}
