/** Log files of the configuration, read as they grow into the logbook; where each was read to is durable with its events. */
import { sourceTimeReader, systemEnvironment, type TailedBatch, tailFile } from '@mantinel/connectors';
import { AppError, type config } from '@mantinel/contract';
import { type NewEvent, severity } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import { appendUntilTaken } from '../../../append-until-taken.ts';
import type { Log } from '../../../own-log/log.ts';

export interface TailFilesOptions {
  readonly files: readonly config.TailedFile[];
  readonly site: string;
  readonly logbook: Pick<EventStore, 'append' | 'sourceCursor'>;
  readonly nowUs: () => number;
  readonly log: Log;
}

export interface TailedFiles {
  stop(): Promise<void>;
}

export function tailFiles({ files, site, logbook, nowUs, log }: TailFilesOptions): TailedFiles {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { sleep } = systemEnvironment();
  const waits = (err: AppError) =>
    log.error({ code: 'ingest.notStored', err }, 'what is sent in waits for the disk');

  async function tail({ path, machine, timeZone }: config.TailedFile): Promise<void> {
    const source = `file/${path}`;
    const toEvents = eventMaker({ site, ...(machine === undefined ? {} : { machine }), timeZone });
    while (!signal.aborted) {
      try {
        for await (const batch of tailFile({ path }, logbook.sourceCursor(source), { sleep, signal })) {
          const events = toEvents(batch, nowUs());
          const { cursor } = batch;
          const taken = { events, source: { source, cursor } };
          if (!(await appendUntilTaken(taken, { logbook, signal, waits }))) return;
        }
      } catch (err) {
        if (signal.aborted || (err instanceof AppError && err.code === 'logbook.closed')) return;
        log.error({ code: 'file.notRead', path, err }, 'a log file is not read and begun again');
        await sleep(5000, signal);
      }
    }
  }
  const tails = files.map(tail);

  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(tails);
    },
  };
}

interface Address {
  readonly site: string;
  readonly machine?: string;
}

/** The first word of a line that names a level; what follows may speak of errors without being one. */
const level = /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL)\b/;
const levels: Readonly<Record<string, number>> = {
  TRACE: severity.trace,
  DEBUG: severity.debug,
  NOTICE: severity.info + 1,
  WARN: severity.warn,
  WARNING: severity.warn,
  ERROR: severity.error,
  SEVERE: severity.error,
  CRITICAL: severity.error + 1,
  FATAL: severity.fatal,
};
const time = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/;
const looked = 200;

function eventMaker({ timeZone, ...address }: Address & { readonly timeZone: string }) {
  const readTime = sourceTimeReader(timeZone);
  return ({ file, records, lost }: TailedBatch, receivedUs: number): NewEvent[] => {
    const base = { receivedUs, ...address };
    const gap: NewEvent[] = lost
      ? [
          {
            ...base,
            timeUs: receivedUs,
            kind: 'gap',
            severity: severity.warn,
            code: 'file.gap',
            message: '',
            attributes: { file, reason: lost },
            quality: 'gap',
          },
        ]
      : [];
    return [
      ...gap,
      ...records.map(({ text, latin1, cut, bytes }): NewEvent => {
        const head = text.slice(0, looked);
        const told = time.exec(head)?.[1];
        const timeUs = told === undefined ? undefined : readTime(told);
        return {
          ...base,
          timeUs: timeUs ?? receivedUs,
          kind: 'log',
          severity: levels[level.exec(head)?.[1] ?? ''] ?? severity.info,
          code: 'file.line',
          message: text,
          attributes: {
            file,
            ...(timeUs === undefined ? { receiptTime: true } : {}),
            ...(latin1 ? { encoding: 'latin-1' } : {}),
            ...(cut ? { cutFromBytes: bytes } : {}),
            receivedBy: 'file',
          },
          quality: cut ? 'bad' : 'good',
        };
      }),
    ];
  };
}
