/** Reads the timestamps that machines write: ISO 8601 with 0 to 9 fractional digits, `Z`, an offset, or no zone at all. */

/** Microseconds since 1970 UTC (finer digits are cut off), or undefined when the text is no such time. */
export type SourceTimeReader = (text: string) => number | undefined;

const dayMs = 86_400_000;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i += 1) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return Number.NaN;
    number = number * 10 + code - 48;
  }
  return number;
}

/** Days since 1970-01-01 of a civil date (proleptic Gregorian). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `timeZone`: IANA zone in which times without an offset are read. */
export function sourceTimeReader(timeZone: string): SourceTimeReader {
  const wallToUtcMs = wallClock(timeZone);
  /** `2024-05-01T10:00:` as last read: neighbours mostly share it, and it is dear to check. */
  let minute = 'none';
  let minuteMs = 0;
  return (text) => {
    if (!text.startsWith(minute)) {
      const readMs = readMinute(text);
      if (readMs === undefined) return undefined;
      minute = text.slice(0, 17);
      minuteMs = readMs;
    }
    const second = digits(text, 17, 2);
    if (!(second <= 60)) return undefined; // a leap second reads as the next one
    let at = 19;
    let fractionUs = 0;
    if (text.charCodeAt(at) === 46 || text.charCodeAt(at) === 44) {
      at += 1;
      const begin = at;
      for (let scale = 100_000; isDigit(text.charCodeAt(at)) && at - begin < 9; at += 1) {
        fractionUs += (text.charCodeAt(at) - 48) * Math.floor(scale);
        scale /= 10;
      }
    }
    const utcMs = zoned(text, at, minuteMs + second * 1000, wallToUtcMs);
    if (utcMs === undefined) return undefined;
    const timeUs = utcMs * 1000 + fractionUs;
    return Number.isSafeInteger(timeUs) ? timeUs : undefined;
  };
}

/** Wall time in milliseconds of `2024-05-01T10:00:`. */
function readMinute(text: string): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const t = text.charCodeAt(10);
  if (
    Number.isNaN(year + month + day + hour + minute) ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    (t !== 84 && t !== 116 && t !== 32) ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58 ||
    !(day >= 1 && day <= (monthLengths[month - 1] ?? 0)) ||
    (month === 2 && day === 29 && !isLeap(year)) ||
    hour > 23 ||
    minute > 59
  )
    return undefined;
  return daysFromCivil(year, month, day) * dayMs + hour * 3_600_000 + minute * 60_000;
}

function zoned(
  text: string,
  at: number,
  wallMs: number,
  wallToUtcMs: (ms: number) => number,
): number | undefined {
  if (at === text.length) return wallToUtcMs(wallMs);
  const code = text.charCodeAt(at);
  if (code === 90 || code === 122) return at + 1 === text.length ? wallMs : undefined;
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(text.slice(at));
  if (!offset) return undefined;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return wallMs - (offset[1] === '-' ? -minutes : minutes) * 60_000;
}

/**
 * Wall time of a zone to UTC. In the hour that comes twice the first is meant; a time that the clock skipped is read with
 * the offset before the skip.
 */
function wallClock(timeZone: string): (wallMs: number) => number {
  if (timeZone === 'UTC') return (wallMs) => wallMs;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (utcMs: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
    const days = daysFromCivil(part.year!, part.month!, part.day!);
    return days * dayMs + part.hour! * 3_600_000 + part.minute! * 60_000 + part.second! * 1000 - utcMs;
  };
  // Zones change their offset on quarter hours only; asking Intl costs some 10 µs.
  const slotMs = 900_000;
  let cachedSlot = Number.NaN;
  let cachedOffset = 0;
  return (wallMs) => {
    const slot = Math.floor(wallMs / slotMs);
    if (slot !== cachedSlot) {
      const begin = slot * slotMs;
      const before = offsetAt(begin - dayMs);
      const after = offsetAt(begin + dayMs);
      const valid = [before, after].filter((offset) => offsetAt(begin - offset) === offset);
      cachedOffset = valid.length === 0 ? before : Math.max(...valid);
      cachedSlot = slot;
    }
    return wallMs - cachedOffset;
  };
}
