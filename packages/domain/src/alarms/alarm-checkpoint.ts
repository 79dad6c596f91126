/** How an alarm engine stands, to go on from there. */
import type { Alarm, Moment } from './alarm.ts';
import type { Rationalisation } from './rationalisation.ts';

/** Plain data, as JSON carries it. */
export interface AlarmCheckpoint extends AlarmSurroundings {
  readonly alarms: readonly Alarm[];
}

/** What an engine knows beside its alarms. */
export interface AlarmSurroundings {
  readonly nodeUs: number;
  readonly machines: readonly {
    readonly machine: string;
    readonly connected: boolean;
    readonly doubts: readonly (readonly [string, { restated?: Moment | undefined }])[];
    readonly readings: readonly (readonly [string, string])[];
  }[];
  readonly rationalisations: readonly Rationalisation[];
}
