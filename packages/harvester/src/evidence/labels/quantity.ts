/** Numbers as people write them: a comma for the point, fractions of an inch, times as clocks and as words show them. */

/** `12,5`, `1.250,00`, `1,250.00`, `-0.02`, `+0,1`. Undefined for what is more than a number. */
export function numberIn(text: string): number | undefined {
  const bare = text.trim().replace(/[−–]/, '-').replace(/\s/g, '');
  if (!/^[+-]?(?:\d[\d.,]*|[.,]\d+)$/.test(bare)) return undefined;
  const comma = bare.lastIndexOf(',');
  const point = bare.lastIndexOf('.');
  const decimal = comma > point ? ',' : '.';
  const digits = bare.replace(decimal === ',' ? /\./g : /,/g, '');
  if (digits.split(decimal).length > 2) return undefined;
  const value = Number(digits.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

export interface Length {
  readonly value: number;
  readonly unit: 'mm' | 'inch' | undefined;
}

/** `Ø10`, `10 mm`, `.250"`, `1/4`, `1-1/2"`, `D=12,7`; the first number of the text. */
export function lengthIn(text: string): Length | undefined {
  const found =
    /(?:(\d+)[\s-]+)?(\d+)\/(\d+)\s*("|''|″|in\b|inch|mm)?|([+-]?(?:\d+[.,]?\d*|[.,]\d+))\s*("|''|″|in\b|inch|mm)?/i.exec(
      text,
    );
  if (!found) return undefined;
  const [, whole, over, under, fractionUnit, decimal, decimalUnit] = found;
  const unitText = (fractionUnit ?? decimalUnit)?.toLowerCase();
  const unit = unitText === undefined ? (over ? 'inch' : undefined) : unitText === 'mm' ? 'mm' : 'inch';
  if (over !== undefined) {
    if (Number(under) === 0) return undefined;
    return { value: Number(whole ?? 0) + Number(over) / Number(under), unit };
  }
  const value = numberIn(decimal!);
  return value === undefined ? undefined : { value, unit };
}

export interface Duration {
  readonly seconds: number;
  /** Below 1 where a clock's two parts may be minutes and seconds or hours and minutes. */
  readonly confidence: number;
}

/** `0:12:34`, `12:34`, `12m:34s`, `1 h 5 min`, `12,5 min`, `754 s`; a bare number in `unit`. */
export function durationIn(text: string, unit?: 'h' | 'min' | 's'): Duration | undefined {
  const lower = text.trim().toLowerCase();
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)(?=$|\s|\()/.exec(lower);
  if (clock) {
    const [hours, minutes, seconds] = clock.slice(1).map((part) => Number((part ?? '0').replace(',', '.')));
    if (clock[1] === undefined && (unit === 'h' || /^\s*h/.test(lower.slice(clock[0].length))))
      return { seconds: minutes! * 3600 + seconds! * 60, confidence: 0.9 };
    return { seconds: hours! * 3600 + minutes! * 60 + seconds!, confidence: clock[1] ? 0.9 : 0.7 };
  }
  const worded = [
    ...lower.matchAll(
      /(\d+(?:[.,]\d+)?)[\s:]*(hours?|hrs?|hr|h|std|stunden|hod|horas?|heures?|minutes?|minutos?|minuten|min|m(?!m)|´|seconds?|segundos?|secondes?|sekunden|sek|sec|s)(?![a-z])/g,
    ),
  ];
  if (worded.length > 0) {
    const seconds = worded.reduce((sum, [, amount, word]) => {
      const each = word!.startsWith('h') || word!.startsWith('st') ? 3600 : /^(?:m|´)/.test(word!) ? 60 : 1;
      return sum + Number(amount!.replace(',', '.')) * each;
    }, 0);
    return { seconds, confidence: 0.9 };
  }
  const bare = numberIn(lower);
  if (bare === undefined || bare < 0 || !unit) return undefined;
  return { seconds: bare * (unit === 'h' ? 3600 : unit === 'min' ? 60 : 1), confidence: 0.9 };
}

/** ISO 8601 where it can mean one day alone; undefined for what is no date or may be two. */
export function dateIn(text: string): string | undefined {
  const iso = /\b((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})\b/.exec(text);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const found = /\b(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\b/.exec(text);
  if (!found) return undefined;
  const [, first, mark, second, written] = found;
  const year =
    written!.length === 4 ? Number(written) : Number(written) + (Number(written) > 70 ? 1900 : 2000);
  const [a, b] = [Number(first), Number(second)];
  // Points are European: day first. Else only a day beyond 12 tells which is which.
  if (mark === '.' || a > 12 || a === b) return isoDate(year, b, a);
  return b > 12 ? isoDate(year, a, b) : undefined;
}

const isoDate = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
};
