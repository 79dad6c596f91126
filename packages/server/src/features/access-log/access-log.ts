/**
 * Who read the logbook, what of it, and from where, written into the logbook itself: it needs no database, is sealed, proved and
 * kept like everything that people did. Nobody waits for it: at three in the morning reading goes on while the disk is full, and
 * the entries wait in memory until it takes them.
 */
import { AppError } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { Covered } from '../../http/reads.ts';
import type { Log } from '../../own-log/log.ts';
import { type AccessCode, accessEvent } from './access-event.ts';
import { type Access, askedBy, rangeOf } from './asked.ts';
import { readings } from './readings.ts';
import { tails } from './tails.ts';

export type { Access };

export interface AccessLog {
  look(access: Access, covered: Covered): void;
  /** Call what is returned when the file has ended; `whole`: it was taken to its end. */
  file(access: Access): (covered: Covered, whole: boolean) => void;
  /** Call what is returned when the stream has ended. */
  tail(access: Access): (covered: Covered) => void;
  /** Writes everything that is not told yet. */
  stop(): Promise<void>;
}

export interface AccessLogOptions {
  readonly logbook: Pick<EventStore, 'append' | 'personal'>;
  readonly site: string;
  readonly nowUs: () => number;
  readonly log: Log;
  readonly everyMs?: number;
  /** Entries held while the disk takes none; beyond it the oldest are counted and dropped. */
  readonly mostWaiting?: number;
}

/** Of one batch, so that a long wait does not end in one frame that is too large. */
const mostAtOnce = 100;

export function accessLog(options: AccessLogOptions): AccessLog {
  const { logbook, site, nowUs, log, everyMs = 1000, mostWaiting = 10_000 } = options;
  const looks = readings({ site, nowUs });
  const streams = tails({ site, nowUs });
  let waiting: NewEvent[] = [];
  let lost = 0;
  let failing = false;
  let writing: Promise<void> = Promise.resolve();

  const gather = (all: boolean) => {
    waiting.push(...looks.due(all), ...streams.due(all));
    if (waiting.length <= mostWaiting) return;
    lost += waiting.length - mostWaiting;
    waiting = waiting.slice(-mostWaiting);
  };
  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const events = waiting.slice(0, mostAtOnce);
      try {
        // The first words of a person need a key of their own, which the disk may refuse as well.
        await logbook.append({ events: events.map(logbook.personal.sealEvent), priority: 'audit' });
        failing = false;
      } catch (err) {
        if (!failing)
          log.warn(
            { code: 'accessLog.waits', err },
            'who read the logbook cannot be written yet; it is kept and tried again',
          );
        failing = true;
        if (!(err instanceof AppError) || err.code !== 'logbook.badBatch') return;
        // Waiting mends nothing: what is refused must not hold back what comes after it.
        lost += events.length;
      }
      waiting = waiting.slice(events.length);
      if (lost > 0)
        log.error(
          { code: 'accessLog.lost', entries: lost },
          'entries of who read the logbook were lost while it took none',
        );
      lost = 0;
    }
  }
  const flush = (all = false): Promise<void> => {
    writing = writing.then(() => {
      gather(all);
      return write();
    });
    return writing;
  };
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();

  return {
    look: looks.look,
    file: (access) => {
      const asked = askedBy(access);
      const range = rangeOf(access);
      const beganUs = nowUs();
      const tell = (code: AccessCode, read: Parameters<typeof accessEvent>[2]['read']) => {
        waiting.push(accessEvent(code, asked, { read, site, nowUs: nowUs() }));
        void flush();
      };
      tell('log.exportBegun', range);
      return ({ events, fromUs, toUs }, whole) =>
        tell('log.exportEnded', {
          ...range,
          events,
          ...(fromUs === undefined ? {} : { firstUs: fromUs }),
          ...(toUs === undefined ? {} : { lastUs: toUs }),
          whole,
          sinceUs: beganUs,
        });
    },
    tail: (access) => {
      const ended = streams.begin(access);
      void flush();
      return ended;
    },
    stop: async () => {
      clearInterval(timer);
      await flush(true);
    },
  };
}
