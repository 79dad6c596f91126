/** One message of syslog: RFC 5424, and what devices make of RFC 3164. What cannot be read is kept as it came, never dropped. */
import { isUtf8 } from 'node:buffer';
import { sourceTimeReader } from '../source-time.ts';

export interface SyslogMessage {
  /** By the sender's clock; undefined where it told none. Microseconds since 1970 UTC. */
  readonly timeUs: number | undefined;
  /** 0 (kernel) to 23 (local7). */
  readonly facility: number;
  /** 0 (emergency) to 7 (debug). */
  readonly severity: number;
  readonly hostname: string | undefined;
  readonly appName: string | undefined;
  readonly procId: string | undefined;
  readonly msgId: string | undefined;
  /** `id.name` → value; a list where a name comes several times in an element. */
  readonly structuredData: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
  /** True when the bytes were no UTF-8 and were read as latin-1. */
  readonly latin1: boolean;
}

/** Why a message could not be read; `raw` is all of it. */
export interface UnreadableSyslog {
  readonly problem: string;
  readonly raw: string;
  readonly latin1: boolean;
}

export type SyslogParser = (bytes: Uint8Array) => SyslogMessage | UnreadableSyslog;

export interface SyslogParserOptions {
  /** IANA zone of senders that write RFC 3164, whose times name none. */
  readonly timeZone: string;
  /** RFC 3164 names no year either: the one that brings a time nearest to now is meant. */
  readonly nowUs: () => number;
}

const none = '-';

