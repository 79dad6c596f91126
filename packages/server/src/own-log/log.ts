/** What the program says of itself: one line for the terminal, one event for the logbook. */
import pino from 'pino';
import type { LogRecord } from './log-record.ts';
import { terminalLine } from './terminal-line.ts';

export type Log = pino.Logger;

export interface LogOptions {
  /** Takes lines for people at a terminal. */
  readonly write: (line: string) => void;
  /** Takes every record; set once the logbook is open. */
  readonly record: (record: LogRecord) => void;
  readonly nowUs: () => number;
}

const secret = ['password', 'token', 'passwordHash', 'authorization', 'cookie'];

export function createLog({ write, record, nowUs }: LogOptions): Log {
  return pino(
    {
      base: null,
      level: 'debug',
      timestamp: () => `,"time":${Math.floor(nowUs() / 1000)}`,
      // Secrets never reach a line, wherever someone puts them.
      redact: { paths: secret.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' },
      serializers: { err: pino.stdSerializers.err },
    },
    {
      write: (json: string) => {
        const parsed = JSON.parse(json) as LogRecord;
        if (parsed.level >= pino.levels.values.info!) write(terminalLine(parsed));
        record(parsed);
      },
    },
  );
}

/** For a piece of work whose own words nobody is to hear. */
export const silentLog = (nowUs: () => number): Log =>
  createLog({ write: () => undefined, record: () => undefined, nowUs });
