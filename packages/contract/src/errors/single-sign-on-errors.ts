/** Errors of single sign-on: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const singleSignOnErrors = {
  'singleSignOn.off': {
    status: 404,
    operator: 'There is no single sign-on here.',
    remedy: 'Sign in with name and password, or set signIn.oidc in mantinel.yaml.',
  },
  'singleSignOn.unreachable': {
    status: 503,
    operator: '{label} does not answer: {reason}.',
    remedy: 'Sign in with name and password, or try again in a few minutes.',
  },
  'singleSignOn.misconfigured': {
    status: 502,
    operator: '{label} and Mantinel do not agree: {problem}.',
    remedy:
      'Sign in with name and password. Who runs Mantinel compares signIn.oidc with the entry at the provider.',
  },
  'singleSignOn.lost': {
    status: 401,
    operator: 'This sign-in was begun in another browser, too long ago, or is done already.',
    remedy: 'Begin again from the sign-in page.',
  },
  'singleSignOn.refused': {
    status: 401,
    operator: 'The answer of {label} is not to be trusted: {problem}.',
    remedy: 'Begin again from the sign-in page; if it stays so, tell who runs Mantinel.',
  },
  'singleSignOn.denied': {
    status: 401,
    operator: '{label} did not let you through ({problem}).',
    remedy: 'Try again, or sign in with name and password.',
  },
  'singleSignOn.clockOff': {
    status: 401,
    operator: 'The clocks of {label} and of this computer differ by about {minutes} minutes.',
    remedy:
      'Here it is {time}. Let both take their time from the network; until then sign in with name and password.',
  },
  'singleSignOn.notFresh': {
    status: 401,
    operator: '{label} did not ask you anew.',
    remedy: 'Prove it by your password or a code, or sign out and in again.',
  },
  'singleSignOn.unknown': {
    status: 403,
    operator: '{label} knows you, but no account here is linked to you.',
    remedy: 'Ask an administrator for a link, or to enter your number there: {subject}.',
  },
  'singleSignOn.notAllowed': {
    status: 403,
    operator: 'Your account at {label} may not be used here.',
    remedy: 'Sign in there with the account of your company, or ask an administrator.',
  },
  'singleSignOn.nameTaken': {
    status: 409,
    operator: 'There is an account called {name} already, which is not linked to you.',
    remedy:
      'If it is yours, sign in with its password and link it under your account; else ask an administrator.',
  },
  'singleSignOn.otherPerson': {
    status: 403,
    operator: 'At {label} somebody else signed in.',
    remedy: 'Sign in there as yourself.',
  },
  'singleSignOn.signInFirst': {
    status: 403,
    operator: 'This account has a second factor, which a link does not replace.',
    remedy: 'Sign in and link it under your account.',
  },
  'person.disabled': {
    status: 403,
    operator: 'This account is disabled.',
    remedy: 'Ask who manages accounts here.',
  },
  'identity.taken': {
    status: 409,
    operator: 'This account of the provider opens an account here already.',
    remedy: 'Take that link away first, or use another account of the provider.',
  },
  'identity.notFound': {
    status: 404,
    operator: 'There is no such link, or it was taken away already.',
    remedy: 'Look at the account again.',
  },
} as const satisfies Record<string, ErrorEntry>;
