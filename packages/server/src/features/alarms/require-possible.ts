/** Refuses an act that would have no effect, or that its person meant for an earlier annunciation. */
import { AppError } from '@mantinel/contract';
import { type Alarm, type AlarmState, alarmState, isPossible } from '@mantinel/domain';
import type { Wanted } from './wanted.ts';

/** For people. */
const words: Readonly<Record<AlarmState, string>> = {
  normal: 'normal',
  unacknowledged: 'unacknowledged',
  acknowledged: 'acknowledged already',
  returnedUnacknowledged: 'gone and unacknowledged',
  latchedUnacknowledged: 'latched and unacknowledged',
  latchedAcknowledged: 'latched and acknowledged',
  shelved: 'shelved',
  suppressedByDesign: 'suppressed by design',
  outOfService: 'out of service',
};

/** Throws `alarm.cameAnew`, `alarm.notPossible`. */
export function requirePossible(alarm: Alarm, { act, activation }: Wanted): void {
  if (activation !== undefined && activation !== alarm.activation) throw new AppError('alarm.cameAnew');
  if (!isPossible(alarm, act))
    throw new AppError('alarm.notPossible', { data: { state: words[alarmState(alarm)] } });
}
