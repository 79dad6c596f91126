/** Errors of passkeys: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const passkeyErrors = {
  'passkey.needsName': {
    status: 409,
    operator: 'Passkeys do not work while the panel is opened by a number such as 192.168.1.5.',
    remedy:
      'Open the panel by a host name with https. Until then sign in by password, with the code of an authenticator app as second factor.',
  },
  'passkey.needsHttps': {
    status: 409,
    operator: 'Passkeys do not work over plain http.',
    remedy:
      'Open the panel by https. Until then sign in by password, with the code of an authenticator app as second factor.',
  },
  'passkey.challengeSpent': {
    status: 409,
    operator: 'This passkey request has expired, was used already, or was made in another browser.',
    remedy: 'Begin again.',
  },
  'passkey.refused': {
    status: 401,
    operator: 'The passkey was not accepted: {problem}.',
    remedy: 'Try again on this page; else sign in by password.',
  },
  'passkey.unknown': {
    status: 401,
    operator: 'This passkey is not known here.',
    remedy: 'It may have been removed. Sign in by password and make a new one under your account.',
  },
  'passkey.copied': {
    status: 401,
    operator: 'This passkey counts fewer signatures than it has made: somebody may have copied it.',
    remedy:
      'Sign in by password, remove this passkey under your account and make a new one. It has been recorded.',
  },
  'passkey.exists': {
    status: 409,
    operator: 'This passkey is registered already.',
    remedy: 'Use another device or security key, or the passkey that is there.',
  },
  'passkey.notFound': {
    status: 404,
    operator: 'There is no such passkey, or it was removed already.',
    remedy: 'Look at the list of passkeys again.',
  },
} as const satisfies Record<string, ErrorEntry>;
