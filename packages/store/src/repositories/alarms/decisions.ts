/** What was decided of alarms, without which ones it is about. */
import type { Rationalisation } from '@mantinel/domain';

export type Decisions = Omit<Rationalisation, 'place' | 'code' | 'path'> & {
  readonly cause?: string;
  readonly consequence?: string;
  readonly correctiveAction?: string;
  readonly confirmation?: string;
};
