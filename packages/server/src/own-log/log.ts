/** What the program says of itself: one line for the terminal, one event for the logbook. */
import pino from 'pino';
import { terminalLine } from './terminal-line.ts';

export type Log = pino.Logger;

/** A line as pino writes it. */
export interface LogRecord {
  readonly level: number;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly msg?: string;
  /** Stable and dotted; becomes the event's code. */
  readonly code?: string;
  readonly err?: { readonly type?: string; readonly message?: string; readonly stack?: string };
  readonly [key: string]: unknown;
}

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
