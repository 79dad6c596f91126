/** How the program itself is, as it tells everybody who may see it. */
import { type EndingCertificate, expiryWarningDays } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getMachines, getStatus } from '../../api/api.ts';
import { timeText } from '../../log/view/time-text.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { Expiry } from '../keys/expiry.tsx';

export function HealthPage() {
  const { t, i18n } = useTranslation('admin');
  // Asked for itself: the stream renews what the banners need, not every figure.
  const status = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => getStatus(signal),
    refetchInterval: 5000,
  });
  const { data: machines = [] } = useQuery({
    queryKey: ['machines'],
    queryFn: ({ signal }) => getMachines(signal),
  });
  // A recording ends, which is no fault; it is told below.
  const expected = machines.filter(({ connector, connected }) => connector !== 'replay' || connected);
  const count = (value: number) => value.toLocaleString(i18n.language);
  return (
    <>
      <PageHead page="health" title={t('pages.health.title')} hint={t('pages.health.hint')} />
      <Loaded query={status}>
        {({ logbook, store, backup, disk, version, encryption, nowUs }) => (
          <div className="admin-columns">
            <Facts
              title={t('health.recording')}
              good={logbook.state === 'writing'}
              state={t(`health.logbookState.${logbook.state}`)}
              facts={[
                [t('health.problem'), logbook.problem],
                [t('health.events'), count(logbook.events)],
                [t('health.size'), t('health.megabytes', { size: Math.ceil(logbook.bytes / 1e6) })],
                [t('health.free'), disk && t('health.gigabytes', { size: Math.floor(disk.freeBytes / 1e9) })],
                [
                  t('health.fullIn'),
                  disk?.fullInDays === undefined ? undefined : t('health.days', { count: disk.fullInDays }),
                ],
                [t('health.last'), `${logbook.node}.${logbook.epoch}.${logbook.seq}`],
                [t('health.unsealed'), count(logbook.unsealedSegments)],
                [t('health.version'), version],
              ]}
            />
            <Facts
              title={t('health.database')}
              good={store.state === 'ready'}
              state={t(`health.storeState.${store.state}`)}
              facts={[
                [t('health.kindLabel'), t(`health.kind.${store.kind}`)],
                [t('health.problem'), store.problem],
                [t('health.behind'), count(store.behind)],
                [
                  t('health.waiting'),
                  store.waiting.length === 0 ? t('health.nothingWaits') : store.waiting.join('\n'),
                ],
              ]}
            />
            <Facts
              title={t('health.backup')}
              good={backup.state !== 'failed' && backup.state !== 'overdue'}
              open={backup.state === 'unplanned'}
              state={t(`backups.health.${backup.state}`)}
              facts={[
                [t('health.problem'), backup.problem],
                [
                  t('health.lastBackup'),
                  backup.lastUs === undefined ? t('backups.never') : timeText(backup.lastUs).slice(0, 16),
                ],
              ]}
            />
            <Facts
              title={t('health.encryption')}
              good={encryption.problem === undefined && !isEnding(encryption.next, nowUs)}
              state={t(`keys.short.${encryption.mode}`)}
              facts={[
                [t('health.problem'), encryption.problem],
                [t('health.nextEnding'), encryption.next && t(`keys.kind.${encryption.next.kind}`)],
                [t('keys.expires'), encryption.next && <Expiry expiresUs={encryption.next.expiresUs} />],
              ]}
            />
            <Facts
              title={t('health.machines')}
              good={expected.every(({ connected }) => connected)}
              state={`${t('health.connected')}: ${t('health.connectedOf', {
                count: expected.filter(({ connected }) => connected).length,
                total: expected.length,
              })}`}
              facts={machines
                .filter(({ connected }) => !connected)
                .map(({ name, connectionProblem }) => [name, connectionProblem ?? t('health.problem')])}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}

const isEnding = (next: EndingCertificate | undefined, nowUs: number): boolean =>
  next !== undefined && next.expiresUs - nowUs < expiryWarningDays[0] * 86_400e6;

interface FactsProps {
  readonly title: string;
  readonly good: boolean;
  /** Nothing to be good or bad about. */
  readonly open?: boolean;
  readonly state: string;
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
}

function Facts({ title, good, open = false, state, facts }: FactsProps) {
  return (
    <section className="admin-box">
      <h2>{title}</h2>
      <p className={good ? undefined : 'link-lost'}>
        <span aria-hidden="true">{open ? '○' : good ? '●' : '■'}</span> {state}
      </p>
      <dl className="admin-facts">
        {facts
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