export function syslogParser({ timeZone, nowUs }: SyslogParserOptions): SyslogParser {
  const readTime = sourceTimeReader(timeZone);

  return (given) => {
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    const latin1 = !isUtf8(bytes);
    const raw = bytes.toString(latin1 ? 'latin1' : 'utf8');
    const unreadable = (problem: string): UnreadableSyslog => ({ problem, raw, latin1 });
    const priority = /^<(\d{1,3})>/.exec(raw);
    if (!priority) return unreadable('it does not begin with a priority such as <13>');
    const value = Number(priority[1]);
    if (value > 191) return unreadable(`the priority ${value} is none`);
    const head = { facility: value >> 3, severity: value & 7, latin1 };
    const rest = raw.slice(priority[0].length);
    if (/^1 /.test(rest)) {
      const read = readCurrent(rest.slice(2));
      return typeof read === 'string' ? unreadable(read) : { ...head, ...read };
    }
    return { ...head, ...readOld(rest) };
  };

  /** RFC 5424, 6: after `VERSION SP`. */
  function readCurrent(text: string): Omit<SyslogMessage, 'facility' | 'severity' | 'latin1'> | string {
    const header = /^(\S+) (\S{1,255}) (\S{1,255}) (\S{1,255}) (\S{1,255}) /.exec(`${text} `);
    if (!header) return 'its header has not all fields of RFC 5424';
    const [whole, time, hostname, appName, procId, msgId] = header as unknown as string[];
    const timeUs = time === none ? undefined : readTime(time!);
    if (time !== none && timeUs === undefined) return 'its time is none';
    const structured = readStructuredData(text, whole!.length);
    if (typeof structured === 'string') return structured;
    const { data, end } = structured;
    if (end < text.length && text[end] !== ' ') return 'what follows its structured data is no space';
    return {
      timeUs,
      hostname: named(hostname),
      appName: named(appName),
      procId: named(procId),
      msgId: named(msgId),
      structuredData: data,
      // A byte order mark says that it is UTF-8 (6.4); it is no part of the text.
      text: text.slice(end + 1).replace(/^\uFEFF/, ''),
    };
  }

  /** RFC 3164, 4.1, with all that is left out in the field: host, tag, or both; ISO times; a year behind the time. */
  function readOld(text: string): Omit<SyslogMessage, 'facility' | 'severity' | 'latin1'> {
    const said = { procId: undefined, msgId: undefined, structuredData: {} };
    const { timeUs, rest } = oldTime(text);
    if (timeUs === undefined) return { ...said, ...tagged(text), timeUs: undefined, hostname: undefined };
    const host = /^(\S{1,255}) (?=.)/s.exec(rest);
    // Without a host the tag follows at once: `app[12]: text`.
    if (!host || /[:[]/.test(host[1]!)) {
      const address = host && /^[0-9a-f]*:[0-9a-f:.]+$/i.test(host[1]!);
      if (!address) return { ...said, ...tagged(rest), timeUs, hostname: undefined };
    }
    return { ...said, ...tagged(rest.slice(host![0].length)), timeUs, hostname: host![1] };
  }

  function oldTime(text: string): { timeUs: number | undefined; rest: string } {
    const iso = /^(\d{4}-\d\d-\d\d[Tt ][\d:.,]+(?:[Zz]|[+-]\d\d:?\d\d)?) /.exec(text);
    if (iso) return { timeUs: readTime(iso[1]!), rest: text.slice(iso[0].length) };
    const match =
      /^([A-Z][a-z]{2}) +(\d{1,2}) (?:(\d{4}) )?(\d\d:\d\d:\d\d)(\.\d{1,9})?(?: (\d{4}))?:? /.exec(text);
    const month = match ? months.indexOf(match[1]!) + 1 : 0;
    if (!match || month === 0) return { timeUs: undefined, rest: text };
    const day = match[2]!.padStart(2, '0');
    const at = (year: number) =>
      readTime(`${year}-${String(month).padStart(2, '0')}-${day}T${match[4]}${match[5] ?? ''}`);
    const year = match[3] ?? match[6];
    return { timeUs: year === undefined ? nearest(at) : at(Number(year)), rest: text.slice(match[0].length) };
  }

  function nearest(at: (year: number) => number | undefined): number | undefined {
    const now = nowUs();
    const year = new Date(now / 1000).getUTCFullYear();
    return [year - 1, year, year + 1]
      .map(at)
      .filter((time) => time !== undefined)
      .sort((a, b) => Math.abs(a - now) - Math.abs(b - now))[0];
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const named = (field: string | undefined): string | undefined => (field === none ? undefined : field);

/** `app[12]: text`; without a tag all of it is the text. */
function tagged(text: string): { appName: string | undefined; procId?: string; text: string } {
  const tag = /^([\w./-]{1,48})(?:\[([^\]]{1,128})\])?: ?/.exec(text);
  if (!tag) return { appName: undefined, text };
  return {
    appName: tag[1],
    ...(tag[2] === undefined ? {} : { procId: tag[2] }),
    text: text.slice(tag[0].length),
  };
}

/** RFC 5424, 6.3, from `at`: elements `[id name="value" …]`, in whose values `\"`, `\\` and `\]` are escaped. */
function readStructuredData(
  text: string,
  at: number,
): { data: Record<string, string | string[]>; end: number } | string {
  const data: Record<string, string | string[]> = {};
  if (text[at] === none) return { data, end: at + 1 };
  const broken = 'its structured data are broken off or malformed';
  if (text[at] !== '[') return broken;
  let end = at;
  while (text[end] === '[') {
    const id = /\[([^\s=\]"]{1,255})/y;
    id.lastIndex = end;
    const element = id.exec(text);
    if (!element) return broken;
    end = id.lastIndex;
    const parameter = / +([^\s=\]"]{1,255})="/y;
    parameter.lastIndex = end;
    for (let found = parameter.exec(text); found; found = parameter.exec(text)) {
      const value = readValue(text, parameter.lastIndex);
      if (!value) return broken;
      const key = `${element[1]}.${found[1]}`;
      const before = data[key];
      data[key] = before === undefined ? value.text : [before, value.text].flat();
      end = value.end;
      parameter.lastIndex = end;
    }
    if (text[end] !== ']') return broken;
    end += 1;
  }
  return { data, end };
}

/** Up to the quotation mark; undefined where none comes. A backslash before anything else stands for itself (6.3.3). */
function readValue(text: string, begin: number): { text: string; end: number } | undefined {
  let value = '';
  let from = begin;
  for (let at = begin; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') return { text: value + text.slice(from, at), end: at + 1 };
    if (letter === '\\' && /["\\\]]/.test(text[at + 1] ?? '')) {
      value += text.slice(from, at);
      from = at + 1;
      at += 1;
    }
  }
  return undefined;
}
