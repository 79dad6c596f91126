/** Carries the program's own log records into the logbook: bounded, after the machines, and never about itself. */
import type { Attributes, AttributeValue, NewEvent, Severity } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { LogRecord } from './log-record.ts';

export interface OwnLogOptions {
  readonly logbook: Pick<EventStore, 'append'>;
  readonly site: string;
  readonly nowUs: () => number;
  /** Where trouble with the logbook itself is told: not through the log, which would feed on itself. */
  readonly complain: (line: string) => void;
  /** Records kept while the logbook is busy. Default 1000. */
  readonly capacity?: number;
  readonly flushEveryMs?: number;
}

export interface OwnLog {
  record(record: LogRecord): void;
  /** Records that found no place since the start. */
  dropped(): number;
  /** Writes what waits; what is recorded afterwards is not kept. */
  close(): Promise<void>;
}

export function ownLog(options: OwnLogOptions): OwnLog {
  const { logbook, site, nowUs, complain, capacity = 1000, flushEveryMs = 200 } = options;
  let ring: NewEvent[] = [];
  let droppedSinceTold = 0;
  let dropped = 0;
  let failing = false;
  let flushing: Promise<void> | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    if (ring.length === 0) return;
    const events = ring;
    ring = [];
    const told = droppedSinceTold;
    droppedSinceTold = 0;
    if (told > 0) events.push(droppedEvent(told, site, nowUs()));
    try {
      await logbook.append({ events, priority: 'log' });
      failing = false;
    } catch (error) {
      const lost = events.length - (told > 0 ? 1 : 0);
      dropped += lost;
      droppedSinceTold += lost + told;
      if (!failing) complain(`own log lines are not stored: ${(error as Error).message}\n`);
      failing = true;
    }
  }
  const flushOnce = () => {
    flushing ??= flush().finally(() => {
      flushing = undefined;
    });
    return flushing;
  };
  const timer = setInterval(() => void flushOnce(), flushEveryMs);
  timer.unref();

  return {
    record: (record) => {
      if (closed) return;
      if (ring.length >= capacity) {
        ring.shift();
        dropped += 1;
        droppedSinceTold += 1;
      }
      ring.push(toEvent(record, site, nowUs()));
    },
    dropped: () => dropped,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}

/** pino's 10 … 60 on the severity numbers of OpenTelemetry. */
const severityOf = (level: number): Severity => Math.min(24, Math.max(1, (level / 10 - 1) * 4 + 1));

function toEvent(
  { level, time, msg, code, err, machine, ...data }: LogRecord,
  site: string,
  nowUs: number,
): NewEvent {
  const error: Attributes =
    err === undefined
      ? {}
      : {
          ...(err.type === undefined ? {} : { exception: err.type }),
          ...(err.message === undefined ? {} : { problem: err.message }),
          ...(err.stack === undefined ? {} : { stack: err.stack }),
        };
  return {
    timeUs: time * 1000,
    receivedUs: nowUs,
    site,
    ...(typeof machine === 'string' ? { machine } : {}),
    kind: 'log',
    severity: severityOf(level),
    code: code ?? 'server.log',
    message: msg ?? '',
    // The record came out of JSON.parse: everything in it is an attribute value.
    attributes: { ...(data as { [key: string]: AttributeValue }), ...error },
    quality: 'good',
  };
}

const droppedEvent = (count: number, site: string, nowUs: number): NewEvent => ({
  timeUs: nowUs,
  receivedUs: nowUs,
  site,
  kind: 'log',
  severity: 13,
  code: 'log.dropped',
  message: `${count} log lines were left out`,
  attributes: { count },
  quality: 'good',
});
