/** Refused sign-ins in the log: the first few of a minute line by line, a flood as one line that sums it up. */
import type { Log } from '../../../own-log/log.ts';

export interface RefusalLog {
  /** Names stay out: people type passwords into the wrong field. */
  refused(refusal: { readonly reason: string; readonly address: string }): void;
  /** Says what has not been said yet. */
  close(): void;
}

const singly = 5;
const minuteMs = 60_000;
/** Bounds the memory of a flood from everywhere. */
const mostAddresses = 1000;

export function refusalLog(log: Log, periodMs = minuteMs): RefusalLog {
  let inPeriod = 0;
  let unsaid = 0;
  const addresses = new Map<string, number>();
  const reasons = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  function sumUp(): void {
    timer = undefined;
    inPeriod = 0;
    if (unsaid === 0) return;
    const most = [...addresses].sort(([, one], [, other]) => other - one).slice(0, 3);
    log.warn(
      {
        code: 'session.manyRefused',
        refused: unsaid,
        addresses: addresses.size >= mostAddresses ? `${mostAddresses} or more` : addresses.size,
        most: most.map(([address, count]) => `${address} (${count})`).join(', '),
        reasons: [...reasons].map(([reason, count]) => `${reason} (${count})`).join(', '),
      },
      `${unsaid} more sign-ins were refused within a minute`,
    );
    unsaid = 0;
    addresses.clear();
    reasons.clear();
  }

  return {
    refused: ({ reason, address }) => {
      timer ??= setTimeout(sumUp, periodMs).unref();
      inPeriod += 1;
      if (inPeriod <= singly) {
        log.warn({ code: reason, address }, 'a sign-in was refused');
        return;
      }
      unsaid += 1;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      const seen = addresses.get(address);
      if (seen !== undefined || addresses.size < mostAddresses) addresses.set(address, (seen ?? 0) + 1);
    },
    close: () => {
      clearTimeout(timer);
      sumUp();
    },
  };
}
