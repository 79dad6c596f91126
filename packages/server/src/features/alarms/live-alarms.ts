/**
 * The alarms as they stand now, folded in memory from the logbook alone: they are there while PostgreSQL is away. Begins at the
 * last checkpoint in the logbook and tells one of its own now and then, so that no start reads far and retention may go on.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import {
  type Alarm,
  type AlarmCheckpoint,
  alarmCheckpointCode,
  alarmFold,
  comparePositions,
  type Position,
  severity,
  type ToldCheckpoint,
} from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import {
  type AlarmRules,
  alarmIdOf,
  checkpointEvents,
  checkpointReader,
  newestCheckpoint,
} from '@mantinel/store';
import type { Log } from '../../own-log/log.ts';

export interface LiveAlarmsOptions {
  readonly logbook: Pick<EventStore, 'append' | 'cursor' | 'epoch' | 'head' | 'page' | 'read'>;
  readonly site: string;
  readonly rules: AlarmRules;
  readonly nowUs: () => number;
  readonly log: Log;
  /** Awaited between pieces of work while it catches up. */
  readonly giveWay: () => Promise<void>;
  /** How often a checkpoint is told when something changed. */
  readonly checkpointMs?: number;
}

export interface Annunciation {
  readonly atUs: number;
  readonly site: string;
  readonly machine: string;
}

export interface LiveAlarms {
  all(): Iterable<Alarm>;
  get(id: string): Alarm | undefined;
  isHeard(machine: string): boolean;
  /** False while events from before the start are still taken up. */
  isUpToDate(): boolean;
  /** Of the last two hours, by this node's clock, in order. */
  recent(): readonly Annunciation[];
  /** Resolves when that event is taken up; rejects when the signal aborts. */
  takenUp(position: Position): Promise<void>;
  /** With those that changed, at most every 50 ms. */
  onChange(listener: (changed: readonly Alarm[]) => void): () => void;
  /** Writes how things stand into the logbook: what is before it is not needed for alarms any more. Before retention removes anything. */
  checkpoint(): Promise<void>;
  stop(): Promise<void>;
}

const beginning: Position = { epoch: 0, seq: 0 };
/** Some milliseconds of work between two turns of the event loop. */
const maxBatch = 1000;
const tellEveryMs = 50;
const dueEveryMs = 1000;
const keptUs = 2 * 3_600_000_000;
const retryMs = 1000;

