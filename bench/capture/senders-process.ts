/**
 * Fifty machines that send numbered events to `POST /api/v1/events` and send again what was not acknowledged, under the
 * same idempotency key, until it is. What they count is the truth that the logbook is held to. Ends with its parent.
 */
import { paths } from '@mantinel/contract';

export interface SendersOrder {
  readonly url: string;
  readonly token: string;
  readonly machines: readonly string[];
  readonly perSecond: number;
  readonly everyMs: number;
  readonly seconds: number;
}

export interface SendersReport {
  /** Machine → events acknowledged: those with the numbers 0 to count - 1. */
  readonly acknowledged: Readonly<Record<string, number>>;
  readonly requests: number;
  /** What came instead of an acknowledgement → how often. */
  readonly refused: Readonly<Record<string, number>>;
  /** From the first attempt to the acknowledgement. */
  readonly tookMs: readonly number[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** As a control's adapter would: some thousand events are one message at most. */
const mostInOne = 2_000;
const retryMs = 250;

async function sendAll(order: SendersOrder): Promise<SendersReport> {
  const refused: Record<string, number> = {};
  const acknowledged: Record<string, number> = {};
  const tookMs: number[] = [];
  let requests = 0;
  const attempt = async (key: string, body: string): Promise<string> => {
    requests += 1;
    try {
      const answer = await fetch(order.url + paths.events, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${order.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body,
        signal: AbortSignal.timeout(20_000),
      });
      const text = await answer.text();
      if (answer.ok) return '';
      if (answer.status < 500 && answer.status !== 429) throw new Rejected(`${answer.status}: ${text}`);
      return `${answer.status} ${(JSON.parse(text) as { code?: string }).code}`;
    } catch (error) {
      if (error instanceof Rejected) throw error;
      return error instanceof Error
        ? ((error.cause as { code?: string })?.code ?? error.name)
        : String(error);
    }
  };
  const speak = async (machine: string, index: number) => {
    acknowledged[machine] = 0;
    const began = performance.now();
    await pause((order.everyMs * index) / order.machines.length);
    for (let sent = 0; sent < order.perSecond * order.seconds; ) {
      const happened = Math.floor(
        Math.min(order.seconds, (performance.now() - began) / 1000) * order.perSecond,
      );
      const count = Math.min(happened - sent, mostInOne);
      if (count > 0) {
        const body = JSON.stringify({
          events: Array.from({ length: count }, (_, n) => eventOf(machine, sent + n)),
        });
        const first = performance.now();
        for (;;) {
          const why = await attempt(`${machine}-${sent}`, body);
          if (why === '') break;
          refused[why] = (refused[why] ?? 0) + 1;
          await pause(retryMs);
        }
        tookMs.push(performance.now() - first);
        sent += count;
        acknowledged[machine] = sent;
      }
      await pause(order.everyMs);
    }
  };
  await Promise.all(order.machines.map(speak));
  return { acknowledged, requests, refused, tookMs };
}

/** No retry would help: the rig or the product is wrong. */
class Rejected extends Error {}

const eventOf = (machine: string, number: number) => ({
  machine,
  timeUs: Date.now() * 1000,
  kind: number % 10 === 0 ? 'log' : 'sample',
  severity: number % 500 === 0 ? 13 : 9,
  code: number % 10 === 0 ? 'log.cycle' : 'axis.load',
  path: `axis-${number % 7}`,
  message: number % 10 === 0 ? `Cycle ${number} finished, deviation ${number % 37} um` : '',
  attributes: { value: (number * 7) % 1000, number },
});

process.once('message', async (order: SendersOrder) => {
  process.send!(await sendAll(order));
});
process.once('disconnect', () => process.exit(0));
