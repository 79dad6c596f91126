/** Follows the logbook and sends events to a collector of OpenTelemetry: each at least once, as long as it does not fall too far behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type config } from '@mantinel/contract';
import { type Event, isVisibleAt, type Position, toOtlp } from '@mantinel/domain';
import type { Cursor, EventStore } from '@mantinel/logbook';
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

/** Best effort: retention waits for no collector. What it missed becomes a gap event of the logbook. */
const mostBehind = 1_000_000;
const largestRequest = 512;
const commitEveryUs = 1_000_000;
const firstRetryMs = 500;
const longestRetryMs = 30_000;
/** What may pass (OTLP/HTTP, "Retryable Response Codes"); anything else would be refused again. */
const mayPass = new Set([429, 502, 503, 504]);
const cursorName = 'otlp-out';

export function sendOtlp({ to, logbook, outgoing, nowUs, log }: SendOtlpOptions): OtlpSender {
  const stopping = new AbortController();
  const { signal } = stopping;
  const url = `${to.url.replace(/\/$/, '')}/v1/logs`;
  const seen = { sent: 0, refused: 0 };

  const goesOut = (event: Event): boolean =>
    event.kind !== 'audit' && isVisibleAt(to.level, event) && !cameBack(event);

  /** Of a collector that sends on to us: it would go round for ever. */
  const cameBack = ({ attributes }: Event): boolean =>
    String(attributes['mantinel.id'] ?? '').startsWith(`${logbook.node}.`) &&
    String(attributes.receivedBy ?? '').startsWith('otlp/');

  /** Until the collector has taken or refused them. Throws when stopped. */
  async function send(events: readonly Event[]): Promise<void> {
    const body = JSON.stringify(toOtlp(events));
    const headers = { ...to.headers, 'content-type': 'application/json' };
    let told = false;
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
        if (answer.status < 300) {
          if (told) log.info({ code: 'otlpOut.sendingAgain' }, 'the collector takes events again');
          return count(events.length, answer.body);
        }
        if (!mayPass.has(answer.status)) {
          seen.refused += events.length;
          log.error(
            { code: 'otlpOut.refused', status: answer.status, events: events.length },
            'the collector refused events; they are not sent to it again',
          );
          return;
        }
        askedMs = Number(answer.headers['retry-after'] ?? 0) * 1000 || 0;
        if (!told)
          log.warn({ code: 'otlpOut.waiting', status: answer.status }, 'the collector takes no events now');
      } catch (err) {
        if (signal.aborted) throw err;
        if (!(err instanceof AppError)) throw err;
        if (!told) log.warn({ code: 'otlpOut.waiting', err }, 'the collector is not reached; tried again');
      }
      told = true;
      await sleep(Math.min(Math.max(waitMs, askedMs), 10 * longestRetryMs), undefined, { signal });
    }
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

  async function follow(): Promise<void> {
    const cursor: Cursor = await logbook.cursor(cursorName, {
      mode: 'best-effort',
      maxLagEvents: mostBehind,
      from: logbook.head,
    });
    let committedUs = nowUs();
    for await (const batch of logbook.read(cursor.position, { signal })) {
      const events = batch.events().filter(goesOut);
      for (let start = 0; start < events.length; start += largestRequest)
        await send(events.slice(start, start + largestRequest));
      const end: Position = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
      if (events.length > 0 || nowUs() - committedUs > commitEveryUs) {
        await cursor.commit(end);
        committedUs = nowUs();
      }
    }
  }

  async function keepGoing(): Promise<void> {
    while (!signal.aborted) {
      try {
        await follow();
      } catch (err) {
        if (signal.aborted) return;
        const code = err instanceof AppError ? err.code : undefined;
        if (code === 'logbook.closed') return;
        log.warn({ code: 'otlpOut.begunAnew', err }, 'events are sent to the collector from now on');
        if (code === 'cursor.unknownEpoch' || code === 'cursor.beyondHead')
          // The logbook came back from a backup: what it held then was sent when it happened.
          await logbook
            .cursor(cursorName, { mode: 'best-effort', maxLagEvents: mostBehind })
            .then((cursor) => cursor.commit(logbook.head));
        await sleep(longestRetryMs / 10, undefined, { signal }).catch(() => undefined);
      }
    }
  }
  const going = keepGoing();

  return {
    figures: () => seen,
    stop: async () => {
      stopping.abort();
      await going;
    },
  };
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
