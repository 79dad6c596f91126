/** The words of a shift report in one language. Durations and shares come in as text. */
import type { Activity } from '../activity.ts';
import type { Statement } from '../statements.ts';

export interface ReportWords {
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  readonly title: string;
  readonly made: (time: string, zone: string) => string;
  readonly soFar: string;
  readonly well: string;
  readonly wrong: string;
  readonly nothingWell: string;
  readonly nothingWrong: string;
  readonly machines: string;
  readonly machine: string;
  readonly stops: string;
  readonly noStops: string;
  readonly alarms: string;
  readonly noAlarms: string;
  readonly gaps: string;
  readonly noGaps: string;
  readonly ranOfKnown: string;
  readonly parts: string;
  readonly partResets: (count: number) => string;
  readonly notCounted: string;
  readonly stopCount: string;
  readonly from: string;
  readonly to: string;
  readonly length: string;
  readonly firstAlarm: string;
  readonly noAlarm: string;
  readonly meaning: string;
  readonly open: string;
  readonly began: (time: string) => string;
  readonly alarm: string;
  readonly count: string;
  readonly stood: string;
  readonly standing: string;
  readonly compared: string;
  readonly thisShift: string;
  readonly shiftBefore: string;
  readonly nothingBefore: string;
  readonly all: string;
  /** Holds `{page}` and `{of}`. */
  readonly page: string;
  readonly limits: string;
  readonly alarmsFrom: Readonly<Record<'engine' | 'conditions', string>>;
  readonly notes: string;
  readonly noNotes: string;
  readonly notesAway: string;
  readonly moreNotes: (shown: string) => string;
  readonly time: string;
  readonly author: string;
  readonly note: string;
  readonly activity: Readonly<Record<Activity, string>>;
  readonly statement: (statement: Statement, text: StatementText) => string;
}

export interface StatementText {
  readonly machine: string;
  readonly length: (us: number) => string;
  readonly share: (share: number) => string;
  readonly number: (count: number) => string;
}
