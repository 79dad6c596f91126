/** Accounts and the roles they hold. */
import {
  ChangePerson,
  CreatePerson,
  GiveRole,
  GrantParams,
  Grants,
  GrantsQuery,
  GrantView,
  grantableRoles,
  PasswordLink,
  People,
  PeopleQuery,
  PersonParams,
  PersonView,
  paths,
  permissionCatalogue,
  permissions,
  ReasonQuery,
  Removed,
  Roles,
  roleMatrix,
} from '@mantinel/contract';
import { roles } from '@mantinel/domain';
import { type Route, route } from '../../http/route.ts';

const listPeople = route({
  method: 'GET',
  path: paths.people,
  permission: 'person.read',
  scope: 'reader',
  summary: 'Accounts of the places that the reader may see, by name',
  tag: 'people',
  query: PeopleQuery,
  reply: People,
  handle: ({ people }, { query, caller }) => people.list(query, caller),
});

const createPerson = route({
  method: 'POST',
  path: paths.people,
  permission: 'person.edit',
  scope: ({ body }) => body.place,
  summary: 'Create an account; its password is chosen by a one-time link',
  tag: 'people',
  errors: ['person.exists'],
  idempotent: true,
  versioned: true,
  body: CreatePerson,
  reply: PersonView,
  handle: ({ people }, { body: { name, place, reason }, caller, unit }) =>
    people.create({ name, place }, { caller, why: reason, unit }),
});

const getPerson = route({
  method: 'GET',
  path: paths.person,
  permission: 'person.read',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'One account, with the ETag that a change of it needs',
  tag: 'people',
  errors: ['person.notFound'],
  versioned: true,
  params: PersonParams,
  reply: PersonView,
  handle: ({ people }, { params }) => people.get(params.id),
});

const changePerson = route({
  method: 'PATCH',
  path: paths.person,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Rename, move, disable or enable an account',
  tag: 'people',
  errors: ['person.notFound', 'person.notYours', 'person.isErased', 'person.exists', 'person.lastOwner'],
  idempotent: true,
  versioned: true,
  params: PersonParams,
  body: ChangePerson,
  reply: PersonView,
  handle: ({ people }, { params, body: { reason, name, place, disabled }, version, caller, unit }) =>
    people.change(
      params.id,
      {
        version,
        ...(name === undefined ? {} : { name }),
        ...(place === undefined ? {} : { place }),
        ...(disabled === undefined ? {} : { disabled }),
      },
      { caller, why: reason, unit },
    ),
});

const erasePerson = route({
  method: 'DELETE',
  path: paths.person,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  requiresFresh: true,
  needsSession: true,
  summary: 'Erase a person: their name, their ways in, and everything they typed. It cannot be undone',
  description:
    'What they did stays in the log under an opaque id, and its proofs stay valid; reasons and comments they typed can never be read again.',
  tag: 'people',
  errors: ['person.notFound', 'person.notYours', 'person.isErased', 'person.lastOwner'],
  idempotent: true,
  versioned: true,
  params: PersonParams,
  query: ReasonQuery,
  reply: PersonView,
  handle: ({ people }, { params, query, version, caller, unit }) =>
    people.erase(params.id, version, { caller, why: query.reason, unit }),
});

const makePasswordLink = route({
  method: 'POST',
  path: paths.personPasswordLink,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  requiresFresh: true,
  summary: 'Make the one-time link by which a person chooses a password; an earlier one ends',
  tag: 'people',
  idempotent: 'sealed',
  errors: ['person.notFound', 'person.notYours', 'person.isErased'],
  params: PersonParams,
  query: ReasonQuery,
  reply: PasswordLink,
  handle: ({ people }, { params, query, caller, unit }) =>
    people.passwordLink(params.id, { caller, why: query.reason, unit }),
});

const listGrants = route({
  method: 'GET',
  path: paths.grants,
  permission: 'grant.read',
  scope: 'reader',
  summary: 'Who holds which role where, as far as the reader may see it',
  tag: 'people',
  query: GrantsQuery,
  reply: Grants,
  handle: ({ grants }, { query, caller }) => grants.list(query, caller),
});

const giveRole = route({
  method: 'POST',
  path: paths.grants,
  permission: 'grant.edit',
  scope: ({ body }) => body.place,
  requiresFresh: true,
  summary: 'Give a role at a place',
  tag: 'people',
  errors: ['grant.notYours', 'person.isErased', 'grant.exists', 'person.notFound'],
  idempotent: true,
  body: GiveRole,
  reply: GrantView,
  handle: ({ grants }, { body: { person, role, place, reason }, caller, unit }) =>
    grants.give({ person, role, place }, { caller, why: reason, unit }),
});

const takeRole = route({
  method: 'DELETE',
  path: paths.grant,
  permission: 'grant.edit',
  scope: ({ params, services, caller }) => services.grants.placeOf(params.id, caller),
  requiresFresh: true,
  summary: 'Take a role',
  tag: 'people',
  errors: ['grant.notFound', 'grant.notYours', 'person.lastOwner'],
  idempotent: true,
  params: GrantParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ grants }, { params, query, caller, unit }) =>
    grants.take(params.id, { caller, why: query.reason, unit }),
});

const listRoles = route({
  method: 'GET',
  path: paths.roles,
  permission: 'grant.read',
  scope: 'none',
  summary: 'Which role may do what, and which roles it may give',
  tag: 'people',
  reply: Roles,
  handle: () => ({
    permissions: permissions.map((name) => ({ name, ...permissionCatalogue[name] })),
    roles: roles.map((name) => ({
      name,
      permissions: [...roleMatrix[name]],
      gives: [...grantableRoles[name]],
    })),
  }),
});

export const peopleRoutes: readonly Route[] = [
  listPeople,
  createPerson,
  getPerson,
  changePerson,
  erasePerson,
  makePasswordLink,
  listGrants,
  giveRole,
  takeRole,
  listRoles,
];
