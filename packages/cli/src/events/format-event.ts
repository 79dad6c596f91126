/** An event as a line in a terminal, or as a line of JSON. */
import type { Event } from '@mantinel/contract';
import { type Explanation, type SeverityRange, severityRange } from '@mantinel/domain';
import type { Style, Terminal } from '../context.ts';

/** A letter and a colour: the letter alone must do where there is no colour. */
const marks: Readonly<Record<SeverityRange, readonly [letter: string, style: Style]>> = {
  trace: ['T', 'dim'],
  debug: ['D', 'dim'],
  info: ['I', 'reset'],
  warn: ['W', ['yellow', 'bold']],
  error: ['E', ['red', 'bold']],
  fatal: ['F', ['white', 'bgRed', 'bold']],
};

export interface FormatOptions {
  readonly style: Terminal['style'];
  /** IANA time zone of the times shown. */
  readonly timeZone?: string;
}

/**
 * `2026-03-02 06:00:14.020 W mill-1 coolant fanuc.EX1042 COOLANT LEVEL LOW`, times in the reader's zone. With an explanation: what
 * happened in its words, the control's own behind it, and on a line of its own what to do.
 */
export function eventFormatter({
  style,
  timeZone,
}: FormatOptions): (event: Event, explanation?: Explanation) => string {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    ...(timeZone === undefined ? {} : { timeZone }),
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const timeOf = (us: number): string => {
    const ms = Math.floor(us / 1000);
    // Beyond what a Date can hold: shown as it is rather than not at all.
    if (Number.isNaN(new Date(ms).getTime())) return `${us} µs`;
    return `${clock.format(ms)}.${String(((ms % 1000) + 1000) % 1000).padStart(3, '0')}`;
  };
  return (event, explanation) => {
    const [letter, colour] = marks[severityRange(event.severity)];
    const where = (event.machine ?? event.site).padEnd(14);
    const path = (event.path ?? '').padEnd(10);
    const quality = event.quality === 'good' ? '' : style('dim', ` (${event.quality})`);
    const text = explanation ? explainedText(event, explanation) : textOf(event);
    const action = explanation?.texts.action;
    const todo = action === undefined ? '' : `\n${' '.repeat(26)}${style('dim', `→ ${printable(action)}`)}`;
    return `${style('dim', timeOf(event.timeUs))} ${style(colour, letter)} ${where} ${path} ${style('dim', event.code)} ${text}${quality}${todo}`;
  };
}

/** Machines may send control characters; in a terminal they would act instead of being read. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => (character === '\n' ? ' ⏎ ' : '·'));

/** Of a kind of message nothing is said that its own text does not say better. */
function explainedText(event: Event, { texts, generic }: Explanation): string {
  const told = textOf(event);
  if (generic && told !== '') return told;
  return told === '' ? printable(texts.title) : `${printable(texts.title)} (${told})`;
}

/** Value and message as one line of text, safe in a terminal. */
export function textOf({ message, attributes, kind }: Event): string {
  const { level, value } = attributes;
  const parts = [
    kind === 'condition' && typeof level === 'string' ? level.toUpperCase() : '',
    value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
    message,
  ];
  return printable(parts.filter(Boolean).join(' '));
}
