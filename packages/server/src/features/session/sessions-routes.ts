/** Seeing and ending sessions. */
import {
  Ended,
  LongListQuery,
  PersonParams,
  PersonSessionParams,
  paths,
  ReasonQuery,
  Removed,
  SessionParams,
  Sessions,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listOwn = route({
  method: 'GET',
  path: paths.sessions,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Where the caller is signed in',
  tag: 'session',
  query: LongListQuery,
  reply: Sessions,
  handle: ({ sessions }, { query, caller }) =>
    sessions.list({ ...query, person: caller.person!.id, current: caller.session?.id }),
});

const endOthers = route({
  method: 'DELETE',
  path: paths.sessions,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Sign out everywhere but here',
  tag: 'session',
  idempotent: true,
  query: ReasonQuery,
  reply: Ended,
  handle: ({ sessions }, { caller, unit, query }) => {
    const others = { person: caller.person!.id, ...(caller.session && { except: caller.session.id }) };
    return sessions.endAll(others, { caller, why: query.reason, unit });
  },
});

const endOwn = route({
  method: 'DELETE',
  path: paths.oneSession,
  permission: 'signedIn',
  scope: 'none',
  summary: "End one of the caller's sessions",
  tag: 'session',
  idempotent: true,
  errors: ['session.notFound'],
  params: SessionParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ sessions }, { params, query, caller, unit }) =>
    sessions.end({ id: params.id, person: caller.person!.id }, { caller, why: query.reason, unit }),
});

const listOf = route({
  method: 'GET',
  path: paths.personSessions,
  permission: 'session.read',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Where somebody is signed in',
  tag: 'session',
  errors: ['person.notFound'],
  params: PersonParams,
  query: LongListQuery,
  reply: Sessions,
  handle: ({ sessions }, { params, query, caller }) =>
    sessions.list({ ...query, person: params.id, current: caller.session?.id }),
});

const endAllOf = route({
  method: 'DELETE',
  path: paths.personSessions,
  permission: 'session.end',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Sign somebody out everywhere',
  tag: 'session',
  idempotent: true,
  errors: ['person.notFound'],
  params: PersonParams,
  query: ReasonQuery,
  reply: Ended,
  handle: ({ sessions }, { params, query, caller, unit }) =>
    sessions.endAll({ person: params.id }, { caller, why: query.reason, unit }),
});

const endOneOf = route({
  method: 'DELETE',
  path: paths.personSession,
  permission: 'session.end',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: "End one of somebody's sessions",
  tag: 'session',
  idempotent: true,
  errors: ['person.notFound', 'session.notFound'],
  params: PersonSessionParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ sessions }, { params, query, caller, unit }) =>
    sessions.end({ id: params.session, person: params.id }, { caller, why: query.reason, unit }),
});

export const sessionsRoutes: readonly Route[] = [listOwn, endOthers, endOwn, listOf, endAllOf, endOneOf];
