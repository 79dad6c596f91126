/** What a shared terminal itself asks, by the secret that it keeps as a cookie. */
import {
  PairTerminal,
  paths,
  Session,
  TerminalHere,
  TerminalPeople,
  TerminalSignIn,
} from '@mantinel/contract';
import { type Route, route } from '../../../http/route.ts';

/** Browsers keep no cookie longer (RFC 6265bis, 5.6.1); each day's first sign-in renews it. */
const longestSeconds = 400 * 24 * 3600;

const pair = route({
  method: 'POST',
  path: paths.terminalPairing,
  permission: 'public',
  scope: 'none',
  summary: 'Make this browser the shared terminal whose pairing code it shows',
  tag: 'terminals',
  errors: ['terminal.codeInvalid', 'session.tooManyAttempts'],
  body: PairTerminal,
  reply: TerminalHere,
  handle: async ({ door }, { body, credentials, terminal: cookie, session }) => {
    const { secret, terminal } = await door.pair(body.code, credentials);
    cookie.set(secret, longestSeconds);
    // Whoever paired it leaves it without their own rights.
    session.clear();
    return terminal;
  },
});

const people = route({
  method: 'GET',
  path: paths.terminalPeople,
  permission: 'public',
  scope: 'none',
  summary: 'Whom this shared terminal offers to sign in by PIN',
  tag: 'terminals',
  errors: ['terminal.notPaired', 'terminal.wayClosed'],
  reply: TerminalPeople,
  handle: ({ door }, { credentials }) => door.people(credentials),
});

const signIn = route({
  method: 'POST',
  path: paths.terminalSession,
  permission: 'public',
  scope: 'none',
  summary: 'Sign in at this shared terminal by badge, or by name and PIN',
  tag: 'terminals',
  errors: [
    'terminal.notPaired',
    'terminal.wayClosed',
    'terminal.unknownBadge',
    'terminal.pinRequired',
    'terminal.wrongPin',
    'terminal.tooManyPins',
    'terminal.noPin',
    'terminal.newPinRequired',
    'terminal.noRole',
    'pin.trivial',
    'session.tooManyAttempts',
  ],
  body: TerminalSignIn,
  reply: Session,
  handle: async ({ door }, { body, credentials, session, terminal }) => {
    const signedIn = await door.signIn(body, credentials);
    session.begin(signedIn);
    terminal.set(credentials.terminal!, longestSeconds);
    return signedIn.view;
  },
});

const activity = route({
  method: 'POST',
  path: paths.terminalActivity,
  permission: 'public',
  scope: 'none',
  summary: 'At a shared terminal: somebody goes on working, so that the session does not end yet',
  tag: 'terminals',
  reply: Session,
  handle: ({ session }, { caller, credentials }) => session.goOn({ caller, from: credentials }),
});

export const doorRoutes: readonly Route[] = [pair, people, signIn, activity];
