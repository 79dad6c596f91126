/** Signing in, out, and the first owner. */
import {
  ChangePassword,
  ChoosePassword,
  Proof,
  paths,
  Session,
  SetUpOwner,
  SignedOut,
  SignIn,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const getSession = route({
  method: 'GET',
  path: paths.session,
  permission: 'public',
  scope: 'none',
  summary: 'Who is signed in and what they may do',
  tag: 'session',
  reply: Session,
  handle: async ({ session, door }, { caller, credentials }) => {
    const view = session.view(caller);
    if (credentials.terminal === undefined || view.terminal) return view;
    const terminal = await door.here(credentials);
    return terminal ? { ...view, terminal } : view;
  },
});

const signIn = route({
  method: 'POST',
  path: paths.session,
  permission: 'public',
  scope: 'none',
  summary: 'Sign in with name and password',
  description: 'Sets the session’s cookie. Programs use a token instead.',
  tag: 'session',
  errors: [
    'session.wrongPassword',
    'session.tooManyAttempts',
    'session.busy',
    'session.codeRequired',
    'session.wrongCode',
    'session.codeUsed',
    'session.clockOff',
    'session.clockSetBack',
    'secret.unreadable',
  ],
  body: SignIn,
  reply: Session,
  handle: async ({ session }, { body, credentials, session: cookie }) => {
    const signedIn = await session.signIn(body, credentials);
    cookie.begin(signedIn);
    return signedIn.view;
  },
});

const signOut = route({
  method: 'DELETE',
  path: paths.session,
  permission: 'public',
  scope: 'none',
  summary: 'Sign out of this browser',
  tag: 'session',
  reply: SignedOut,
  handle: async ({ session, singleSignOn }, { credentials, session: cookie, panelUrl }) => {
    cookie.clear();
    const hint = credentials.cookie === undefined ? undefined : await session.signOut(credentials.cookie);
    const providerUrl = await singleSignOn.signOutUrl(hint, panelUrl);
    return {
      ...session.view(
        await session.caller({
          ...credentials,
          cookie: undefined,
          bearer: undefined,
          certificate: undefined,
        }),
      ),
      ...(providerUrl === undefined ? {} : { providerUrl }),
    };
  },
});

const setUpOwner = route({
  method: 'POST',
  path: paths.owner,
  permission: 'public',
  scope: 'none',
  summary: "Create the owner's account with the one-time link printed at start",
  tag: 'session',
  errors: ['setup.linkInvalid', 'password.tooCommon', 'person.exists'],
  body: SetUpOwner,
  reply: Session,
  handle: async ({ session }, { body, credentials, session: cookie }) => {
    const signedIn = await session.setUpOwner(body, credentials);
    cookie.begin(signedIn);
    return signedIn.view;
  },
});

const choosePassword = route({
  method: 'POST',
  path: paths.password,
  permission: 'public',
  scope: 'none',
  summary: 'Choose a password by a one-time link; every other session of the person ends',
  tag: 'session',
  errors: [
    'passwordLink.invalid',
    'password.tooCommon',
    'session.codeRequired',
    'session.wrongCode',
    'session.codeUsed',
    'session.clockOff',
    'session.clockSetBack',
    'secret.unreadable',
  ],
  body: ChoosePassword,
  reply: Session,
  handle: async ({ session }, { body, credentials, session: cookie }) => {
    const signedIn = await session.choosePassword(body, credentials);
    cookie.begin(signedIn);
    return signedIn.view;
  },
});

const changePassword = route({
  method: 'POST',
  path: paths.ownPassword,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Change the own password, with the present one; every other session ends',
  tag: 'session',
  errors: ['password.wrong', 'password.tooCommon', 'session.tooManyAttempts', 'session.busy'],
  body: ChangePassword,
  reply: Session,
  handle: async ({ session }, { body, caller, credentials }) => {
    await session.changePassword(body, { caller, from: credentials });
    return session.view(caller);
  },
});

const prove = route({
  method: 'POST',
  path: paths.sessionProof,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Prove by password or code that it is still the same person, for what is dangerous',
  tag: 'session',
  errors: [
    'passkey.challengeSpent',
    'passkey.refused',
    'passkey.unknown',
    'passkey.copied',
    'password.wrong',
    'session.tooManyAttempts',
    'session.busy',
    'secondFactor.notEnrolled',
    'session.wrongCode',
    'session.codeUsed',
    'session.clockOff',
    'session.clockSetBack',
    'secret.unreadable',
  ],
  body: Proof,
  reply: Session,
  handle: async ({ session }, { body, caller, credentials }) => {
    await session.prove(body, { caller, from: credentials });
    return session.view(caller);
  },
});

export const sessionRoutes: readonly Route[] = [
  getSession,
  signIn,
  signOut,
  setUpOwner,
  choosePassword,
  changePassword,
  prove,
];
