/** Passkeys of one's own account, signing in by one, and removing that of somebody who lost the device. */
import {
  AddPasskey,
  AskPasskey,
  PasskeyOptions,
  PasskeyParams,
  Passkeys,
  PasskeyView,
  PersonParams,
  PersonPasskeyParams,
  paths,
  ReasonQuery,
  Removed,
  RenamePasskey,
  Session,
  SignInByPasskey,
} from '@mantinel/contract';
import { type Route, route } from '../../../http/route.ts';

/** As long as the browser's window is open would do; a day spares a second cookie for every request. */
const browserSeconds = 24 * 3600;

const list = route({
  method: 'GET',
  path: paths.passkeys,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Passkeys of the caller',
  tag: 'session',
  reply: Passkeys,
  handle: async ({ passkeys }, { caller }) => ({ passkeys: await passkeys.list(caller.person!.id) }),
});

const creation = route({
  method: 'POST',
  path: paths.passkeyCreation,
  permission: 'signedIn',
  scope: 'none',
  summary: 'What the browser needs to make a passkey',
  tag: 'session',
  errors: ['passkey.needsName', 'passkey.needsHttps'],
  requiresFresh: true,
  reply: PasskeyOptions,
  handle: async ({ passkeys }, { caller, credentials, browser: cookie }) => {
    const { options, browser } = await passkeys.creation(caller.person!, credentials);
    cookie.set(browser, browserSeconds);
    return { options };
  },
});

const add = route({
  method: 'POST',
  path: paths.passkeys,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Add the passkey that the browser made',
  tag: 'session',
  errors: [
    'passkey.challengeSpent',
    'passkey.refused',
    'passkey.exists',
    'passkey.needsName',
    'passkey.needsHttps',
  ],
  requiresFresh: true,
  body: AddPasskey,
  reply: PasskeyView,
  handle: ({ passkeys }, { body, caller, credentials }) => passkeys.add(caller.person!, body, credentials),
});

const rename = route({
  method: 'PATCH',
  path: paths.passkey,
  permission: 'signedIn',
  scope: 'none',
  summary: "Rename one of the caller's passkeys",
  tag: 'session',
  idempotent: true,
  errors: ['passkey.notFound'],
  params: PasskeyParams,
  body: RenamePasskey,
  reply: PasskeyView,
  handle: ({ passkeys }, { params, body, caller }) =>
    passkeys.rename({ id: params.id, person: caller.person!.id, name: body.name }),
});

const remove = route({
  method: 'DELETE',
  path: paths.passkey,
  permission: 'signedIn',
  scope: 'none',
  summary: "Remove one of the caller's passkeys",
  tag: 'session',
  idempotent: true,
  errors: ['passkey.notFound'],
  requiresFresh: true,
  params: PasskeyParams,
  reply: Removed,
  handle: ({ passkeys }, { params, caller, unit }) =>
    passkeys.remove({ id: params.id, person: caller.person!.id }, unit),
});

const request = route({
  method: 'POST',
  path: paths.passkeyRequest,
  permission: 'public',
  scope: 'none',
  summary:
    'What the browser needs to sign in by passkey, or to prove with one that it is still the same person',
  tag: 'session',
  errors: ['passkey.needsName', 'passkey.needsHttps', 'session.required'],
  body: AskPasskey,
  reply: PasskeyOptions,
  handle: async ({ passkeys }, { body, caller, credentials, browser: cookie }) => {
    const { options, browser } = await passkeys.request(body.for, { caller, from: credentials });
    cookie.set(browser, browserSeconds);
    return { options };
  },
});

const signIn = route({
  method: 'POST',
  path: paths.passkeySession,
  permission: 'public',
  scope: 'none',
  summary:
    'Sign in by passkey; no code is asked for, because it was unlocked by a PIN, a fingerprint or a face',
  tag: 'session',
  errors: [
    'passkey.challengeSpent',
    'passkey.refused',
    'passkey.unknown',
    'passkey.copied',
    'passkey.needsName',
    'passkey.needsHttps',
    'session.tooManyAttempts',
  ],
  body: SignInByPasskey,
  reply: Session,
  handle: async ({ passkeys }, { body, credentials, session: cookie }) => {
    const signedIn = await passkeys.signIn(body.response, credentials);
    cookie.begin(signedIn);
    return signedIn.view;
  },
});

const listOf = route({
  method: 'GET',
  path: paths.personPasskeys,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Passkeys of somebody',
  tag: 'session',
  errors: ['person.notFound'],
  params: PersonParams,
  reply: Passkeys,
  handle: async ({ passkeys }, { params }) => ({ passkeys: await passkeys.list(params.id) }),
});

const removeOf = route({
  method: 'DELETE',
  path: paths.personPasskey,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Remove a passkey of somebody who lost the device',
  tag: 'session',
  idempotent: true,
  errors: ['person.notFound', 'person.notYours', 'person.isErased', 'passkey.notFound'],
  requiresFresh: true,
  params: PersonPasskeyParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ passkeys }, { params, query, caller, unit }) =>
    passkeys.removeOf({ id: params.passkey, person: params.id }, { caller, why: query.reason, unit }),
});

export const passkeyRoutes: readonly Route[] = [
  list,
  creation,
  add,
  rename,
  remove,
  request,
  signIn,
  listOf,
  removeOf,
];
