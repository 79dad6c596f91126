/** The way of one machine's signal: its connector's observations, as events, into the logbook, in order, each acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connector, Observation, SourceCursor } from '@mantinel/connectors';
import { AppError, type config } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import type { Batch, EventStore } from '@mantinel/logbook';
import { appendUntilTaken } from '../../append-until-taken.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../own-log/log.ts';
import { sourceBatches } from './source-batches.ts';

/** A machine's voice and the meaning given to it. */
export interface MachineSource {
  readonly connector: Connector;
  /** Throws what stands in the way of observing at all: `deviceModel.unreadable` and its like. Observing opens by itself. */
  readonly open: () => Promise<void>;
  readonly toEvents: (observations: readonly Observation[], receivedUs: number) => readonly NewEvent[];
}
export type OpenSource = (machine: config.Machine) => MachineSource;

export interface RecordOptions {
  readonly machine: string;
  readonly source: MachineSource;
  readonly logbook: EventStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onRecorded: (count: number) => void;
  readonly onRetry: () => void;
  /** The source broke and is begun again later. */
  readonly onBroken: (error: Error) => void;
}

const brokenRetryMs = { first: 1000, longest: 60_000 };

/** Resolves when the source has ended or `signal` aborts; a source that breaks is begun again at its last durable cursor. */
export async function recordMachine(options: RecordOptions): Promise<void> {
  const { signal, log } = options;
  let waitMs = brokenRetryMs.first;
  while (!signal.aborted) {
    try {
      await observe(options);
      return;
    } catch (error) {
      if (signal.aborted || isClosed(error)) return;
      log.error({ code: 'machine.sourceBroke', err: error }, 'the connector broke and is begun again');
      options.onBroken(error as Error);
      await pause(waitMs, signal);
      waitMs = Math.min(waitMs * 2, brokenRetryMs.longest);
    }
  }
}

async function observe(options: RecordOptions): Promise<void> {
  const { machine, source, logbook, clock, signal } = options;
  const from: SourceCursor = logbook.sourceCursor(machine);
  for await (const { observations, cursor } of source.connector.observe(from, signal)) {
    const events = source.toEvents(observations, clock.nowUs());
    for (const batch of sourceBatches({ machine, events, cursor })) {
      if (!(await take(batch, options))) return;
      options.onRecorded(batch.events.length);
    }
  }
}

/** False when aborted before the logbook took the batch. While it waits the connector is not read: the machine's buffer holds. */
async function take(batch: Batch, { logbook, log, signal, onRetry }: RecordOptions): Promise<boolean> {
  let waited = false;
  const waits = (err: AppError) => {
    waited = true;
    log.error({ code: 'machine.notStored', err }, 'events could not be stored; trying again');
  };
  const taken = await appendUntilTaken(batch, { logbook, signal, waits, onRetry });
  if (taken && waited) log.info({ code: 'machine.recordingAgain' }, 'events are stored again');
  return taken;
}

const isClosed = (error: unknown): boolean => error instanceof AppError && error.code === 'logbook.closed';

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Aborting is the way out of the wait, not an error: the caller looks at the signal.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
