/** Times and spans as text. */
import type { TFunction } from 'i18next';

const two = (number: number) => String(number).padStart(2, '0');

/** `2026-11-23 14:03:22.125` in this browser's zone: sortable, the same in every language. */
export function timeText(us: number): string {
  const date = new Date(Math.floor(us / 1000));
  return `${dayText(us)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function dayText(us: number): string {
  const date = new Date(Math.floor(us / 1000));
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** As exact as the span shown needs. */
export function shortTimeText(us: number, spanUs: number): string {
  const text = timeText(us);
  if (spanUs >= 2 * 86_400e6) return text.slice(0, 16);
  if (spanUs >= 120e6) return text.slice(11, 19);
  return text.slice(11);
}

/** With its day, and as exact as the span shown needs: the two ends of a minute must not read alike. */
export function edgeText(us: number, spanUs: number): string {
  return timeText(us).slice(0, spanUs >= 2 * 86_400e6 ? 16 : spanUs >= 10e6 ? 19 : 23);
}

/** The same moment in another zone, with microseconds. */
export function zonedTimeText(us: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(Math.floor(us / 1000)));
  const fraction = ((us % 1e6) + 1e6) % 1e6;
  return `${parts}.${String(fraction).padStart(6, '0')}`;
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** One figure and its unit: "3 s", "12 min". Negative ages (a clock that runs ahead) read as now. */
export function ageText(us: number, t: TFunction): string {
  const seconds = Math.floor(us / 1e6);
  if (seconds < 1) return t('age.now');
  if (seconds < 120) return t('age.seconds', { count: seconds });
  if (seconds < 7200) return t('age.minutes', { count: Math.floor(seconds / 60) });
  if (seconds < 172_800) return t('age.hours', { count: Math.floor(seconds / 3600) });
  return t('age.days', { count: Math.floor(seconds / 86_400) });
}

/** A span of any length: "250 ms", "15 min". */
export function spanText(us: number, t: TFunction): string {
  return us < 1e6 ? t('age.milliseconds', { count: Math.round(us / 1000) }) : ageText(us, t);
}
