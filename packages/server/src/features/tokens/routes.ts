/** One's own tokens, and those of others where one may see, make and revoke them. */
import {
  CreatedToken,
  CreateToken,
  LongListQuery,
  PersonParams,
  PersonTokenParams,
  paths,
  ReasonQuery,
  Removed,
  TokenParams,
  Tokens,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listOwn = route({
  method: 'GET',
  path: paths.tokens,
  permission: 'signedIn',
  scope: 'none',
  summary: "The caller's own tokens",
  tag: 'tokens',
  query: LongListQuery,
  reply: Tokens,
  handle: ({ tokens }, { query, caller }) => tokens.list({ ...query, person: caller.person!.id }),
});

const create = route({
  method: 'POST',
  path: paths.tokens,
  permission: 'token.own',
  scope: ({ body }) => body.place,
  requiresFresh: true,
  summary: 'Make a token of one’s own; it is shown once',
  tag: 'tokens',
  errors: ['token.tooWide'],
  needsSession: true,
  idempotent: 'sealed',
  body: CreateToken,
  reply: CreatedToken,
  handle: ({ tokens }, { body, caller, unit }) => tokens.create(body, { caller, why: body.reason, unit }),
});

const revokeOwn = route({
  method: 'DELETE',
  path: paths.token,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Revoke a token of one’s own',
  tag: 'tokens',
  idempotent: true,
  errors: ['token.notFound'],
  params: TokenParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ tokens }, { params, query, caller, unit }) =>
    tokens.revoke({ id: params.id, person: caller.person!.id }, { caller, why: query.reason, unit }),
});

const listOf = route({
  method: 'GET',
  path: paths.personTokens,
  permission: 'token.read',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: "Somebody's tokens",
  tag: 'tokens',
  errors: ['person.notFound'],
  params: PersonParams,
  query: LongListQuery,
  reply: Tokens,
  handle: ({ tokens }, { params, query }) => tokens.list({ ...query, person: params.id }),
});

const createFor = route({
  method: 'POST',
  path: paths.personTokens,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  requiresFresh: true,
  summary: 'Make a token for a display (role kiosk) or an edge node (role machine)',
  tag: 'tokens',
  errors: ['person.notFound', 'person.notYours', 'person.isErased', 'token.notDevice', 'token.tooWide'],
  needsSession: true,
  idempotent: 'sealed',
  params: PersonParams,
  body: CreateToken,
  reply: CreatedToken,
  handle: ({ tokens }, { params, body, caller, unit }) =>
    tokens.createFor(params.id, body, { caller, why: body.reason, unit }),
});

const revokeOf = route({
  method: 'DELETE',
  path: paths.personToken,
  permission: 'token.revoke',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: "Revoke somebody's token",
  tag: 'tokens',
  idempotent: true,
  errors: ['person.notFound', 'token.notFound'],
  params: PersonTokenParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ tokens }, { params, query, caller, unit }) =>
    tokens.revoke({ id: params.token, person: params.id }, { caller, why: query.reason, unit }),
});

export const tokenRoutes: readonly Route[] = [listOwn, create, revokeOwn, listOf, createFor, revokeOf];
