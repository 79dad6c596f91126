/** Sizes and spans in the units that people think in. */
import type { TFunction } from 'i18next';

const units = ['KB', 'MB', 'GB', 'TB'] as const;

export function sizeText(bytes: number, language: string): string {
  let [value, unit] = [bytes / 1000, 0];
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[unit]}`;
}

export const secondsText = (seconds: number, t: TFunction<'admin'>): string =>
  seconds < 120
    ? t('upkeep.seconds', { seconds: Math.max(1, Math.round(seconds)) })
    : t('upkeep.minutes', { minutes: Math.round(seconds / 60) });
