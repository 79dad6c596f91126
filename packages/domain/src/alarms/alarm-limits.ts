/** The figures of alarm management. Editions of ISA-18.2 and EEMUA 191 differ, so that every one may be set otherwise. */

export interface AlarmLimits {
  /** Annunciations of one alarm within `chatteringUs` that make it chatter. */
  readonly chatteringTimes: number;
  readonly chatteringUs: number;
  /** An alarm that stood for less is fleeting. */
  readonly fleetingUs: number;
  /** An alarm that stands for longer is stale. */
  readonly staleUs: number;
  readonly staleOnADay: number;
  /** A flood begins with so many annunciations within `floodUs` and ends below `floodEnds`. */
  readonly floodBegins: number;
  readonly floodEnds: number;
  readonly floodUs: number;
  /** Share of time in flood, and of ten-minute periods with more than ten annunciations. */
  readonly floodShare: number;
  /** Longest shelving. */
  readonly shelvingUs: number;
  /** Annunciations an operator can take; `acceptable` and at most. */
  readonly perDay: Rate;
  readonly perHour: Rate;
  readonly perTenMinutes: Rate;
  /** Share of the ten most frequent alarms. */
  readonly topTenShare: number;
  readonly priorityShares: Readonly<Record<'low' | 'medium' | 'high', number>>;
  /** Less data gives no verdict. */
  readonly verdictDays: number;
  /** A source that came back and named what stands has named all of it after so long. */
  readonly restatingUs: number;
}

interface Rate {
  readonly acceptable: number;
  readonly maximum: number;
}

/** ANSI/ISA-18.2-2016, clause 16 and table 7; shelving as shops do it, by shift. */
export const defaultAlarmLimits: AlarmLimits = {
  chatteringTimes: 3,
  chatteringUs: 60_000_000,
  fleetingUs: 60_000_000,
  staleUs: 24 * 3_600_000_000,
  staleOnADay: 5,
  floodBegins: 10,
  floodEnds: 5,
  floodUs: 600_000_000,
  floodShare: 0.01,
  shelvingUs: 8 * 3_600_000_000,
  perDay: { acceptable: 150, maximum: 300 },
  perHour: { acceptable: 6, maximum: 12 },
  perTenMinutes: { acceptable: 1, maximum: 2 },
  topTenShare: 0.05,
  priorityShares: { low: 0.8, medium: 0.15, high: 0.05 },
  verdictDays: 30,
  restatingUs: 10_000_000,
};
