/** Errors of tokens, sessions, passwords and second factors: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const signInErrors = {
  'session.stepUp': {
    status: 403,
    operator: 'This needs a fresh proof that it is you.',
    remedy:
      'Send your password, a code of your phone or a passkey to POST {path}, then send this again within {minutes} minutes.',
  },
  'session.busy': {
    status: 429,
    operator: 'Too many people are signing in at this moment.',
    remedy: 'Wait {seconds} seconds and try again.',
  },
  'session.codeRequired': {
    status: 401,
    operator: 'This account asks for a code as well.',
    remedy: 'Send the six digits that your authenticator app shows, or a recovery code.',
  },
  'session.wrongCode': {
    status: 401,
    operator: 'The code is wrong.',
    remedy: 'Type the one that the app shows now. Here it is {time}: phone and computer must agree.',
  },
  'session.codeUsed': {
    status: 401,
    operator: 'This code was used already.',
    remedy: 'Wait for the next one; the app shows a new one every 30 seconds.',
  },
  'session.clockOff': {
    status: 401,
    operator:
      'The code belongs to another time: the clocks of phone and computer differ by about {minutes} minutes.',
    remedy: 'Here it is {time}. Let both take their time from the network, or use a recovery code.',
  },
  'session.clockSetBack': {
    status: 401,
    operator: 'The clock of this computer was set back since your last code, by about {minutes} minutes.',
    remedy:
      'Here it is {time}. If that is right, codes are taken again in {minutes} minutes; use a recovery code or another way until then.',
  },
  'secondFactor.exists': {
    status: 409,
    operator: 'This account has a second factor already.',
    remedy: 'Take it away first to set up another.',
  },
  'secondFactor.notEnrolled': {
    status: 409,
    operator: 'There is no second factor to confirm.',
    remedy: 'Begin to set it up again.',
  },
  'secret.unreadable': {
    status: 500,
    operator: 'A secret cannot be read with the key in {file}.',
    remedy:
      'Bring this file back from the backup of the data folder. To get in without it, run mantinel recover.',
  },
  'password.tooCommon': {
    status: 422,
    operator: 'This password is one of the first that would be tried.',
    remedy: 'Take four words that have nothing to do with each other, or let a password manager make one.',
  },
  'password.wrong': {
    status: 403,
    operator: 'The present password is wrong.',
    remedy: 'Type it again; who manages your account can make a link for a new one.',
  },
  'session.notFound': {
    status: 404,
    operator: 'There is no such session, or it has ended already.',
    remedy: 'Look at the list of sessions again.',
  },
  'token.invalid': {
    status: 401,
    operator: 'This token is not valid: it was mistyped or cut off, or it was revoked.',
    remedy: 'Send it as Authorization: Bearer mnt_…, or make a new one.',
  },
  'token.expired': {
    status: 401,
    operator: 'This token has expired.',
    remedy: 'Make a new one and give it to the program.',
  },
  'token.rateLimited': {
    status: 429,
    operator: 'This token asks too often.',
    remedy:
      'Wait {seconds} seconds; a program that needs events at once opens the stream instead of asking again.',
  },
  'token.notHere': {
    status: 403,
    operator: 'This is not done with a token.',
    remedy: 'Sign in as the person and do it there.',
  },
  'token.tooWide': {
    status: 403,
    operator: 'The token would be able to do more than its owner: {permission} at {place}.',
    remedy: 'Leave this permission out, or choose a place where the owner holds it.',
  },
  'token.notDevice': {
    status: 403,
    operator: 'Tokens of people are made by themselves.',
    remedy: 'Give the account the role kiosk or machine only, or let the person make the token.',
  },
  'token.notFound': {
    status: 404,
    operator: 'There is no such token, or it was revoked already.',
    remedy: 'Look at the list of tokens again.',
  },
} as const satisfies Record<string, ErrorEntry>;
