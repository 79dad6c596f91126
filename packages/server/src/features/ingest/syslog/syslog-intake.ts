/** From sockets to the logbook: messages wait a moment for each other, senders wait for the disk, and what cannot wait is told as a gap. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppError } from '@mantinel/contract';
import { type NewEvent, severity } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import { appendUntilTaken } from '../../../append-until-taken.ts';
import type { Log } from '../../../own-log/log.ts';

export interface SyslogIntake {
  /** Taken for the next batch; `bytes` of it came over the wire. */
  add(event: NewEvent, bytes: number): void;
  /** Resolves when there is room again; at once where there is. */
  room(): Promise<void>;
  readonly full: boolean;
  /** A message of this sender was left out. */
  dropped(sender: string, reason: 'rate' | 'overrun'): void;
  figures(): { readonly messages: number; readonly malformed: number; readonly dropped: number };
  /** Writes what waits. */
  stop(): Promise<void>;
}

export interface SyslogIntakeOptions {
  readonly logbook: Pick<EventStore, 'append'>;
  readonly site: string;
  readonly nowUs: () => number;
  readonly log: Log;
}

const gatherMs = 20;
const largestBatch = 5000;
/** As latin-1 they are twice as many in the logbook, of which one batch takes 64 MiB. */
const largestBatchBytes = 8 << 20;
const mostWaiting = 20_000;
const mostWaitingBytes = 64 << 20;
const tellEveryUs = 10_000_000;

interface Waiting {
  readonly event: NewEvent;
  readonly bytes: number;
}

interface Dropping {
  count: number;
  fromUs: number;
  toUs: number;
}

export function syslogIntake({ logbook, site, nowUs, log }: SyslogIntakeOptions): SyslogIntake {
  const stopping = new AbortController();
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let working: Promise<void> | undefined;
  let wakeRoom: (() => void)[] = [];
  const drops = new Map<string, Dropping>();
  let toldUs = Number.NEGATIVE_INFINITY;
  const seen = { messages: 0, malformed: 0, dropped: 0 };
  const waits = (err: AppError) =>
    log.error({ code: 'ingest.notStored', err }, 'what is sent in waits for the disk');
  const isFull = () => waiting.length >= mostWaiting || waitingBytes >= mostWaitingBytes;

  const wake = () => {
    working ??= work().finally(() => {
      working = undefined;
    });
  };

  async function work(): Promise<void> {
    for (;;) {
      // Aborting only cuts the moment short: what waits is written all the same.
      await sleep(gatherMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      const gaps = takeDrops();
      const taken = firstOf(waiting);
      const events = [...gaps, ...taken.map(({ event }) => event)];
      if (events.length === 0) return;
      if (!(await appendUntilTaken({ events }, { logbook, signal: stopping.signal, waits }))) return;
      waiting = waiting.slice(taken.length);
      waitingBytes -= bytesOf(taken);
      const woken = wakeRoom;
      wakeRoom = [];
      for (const resolve of woken) resolve();
    }
  }

  /** At most one gap a sender in ten seconds, or a flood would make another. */
  function takeDrops(): NewEvent[] {
    if (drops.size === 0 || (nowUs() - toldUs < tellEveryUs && !stopping.signal.aborted)) return [];
    toldUs = nowUs();
    const gaps = [...drops].map(([name, { count, fromUs, toUs }]): NewEvent => {
      const [reason, sender] = name.split(' ', 2) as [string, string];
      return {
        timeUs: fromUs,
        receivedUs: toldUs,
        site,
        kind: 'gap',
        severity: severity.warn,
        code: 'syslog.dropped',
        message: '',
        attributes: { count, sender, reason, fromUs, toUs },
        quality: 'gap',
      };
    });
    drops.clear();
    return gaps;
  }

  // What was dropped last is told though nothing comes after it.
  const timer = setInterval(() => drops.size > 0 && wake(), tellEveryUs / 1000);

  return {
    add: (event, bytes) => {
      seen.messages += 1;
      if (event.code === 'syslog.malformed') seen.malformed += 1;
      waiting.push({ event, bytes });
      waitingBytes += bytes;
      wake();
    },
    room: () => (isFull() ? new Promise((resolve) => wakeRoom.push(resolve)) : Promise.resolve()),
    get full() {
      return isFull();
    },
    dropped: (sender, reason) => {
      seen.dropped += 1;
      const name = `${reason} ${drops.size < 1000 ? sender : 'others'}`;
      const known = drops.get(name);
      const now = nowUs();
      if (known) {
        known.count += 1;
        known.toUs = now;
      } else drops.set(name, { count: 1, fromUs: now, toUs: now });
      wake();
    },
    figures: () => seen,
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      while (working) await working;
      if (waiting.length > 0 || drops.size > 0) {
        wake();
        await working;
      }
      for (const resolve of wakeRoom) resolve();
    },
  };
}

/** So many of the first that one batch takes them. */
function firstOf(waiting: readonly Waiting[]): Waiting[] {
  let bytes = 0;
  const end = waiting.findIndex((one, at) => {
    const isBeyond = at === largestBatch || bytes >= largestBatchBytes;
    bytes += one.bytes;
    return isBeyond;
  });
  return waiting.slice(0, end < 0 ? undefined : end);
}

const bytesOf = (messages: readonly Waiting[]): number => messages.reduce((sum, { bytes }) => sum + bytes, 0);
