import type { AlarmActName } from '@mantinel/domain';

/** What a person wants to do with an alarm. */
export interface Wanted {
  readonly act: AlarmActName;
  /** The annunciation that they saw. */
  readonly activation?: number | undefined;
  readonly comment?: string | undefined;
  readonly forUs?: number;
}
