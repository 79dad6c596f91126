/** Follows the logbook and sends events to a collector of OpenTelemetry: each at least once, as long as it does not fall too far behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError, type config } from '@mantinel/contract';
import { type Event, isVisibleAt, toOtlp } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import { followLogbook } from '../../follow-logbook.ts';
import type { Outgoing } from '../../outgoing/outgoing.ts';
import type { Log } from '../../own-log/log.ts';

export interface SendOtlpOptions {
  readonly to: config.OtlpOut;
  readonly logbook: Pick<EventStore, 'cursor' | 'read' | 'head' | 'node'>;
  readonly outgoing: Outgoing;
  readonly nowUs: () => number;
  readonly log: Log;
}

export interface OtlpSender {
  figures(): { readonly sent: number; readonly refused: number };
  stop(): Promise<void>;
}

/** In libuv's threads: machines are recorded by this one. */
const gzipped = promisify<string, Buffer>(gzip);

const largestRequest = 512;
const firstRetryMs = 500;
const longestRetryMs = 30_000;
/** What may pass (OTLP/HTTP, "Retryable Response Codes"); anything else would be refused again. */
const mayPass = new Set([429, 502, 503, 504]);

export function sendOtlp({ to, logbook, outgoing, nowUs, log }: SendOtlpOptions): OtlpSender {
  const url = `${to.url.replace(/\/$/, '')}/v1/logs`;
  const seen = { sent: 0, refused: 0 };
  let isWaiting = false;

  const goesOut = (event: Event): boolean =>
    event.kind !== 'audit' && isVisibleAt(to.level, event) && !cameBack(event);

  /** Of a collector that sends on to us: it would go round for ever. */
  const cameBack = ({ attributes }: Event): boolean =>
    String(attributes['mantinel.id'] ?? '').startsWith(`${logbook.node}.`) &&
    String(attributes.receivedBy ?? '').startsWith('otlp/');

  /** Until the collector has taken or refused them. Throws when stopped. */
  async function send(events: readonly Event[], signal: AbortSignal): Promise<void> {
    const text = JSON.stringify(toOtlp(events));
    const packed = to.compression === 'gzip';
    const body = packed ? await gzipped(text) : text;
    const headers = {
      ...to.headers,
      'content-type': 'application/json',
      ...(packed ? { 'content-encoding': 'gzip' } : {}),
    };
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
      let askedMs = 0;
      try {
        const answer = await outgoing.call({
          url,
          method: 'POST',
          headers,
          body,
          longestAnswer: 64 * 1024,
          signal,
        });
        const { status } = answer;
        if (status < 300) {
          if (isWaiting) log.info({ code: 'otlpOut.sendingAgain' }, 'the collector takes events again');
          isWaiting = false;
          return count(events.length, answer.body);
        }
        if (!mayPass.has(status)) {
          seen.refused += events.length;
          log.error(
            { code: 'otlpOut.refused', status, events: events.length },
            'the collector refused events; they are not sent to it again',
          );
          return;
        }
        askedMs = Number(answer.headers['retry-after'] ?? 0) * 1000 || 0;
        waits({ status }, 'the collector takes no events now');
      } catch (err) {
        if (signal.aborted || !(err instanceof AppError)) throw err;
        waits({ err }, 'the collector is not reached; tried again');
      }
      await sleep(Math.min(Math.max(waitMs, askedMs), 10 * longestRetryMs), undefined, { signal });
    }
  }

  /** Told once, until something is taken again. */
  function waits(facts: object, sentence: string): void {
    if (!isWaiting) log.warn({ code: 'otlpOut.waiting', ...facts }, sentence);
    isWaiting = true;
  }

  function count(events: number, answer: string): void {
    const { rejected, message } = partOf(answer);
    seen.sent += events - rejected;
    seen.refused += rejected;
    if (rejected > 0)
      log.warn(
        { code: 'otlpOut.refused', events: rejected, said: message },
        'the collector refused some events',
      );
  }

  async function take(events: () => readonly Event[], signal: AbortSignal): Promise<boolean> {
    const going = events().filter(goesOut);
    for (let start = 0; start < going.length; start += largestRequest)
      await send(going.slice(start, start + largestRequest), signal);
    return going.length > 0;
  }

  const following = followLogbook({
    name: 'otlp-out',
    logbook,
    take,
    begunAnew: (err) =>
      log.warn({ code: 'otlpOut.begunAnew', err }, 'events are sent to the collector from now on'),
    failed: (err) => waits({ err }, 'events are not sent to the collector now; tried again'),
    nowUs,
  });

  return { figures: () => seen, stop: following.stop };
}

/** Of an ExportLogsServiceResponse; a collector that answers otherwise has taken all. */
function partOf(answer: string): { rejected: number; message: string } {
  try {
    const { partialSuccess } = JSON.parse(answer) as {
      partialSuccess?: { rejectedLogRecords?: string | number; errorMessage?: string };
    };
    return {
      rejected: Number(partialSuccess?.rejectedLogRecords ?? 0) || 0,
      message: String(partialSuccess?.errorMessage ?? '').slice(0, 500),
    };
  } catch {
    return { rejected: 0, message: '' };
  }
}
