/** The live stream of screens: what is durable, at the reader's level, to each browser as fast as that browser reads. */
import type { Readable } from 'node:stream';
import type { AlarmView, Status } from '@mantinel/contract';
import type { Alarm, Condition, Level } from '@mantinel/domain';
import type { EventStore, Scope } from '@mantinel/logbook';
import type { Clock } from '../../clock.ts';
import type { Covered } from '../../http/reads.ts';
import type { Log } from '../../own-log/log.ts';
import type { MachineHall } from '../machines/machine-hall.ts';
import { catchUp, parseLastEventId } from './catch-up.ts';
import { Client, type Row } from './client.ts';

export interface LiveStreamOptions {
  readonly logbook: EventStore;
  readonly machines: Pick<MachineHall, 'views' | 'onChange'>;
  readonly alarms: {
    onChange(listener: (changed: readonly Alarm[]) => void): () => void;
    views(alarms: readonly Alarm[]): AlarmView[];
  };
  readonly status: () => Status;
  readonly clock: Clock;
  readonly log: Log;
  /** At most so long do events wait for company. Default 50. */
  readonly flushEveryMs?: number;
  /** Events of one message; the oldest beyond it are counted as missed. Default 500. */
  readonly eventsPerMessage?: number;
  readonly heartbeatMs: number;
}

export interface OpenStream {
  readonly level: Level;
  /** Of events. */
  readonly scope: Scope;
  /** Only events that match; all when absent. */
  readonly where?: Condition | undefined;
  readonly machineScope: Scope;
  readonly alarmScope: Scope;
  /** Whether the reader may see the status. */
  readonly status: boolean;
  readonly lastEventId: string | undefined;
  /** Asked with each heartbeat: false once the reader signed out or may no longer see this; then the stream ends. */
  readonly mayGoOn: () => Promise<boolean>;
}

export interface OpenedStream {
  readonly content: Readable;
  /** Events that went out so far. */
  readonly covered: () => Covered;
}

export interface LiveStream {
  /** Server-Sent Events of contract/stream.ts; ends when destroyed or when the server stops. */
  open(request: OpenStream): OpenedStream;
  figures(): { readonly clients: number; readonly missed: number };
  close(): void;
}

const statusEveryMs = 2000;
/** Told at once to a browser. */
const mostAlarms = 200;

export function liveStream(options: LiveStreamOptions): LiveStream {
  const {
    logbook,
    machines,
    alarms,
    clock,
    log,
    flushEveryMs = 50,
    eventsPerMessage = 500,
    heartbeatMs = 15_000,
  } = options;
  const clients = new Set<Client>();
  let missedBefore = 0;
  let flushTimer: NodeJS.Timeout | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    flushTimer = undefined;
    flushedAt = performance.now();
    for (const client of clients) client.flush();
  };
  const flushSoon = () => {
    flushTimer ??= setTimeout(flush, Math.max(0, flushedAt + flushEveryMs - performance.now()));
  };

  const unsubscribe = logbook.subscribe((batch) => {
    if (clients.size === 0) return;
    const rows: Row[] = batch.events().map((event) => ({ event, json: undefined }));
    for (const client of clients) for (const row of rows) client.offer(row);
    flushSoon();
  });
  const stopListening = machines.onChange((changed) => {
    for (const client of clients) client.offerMachines(changed);
    if (clients.size > 0) flushSoon();
  });
  const stopAlarms = alarms.onChange((changed) => {
    if (clients.size === 0) return;
    // The newest of a flood; screens ask for the list then.
    const views = alarms.views(changed.slice(-mostAlarms));
    for (const client of clients) client.offerAlarms(views, changed.length > mostAlarms);
    flushSoon();
  });
  let lastStatus = '';
  const statusTimer = setInterval(() => {
    if (clients.size === 0) return;
    const status = options.status();
    const shown = JSON.stringify({ ...status, nowUs: 0 });
    if (shown === lastStatus) return;
    lastStatus = shown;
    for (const client of clients) client.offerStatus(status);
    flushSoon();
  }, statusEveryMs);
  const heartbeat = setInterval(() => {
    for (const client of clients) {
      client.heartbeat();
      client.mayGoOn().then(
        (may) => {
          if (!may) client.destroy();
        },
        (error: unknown) => {
          log.warn(
            { code: 'stream.notChecked', err: error },
            'a screen ended: its reader could not be checked',
          );
          client.destroy();
        },
      );
    }
  }, heartbeatMs);

  return {
    open: ({ lastEventId, ...reader }) => {
      const { level, scope, where } = reader;
      const client = new Client({
        ...reader,
        clock,
        eventsPerMessage,
        openEvent: logbook.personal.openEvent,
      });
      clients.add(client);
      client.once('close', () => {
        clients.delete(client);
        missedBefore += client.missedInAll;
      });
      client.offerStatus(options.status());
      client.offerMachines(machines.views(reader.machineScope));
      const last = parseLastEventId(lastEventId);
      if (last === undefined) client.begin([], 0);
      else
        catchUp(logbook, { after: last, level, scope, where, limit: eventsPerMessage }).then(
          ({ events, missed }) => client.begin(events, missed),
          (error: unknown) => {
            log.warn(
              { code: 'stream.notResumed', err: error },
              'a screen could not be caught up; it goes on live',
            );
            client.begin([], 0);
          },
        );
      return { content: client, covered: () => client.covered };
    },
    figures: () => ({
      clients: clients.size,
      missed: [...clients].reduce((sum, client) => sum + client.missedInAll, missedBefore),
    }),
    close: () => {
      unsubscribe();
      stopListening();
      stopAlarms();
      clearTimeout(flushTimer);
      clearInterval(statusTimer);
      clearInterval(heartbeat);
      for (const client of clients) client.destroy();
      clients.clear();
    },
  };
}
