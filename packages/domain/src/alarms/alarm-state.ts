/** The states of an alarm after ISA-18.2 / IEC 62682, clause 5.2 (alarm state transition diagram). */

export const alarmStates = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returnedUnacknowledged',
  'latchedUnacknowledged',
  'latchedAcknowledged',
  'shelved',
  'suppressedByDesign',
  'outOfService',
] as const;
export type AlarmState = (typeof alarmStates)[number];

/** Least urgent first; ISA-18.2 wants about 80 % low, 15 % medium, 5 % high. */
export const alarmPriorities = ['low', 'medium', 'high'] as const;
export type AlarmPriority = (typeof alarmPriorities)[number];

/**
 * What the one word for an alarm follows from. A state is derived and never stored, so that no two words can disagree:
 * what happens beneath a shelved alarm goes on being recorded.
 */
export interface AlarmFlags {
  /** The abnormal condition stands, as far as is known. */
  readonly active: boolean;
  /** It was annunciated, and nobody has acknowledged it since. */
  readonly unacknowledged: boolean;
  /** It was annunciated, latches, and has not been reset since. */
  readonly latched: boolean;
  readonly shelved: boolean;
  readonly suppressed: boolean;
  readonly outOfService: boolean;
}

/** Out of service stands over suppression by design, that over shelving: the act that needs the higher authority is shown. */
export function alarmStateOf(flags: AlarmFlags): AlarmState {
  if (flags.outOfService) return 'outOfService';
  if (flags.suppressed) return 'suppressedByDesign';
  if (flags.shelved) return 'shelved';
  if (flags.active) return flags.unacknowledged ? 'unacknowledged' : 'acknowledged';
  if (flags.latched) return flags.unacknowledged ? 'latchedUnacknowledged' : 'latchedAcknowledged';
  return flags.unacknowledged ? 'returnedUnacknowledged' : 'normal';
}