export function liveAlarms(options: LiveAlarmsOptions): LiveAlarms {
  const { logbook, site, rules, nowUs, log, giveWay, checkpointMs = 600_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const listeners = new Set<(changed: readonly Alarm[]) => void>();
  const changed = new Map<string, Alarm>();
  let waiting: { readonly position: Position; readonly resolve: () => void }[] = [];
  let recent: Annunciation[] = [];
  let at: Position | undefined;
  let upToDate = false;
  let dirty = false;

  const unreadable = (err: unknown) =>
    log.warn({ code: 'alarm.checkpointUnreadable', err }, 'a checkpoint of the alarms is passed over');

  const open = (from?: ToldCheckpoint) =>
    alarmFold(
      {
        ...rules,
        idOf: alarmIdOf,
        read: checkpointReader(),
        onChange: (alarm) => {
          dirty = true;
          changed.set(alarm.id, alarm);
          const last = recent.at(-1);
          if (alarm.quiet || alarm.receivedUs === 0 || (last && alarm.receivedUs < last.atUs)) return;
          // An annunciation changes its alarm for the first time when it is made.
          if (seen.get(alarm.id) !== alarm.episode) {
            seen.set(alarm.id, alarm.episode);
            recent.push({ atUs: alarm.receivedUs, site: alarm.site, machine: alarm.machine });
          }
        },
        onReplaced: (engine) => {
          for (const alarm of engine.alarms.values()) changed.set(alarm.id, alarm);
        },
        onUnreadable: unreadable,
      },
      from,
    );
  const seen = new Map<string, string>();
  let fold = open();

  /** The newest whole one, and with it where to read on. */
  async function begin(): Promise<ToldCheckpoint | undefined> {
    const told = await newestCheckpoint<AlarmCheckpoint>(logbook, { code: alarmCheckpointCode, unreadable });
    return told && { at: told.at, checkpoint: told.content };
  }

  async function follow(from: ToldCheckpoint | undefined): Promise<void> {
    const { head } = logbook;
    fold = open(from);
    at = from?.at;
    recent = [...fold.engine().alarms.values()]
      .filter(({ quiet, receivedUs }) => !quiet && receivedUs > nowUs() - keptUs)
      .map(({ receivedUs, site: of, machine }) => ({ atUs: receivedUs, site: of, machine }))
      .sort((a, b) => a.atUs - b.atUs);
    for (const alarm of fold.engine().alarms.values()) seen.set(alarm.id, alarm.episode);
    // Retention waits for it: what is needed to go on from the checkpoint stays.
    const cursor = await logbook.cursor('alarms', { mode: 'required', ...(at ? { from: at } : {}) });
    if (at && comparePositions(cursor.position, at) < 0) await cursor.commit(at);
    upToDate = isBehind(head) === false;
    for await (const batch of logbook.read(at ?? beginning, { signal, maxBatch })) {
      // The first start on a large log takes up all of it: meanwhile screens are served and machines recorded.
      if (!upToDate) await giveWay();
      for (const event of batch.events()) fold.take(event);
      at = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
      upToDate ||= !isBehind(head);
      const done = waiting.filter(({ position }) => !isBehind(position));
      if (done.length === 0) continue;
      waiting = waiting.filter(({ position }) => isBehind(position));
      for (const { resolve } of done) resolve();
    }
  }

  const isBehind = (position: Position): boolean =>
    position.seq > 0 && (at === undefined || comparePositions(at, position) < 0);

  async function keepGoing(): Promise<void> {
    let from: ToldCheckpoint | undefined;
    let fresh = true;
    while (!signal.aborted) {
      try {
        if (fresh) from = await begin();
        await follow(from);
        return;
      } catch (err) {
        if (signal.aborted) return;
        const code = err instanceof AppError ? err.code : '';
        log.warn({ code: 'alarm.notFollowing', err }, 'the alarms stand still and try again');
        // The logbook came back from a backup and does not know that place: everything it holds is read.
        fresh = !code.startsWith('cursor.');
        from = undefined;
        await sleep(retryMs, undefined, { signal }).catch(() => undefined); // woken to stop
      }
    }
  }

  async function checkpoint(): Promise<void> {
    if (!at) return;
    const told: ToldCheckpoint = { at, checkpoint: fold.engine().checkpoint() };
    dirty = false;
    try {
      await logbook.append({
        events: checkpointEvents({ ...told, site, nowUs: nowUs() }),
        priority: 'audit',
      });
      const cursor = await logbook.cursor('alarms', { mode: 'required', from: told.at });
      await cursor.commit(told.at);
    } catch (error) {
      dirty = true;
      throw error;
    }
  }

  /** What is due happens by an event that follows, so that a replay sees it too; where nothing else comes, this one does. */
  async function letTimePass(): Promise<void> {
    const dueUs = fold.engine().dueUs();
    if (!upToDate || dueUs === undefined || nowUs() < dueUs) return;
    const now = nowUs();
    await logbook.append({
      events: [
        {
          timeUs: now,
          receivedUs: now,
          site,
          kind: 'log',
          severity: severity.debug,
          code: 'alarm.timePassed',
          message: 'A time that was set for an alarm is over.',
          attributes: {},
          quality: 'good',
        },
      ],
      priority: 'audit',
    });
  }

  const tell = () => {
    const oldest = nowUs() - keptUs;
    if (recent.length > 0 && recent[0]!.atUs < oldest) recent = recent.filter(({ atUs }) => atUs >= oldest);
    if (changed.size === 0) return;
    const told = [...changed.values()];
    changed.clear();
    for (const listener of listeners) listener(told);
  };
  const telling = setInterval(tell, tellEveryMs);
  const regularly = (everyMs: number, work: () => Promise<void>) => {
    let under = Promise.resolve();
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      under = work()
        .catch((err: unknown) => {
          log.debug({ code: 'alarm.notWritten', err }, 'the logbook does not take what is told of alarms');
        })
        .finally(() => {
          busy = false;
        });
    }, everyMs);
    return async () => {
      clearInterval(timer);
      await under;
    };
  };
  const stopDue = regularly(dueEveryMs, letTimePass);
  const stopCheckpoints = regularly(checkpointMs, async () => {
    if (dirty && upToDate) await checkpoint();
  });
  const going = keepGoing();

  return {
    all: () => fold.engine().alarms.values(),
    get: (id) => fold.engine().alarms.get(id),
    isHeard: (machine) => fold.engine().isHeard(machine),
    isUpToDate: () => upToDate,
    recent: () => recent,
    takenUp: async (position) => {
      if (!isBehind(position)) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const stopped = () => reject(new AppError('logbook.closed'));
      signal.addEventListener('abort', stopped, { once: true });
      waiting.push({ position, resolve });
      await promise.finally(() => signal.removeEventListener('abort', stopped));
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    checkpoint,
    stop: async () => {
      clearInterval(telling);
      stopping.abort();
      await Promise.all([going, stopDue(), stopCheckpoints()]);
      listeners.clear();
    },
  };
}
