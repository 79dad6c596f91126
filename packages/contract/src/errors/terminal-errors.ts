/** Errors of shared terminals, badges and PINs: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const terminalErrors = {
  'terminal.notFound': {
    status: 404,
    operator: 'There is no such terminal, or it was removed already.',
    remedy: 'Look at the list of terminals again.',
  },
  'terminal.codeInvalid': {
    status: 401,
    operator: 'This pairing code is wrong, has expired or was used already.',
    remedy: 'Make a new one in the administration, under Terminals.',
  },
  'terminal.notPaired': {
    status: 401,
    operator: 'This browser is no shared terminal, or it is none any longer.',
    remedy: 'Pair it by a code of the administration, under Terminals.',
  },
  'terminal.wayClosed': {
    status: 403,
    operator: 'This terminal does not take that way of signing in.',
    remedy: 'Use the other one, or have it allowed in the administration, under Terminals.',
  },
  'terminal.unknownBadge': {
    status: 401,
    operator: 'This badge belongs to nobody here.',
    remedy: 'Hold it to the reader once more; whoever manages your account can assign it to you.',
  },
  'terminal.pinRequired': {
    status: 401,
    operator: 'This terminal asks for your PIN as well.',
    remedy: 'Type your PIN.',
  },
  'terminal.wrongPin': {
    status: 401,
    operator: 'The PIN is wrong.',
    remedy: 'Type it once more; whoever manages your account can give you a new one.',
  },
  'terminal.tooManyPins': {
    status: 429,
    operator: 'Too many wrong PINs at this terminal.',
    remedy: 'Wait {minutes} minutes, use another terminal, or have a new PIN given to you.',
  },
  'terminal.noPin': {
    status: 401,
    operator: 'You have no PIN yet.',
    remedy: 'Choose one under your account, or have one given to you by whoever manages your account.',
  },
  'terminal.newPinRequired': {
    status: 401,
    operator: 'This is a first PIN, which somebody else knows.',
    remedy: 'Choose a PIN of your own.',
  },
  'terminal.noRole': {
    status: 403,
    operator: 'You have no role where this terminal stands.',
    remedy: 'Ask whoever gives roles there.',
  },
  'terminal.notHere': {
    status: 403,
    operator: 'This is not done at a shared terminal.',
    remedy: 'Sign in at a computer or phone of your own and do it there.',
  },
  'pin.trivial': {
    status: 422,
    operator: 'This PIN is one of the first that would be tried.',
    remedy: 'Take one without a row such as 1234, a repetition such as 1212, or a year.',
  },
  'pin.notFound': {
    status: 404,
    operator: 'There is no PIN to remove.',
    remedy: 'Look at the account again.',
  },
  'badge.taken': {
    status: 409,
    operator: 'This badge is assigned already.',
    remedy: 'Use another badge, or take it from the account that has it first.',
  },
  'badge.notFound': {
    status: 404,
    operator: 'There is no such badge, or it was removed already.',
    remedy: 'Look at the list of badges again.',
  },
} as const satisfies Record<string, ErrorEntry>;
