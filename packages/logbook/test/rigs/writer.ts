/** The process that is killed: many concurrent appenders, a subscriber, a consumer and retention, each promise reported. */
import { AppError } from '@mantinel/contract/app-error';
import type { Position } from '@mantinel/domain';
import { type Cursor, type DurableBatch, type EventStore, everything } from '../../src/event-store.ts';
import { appenders, hasBatchId, numberedBatch, recogniseEvent, rigNowUs } from './numbered-batch.ts';
import { openReport, readReport, type Shown } from './report.ts';
import { type RigSettings, storeUnderTest } from './store-under-test.ts';

export interface WriterSettings extends RigSettings {
  readonly directory: string;
  readonly report: string;
  /** Stop by itself after so many batches of each appender. */
  readonly batchesEach?: number;
  /** Pause of each appender between batches, milliseconds. */
  readonly pauseMs?: number;
  readonly withoutRetention?: boolean;
}

const settings: WriterSettings = JSON.parse(process.argv[2]!);
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Each appender's next new number, and the unanswered ones that may be sent again under their name. */
function plan(): { next: number[]; resend: number[][] } {
  const next = Array.from({ length: appenders }, (_, k) => k);
  const open = new Set<number>();
  for (const line of readReport(settings.report)) {
    if (line.type === 'sending') {
      open.add(line.number);
      const k = line.number % appenders;
      next[k] = Math.max(next[k]!, line.number + appenders);
    } else if (line.type === 'acknowledged') open.delete(line.number);
  }
  const resend: number[][] = next.map(() => []);
  for (const number of [...open].filter(hasBatchId).sort((a, b) => a - b))
    resend[number % appenders]!.push(number);
  return { next, resend };
}

/** Neighbouring rows of the same batch as one run; a row that is no numbered event is the store's own. */
function runsOf(batch: DurableBatch): Shown[] {
  const runs: Shown[] = [];
  for (const event of batch.events()) {
    const known = recogniseEvent(event);
    if (known === undefined) {
      if (!event.code.startsWith('logbook.'))
        throw new Error(`a foreign event was shown: ${JSON.stringify(event)}`);
      continue;
    }
    const last = runs.at(-1);
    if (
      last?.number === known.number &&
      last.index + last.count === known.index &&
      last.firstSeq + last.count === event.seq
    )
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ epoch: event.epoch, firstSeq: event.seq, ...known, count: 1 });
  }
  return runs;
}

/** A place that the disk refused is committed with the next one: as a consumer would do. */
async function consume(store: EventStore, signal: AbortSignal, committed: (position: Position) => void) {
  const tried = async (attempt: () => Promise<void>) => {
    await attempt().catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    });
    await sleep(20);
  };
  let cursor: Cursor | undefined;
  while (!signal.aborted && cursor === undefined)
    await tried(async () => {
      cursor = await store.cursor('rig', { mode: 'required' });
    });
  if (cursor === undefined) return;
  const { commit } = cursor;
  for await (const batch of store.read(cursor.position, { signal, maxBatch: 2000 })) {
    const position = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
    await tried(() => commit(position).then(() => committed(position)));
  }
}

async function retain(store: EventStore, signal: AbortSignal) {
  while (!signal.aborted) {
    await store.retain({ days: { developer: 200, technical: 200, operator: 200 }, nowUs: rigNowUs });
    await store.count({ scope: everything, filter: {}, order: 'received' });
    await sleep(70);
  }
}

const { next, resend } = plan();
const report = openReport(settings.report);
const { open, encode } = await storeUnderTest();
const store = await open(settings.directory, settings);
const stopping = new AbortController();
const { signal } = stopping;
report.opened(store.head);
store.subscribe((batch) => report.shown(runsOf(batch)));

async function send(number: number): Promise<void> {
  const batch = numberedBatch(number);
  report.sending(number);
  try {
    const events = number % 3 === 0 ? encode(batch.events) : batch.events;
    report.acknowledged(number, await store.append({ ...batch, events }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report.refused(number, error.code);
    await sleep(10);
  }
}

async function appender(k: number): Promise<void> {
  for (const number of resend[k]!) await send(number);
  let sent = 0;
  for (let number = next[k]!; !signal.aborted; number += appenders) {
    if (settings.batchesEach !== undefined && sent++ >= settings.batchesEach) return;
    await send(number);
    if (settings.pauseMs) await sleep(settings.pauseMs);
  }
}

process.stdin.on('data', () => stopping.abort()).unref();
const background = [
  consume(store, signal, (position) => report.committed(position)),
  settings.withoutRetention ? undefined : retain(store, signal),
];
await Promise.all(Array.from({ length: appenders }, (_, k) => appender(k)));
stopping.abort();
await Promise.all(background);
await store.close();
report.closed();
report.close();
