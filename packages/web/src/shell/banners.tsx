/** What everybody must know whatever the screen: the connection is lost, the disk is full, the database waits. */
import type { Status } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getStatus } from '../api/api.ts';
import { ageText } from '../log/view/time-text.ts';
import { useLink } from './use-link.ts';
import { useNowUs } from './use-now.ts';

export const useStatus = () =>
  useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => getStatus(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function Banners() {
  return (
    <>
      <LinkBanner />
      <StateBanners />
    </>
  );
}

/** Without the connection, which the operator's screen says larger itself. */
export function StateBanners() {
  const { data: status } = useStatus();
  return (
    <>
      {status && <LogbookBanner status={status} />}
      {status && <StoreBanner status={status} />}
    </>
  );
}

function LinkBanner() {
  const { t } = useTranslation();
  const link = useLink();
  if (link.state !== 'lost') return null;
  return <LostBanner heardMs={link.heardMs} problem={link.problem} detail={t('link.technical')} />;
}

function LostBanner({
  heardMs,
  problem,
  detail,
}: {
  heardMs: number | undefined;
  problem: string;
  detail: string;
}) {
  const { t } = useTranslation();
  useNowUs();
  const text =
    heardMs === undefined
      ? t('link.lostNever')
      : // At least a second: "now ago" is no age.
        t('link.lostSince', { age: ageText(Math.max(Date.now() - heardMs, 1000) * 1000, t) });
  return <Banner priority="p1" mark="■" text={text} detail={{ title: detail, text: problem }} />;
}

function LogbookBanner({ status: { logbook } }: { status: Status }) {
  const { t } = useTranslation();
  if (logbook.state === 'writing') return null;
  const text = logbook.state === 'full' ? t('status.logbookFull') : t('status.logbookFailing');
  return (
    <Banner
      priority="p1"
      mark="■"
      text={`${text} ${t('status.logbookRemedy')}`}
      detail={{ title: t('link.technical'), text: logbook.problem }}
    />
  );
}

function StoreBanner({ status: { store } }: { status: Status }) {
  const { t } = useTranslation();
  if (store.state === 'ready' && store.waiting.length === 0) return null;
  const detail = [store.problem, ...store.waiting].filter((line) => line !== undefined).join('\n');
  return (
    <Banner
      priority="p2"
      mark="▲"
      text={t(storeTexts[store.state])}
      detail={{ title: t('link.technical'), text: detail === '' ? undefined : detail }}
    />
  );
}

/** A database that answers can still fail to take up events. */
const storeTexts = {
  starting: 'status.storeStarting',
  unavailable: 'status.storeUnavailable',
  ready: 'status.storeBehind',
} as const;

interface BannerProps {
  readonly priority: 'p1' | 'p2';
  readonly mark: string;
  readonly text: string;
  readonly detail: { readonly title: string; readonly text: string | undefined };
}

function Banner({ priority, mark, text, detail }: BannerProps) {
  return (
    <div className={`banner banner-${priority}`} role="alert">
      <span aria-hidden="true">{mark}</span>
      <span>{text}</span>
      {detail.text !== undefined && (
        <details>
          <summary>{detail.title}</summary>
          <code>{detail.text}</code>
        </details>
      )}
    </div>
  );
}
