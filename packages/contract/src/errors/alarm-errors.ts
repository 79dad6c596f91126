/** Errors of alarms. */
import type { ErrorEntry } from './error-entry.ts';

export const alarmErrors = {
  'alarm.notFound': {
    status: 404,
    operator: 'There is no such alarm.',
    remedy: 'Choose one from the list of alarms.',
  },
  'alarm.cameAnew': {
    status: 409,
    operator: 'This alarm has come anew meanwhile; what you saw is no longer what stands.',
    remedy: 'Look at it as it is now, and do it again if it is still right.',
  },
  'alarm.notPossible': {
    status: 409,
    operator: 'This cannot be done with an alarm that is {state}.',
    remedy: 'Look at the alarm again: somebody else may have dealt with it already.',
  },
  'rationalisation.notFound': {
    status: 404,
    operator: 'There is no such rationalisation record.',
    remedy: 'Choose one from the list.',
  },
  'rationalisation.exists': {
    status: 409,
    operator: 'There is a rationalisation record for this place, code and path already.',
    remedy: 'Change that one.',
  },
  'rationalisation.misplaced': {
    status: 422,
    operator: 'A rationalisation record is about a site or about one machine.',
    remedy: 'Choose a site or a machine.',
  },
} as const satisfies Record<string, ErrorEntry>;
