/** To the company's provider and back, and the accounts there that open accounts here. */
import {
  BeginSingleSignOn,
  Identities,
  IdentityParams,
  IdentityView,
  LinkIdentity,
  PersonIdentityParams,
  PersonParams,
  paths,
  ReasonQuery,
  Removed,
  SingleSignOn,
  SingleSignOnAnswer,
  SingleSignOnBegun,
  SingleSignOnDone,
} from '@mantinel/contract';
import { type Route, route } from '../../../http/route.ts';
import { pendingSeconds } from './pending.ts';

const offer = route({
  method: 'GET',
  path: paths.singleSignOn,
  permission: 'public',
  scope: 'none',
  summary: 'Whether people may sign in by a provider, and what it is called',
  tag: 'session',
  reply: SingleSignOn,
  handle: ({ singleSignOn }) => singleSignOn.offer(),
});

const begin = route({
  method: 'POST',
  path: paths.singleSignOn,
  permission: 'public',
  scope: 'none',
  summary: 'Begin to sign in by the provider, to prove who one is, or to link an account there',
  tag: 'session',
  errors: ['singleSignOn.off', 'singleSignOn.unreachable', 'singleSignOn.misconfigured', 'session.required'],
  body: BeginSingleSignOn,
  reply: SingleSignOnBegun,
  handle: async ({ singleSignOn }, { body, caller, panelUrl, provider }) => {
    const { url, pending } = await singleSignOn.begin({ ...body, panelUrl }, caller);
    provider.set(pending, pendingSeconds);
    return { url };
  },
});

const answer = route({
  method: 'POST',
  path: paths.singleSignOnAnswer,
  permission: 'public',
  scope: 'none',
  summary: 'Bring back what the provider answered',
  tag: 'session',
  errors: [
    'singleSignOn.off',
    'singleSignOn.unreachable',
    'singleSignOn.misconfigured',
    'singleSignOn.lost',
    'singleSignOn.refused',
    'singleSignOn.denied',
    'singleSignOn.clockOff',
    'singleSignOn.notFresh',
    'singleSignOn.unknown',
    'singleSignOn.notAllowed',
    'singleSignOn.nameTaken',
    'singleSignOn.otherPerson',
    'singleSignOn.signInFirst',
    'identity.taken',
    'passwordLink.invalid',
    'person.disabled',
    'session.tooManyAttempts',
    'secret.unreadable',
  ],
  body: SingleSignOnAnswer,
  reply: SingleSignOnDone,
  handle: async ({ session, singleSignOn }, { body, caller, credentials, provider, session: cookie }) => {
    provider.clear();
    const { purpose, signedIn } = await singleSignOn.finish(
      { query: body.query, pending: credentials.pending },
      { caller, from: credentials },
    );
    if (signedIn) cookie.begin(signedIn);
    return { purpose, session: signedIn?.view ?? session.view(caller) };
  },
});

const listOwn = route({
  method: 'GET',
  path: paths.identities,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Accounts of the provider that open the account of the caller',
  tag: 'session',
  reply: Identities,
  handle: async ({ identities }, { caller }) => ({ identities: await identities.of(caller.person!.id) }),
});

const unlinkOwn = route({
  method: 'DELETE',
  path: paths.identity,
  permission: 'signedIn',
  scope: 'none',
  requiresFresh: true,
  summary: 'Take away a link of the own account',
  tag: 'session',
  errors: ['identity.notFound'],
  idempotent: true,
  params: IdentityParams,
  query: ReasonQuery,
  reply: Removed,
  handle: async ({ identities }, { params: { id }, query, caller, unit }) => {
    return identities.unlink({ id, person: caller.person!.id }, { caller, why: query.reason, unit });
  },
});

const listOf = route({
  method: 'GET',
  path: paths.personIdentities,
  permission: 'person.read',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Accounts of the provider that open an account',
  tag: 'people',
  errors: ['person.notFound'],
  params: PersonParams,
  reply: Identities,
  handle: async ({ identities }, { params }) => ({ identities: await identities.of(params.id) }),
});

const linkTo = route({
  method: 'POST',
  path: paths.personIdentities,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  requiresFresh: true,
  summary: "Link an account of the provider, by the provider's own name for it",
  tag: 'people',
  idempotent: true,
  errors: ['person.notFound', 'person.notYours', 'person.isErased', 'identity.taken', 'singleSignOn.off'],
  params: PersonParams,
  body: LinkIdentity,
  reply: IdentityView,
  handle: ({ identities }, { params, body: { subject, reason }, caller, unit }) =>
    identities.link({ person: params.id, subject }, { caller, why: reason, unit }),
});

const unlinkOf = route({
  method: 'DELETE',
  path: paths.personIdentity,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  requiresFresh: true,
  summary: "Take away a link of somebody's account",
  tag: 'people',
  errors: ['person.notFound', 'person.notYours', 'person.isErased', 'identity.notFound'],
  idempotent: true,
  params: PersonIdentityParams,
  query: ReasonQuery,
  reply: Removed,
  handle: async ({ identities }, { params: { id, identity }, query, caller, unit }) => {
    return identities.unlink({ id: identity, person: id }, { caller, why: query.reason, unit });
  },
});

export const singleSignOnRoutes: readonly Route[] = [
  offer,
  begin,
  answer,
  listOwn,
  unlinkOwn,
  listOf,
  linkTo,
  unlinkOf,
];
