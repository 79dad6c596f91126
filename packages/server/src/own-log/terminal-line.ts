/** A log record as one line for a terminal; an error's stack stands below it. */
import type { LogRecord } from './log-record.ts';

const words: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO ',
  40: 'WARN ',
  50: 'ERROR',
  60: 'FATAL',
};

export function terminalLine({ level, time, msg, code, err, ...data }: LogRecord): string {
  const clock = new Date(time).toISOString().slice(11, 23);
  const rest = Object.entries(data).map(([key, value]) => `${key}=${plain(value)}`);
  const head = [
    clock,
    words[level] ?? String(level),
    msg ?? '',
    code === undefined ? '' : `[${code}]`,
    ...rest,
  ];
  const stack =
    err === undefined ? '' : `\n    ${(err.stack ?? err.message ?? '').replaceAll('\n', '\n    ')}`;
  return `${head.filter((word) => word !== '').join(' ')}${stack}\n`;
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
