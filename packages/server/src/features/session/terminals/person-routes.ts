/** Badges and PINs of people: one's own PIN, and those of whoever one manages. */
import {
  AssignBadge,
  Badges,
  BadgeView,
  PersonBadgeParams,
  PersonParams,
  PinState,
  paths,
  ReasonQuery,
  Removed,
  SetPin,
  SetPinOf,
} from '@mantinel/contract';
import { type Route, route } from '../../../http/route.ts';

const ownPin = route({
  method: 'GET',
  path: paths.ownPin,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Whether the caller has a PIN for shared terminals',
  tag: 'terminals',
  reply: PinState,
  handle: ({ pins }, { caller }) => pins.state(caller.person!.id),
});

const choosePin = route({
  method: 'PUT',
  path: paths.ownPin,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Choose the own PIN for shared terminals',
  tag: 'terminals',
  errors: ['pin.trivial'],
  requiresFresh: true,
  body: SetPin,
  reply: PinState,
  handle: ({ pins }, { body, caller, unit }) => pins.choose(body.pin, { caller, why: undefined, unit }),
});

const removeOwnPin = route({
  method: 'DELETE',
  path: paths.ownPin,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Remove the own PIN',
  tag: 'terminals',
  idempotent: true,
  errors: ['pin.notFound'],
  reply: PinState,
  handle: ({ pins }, { caller, unit }) => pins.remove(caller.person!.id, { caller, why: undefined, unit }),
});

const pinOf = route({
  method: 'GET',
  path: paths.personPin,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Whether somebody has a PIN',
  tag: 'terminals',
  errors: ['person.notFound'],
  params: PersonParams,
  reply: PinState,
  handle: ({ pins }, { params }) => pins.state(params.id),
});

const givePin = route({
  method: 'PUT',
  path: paths.personPin,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Give somebody a first PIN, which they replace when they first use it',
  tag: 'terminals',
  errors: ['pin.trivial', 'person.notFound', 'person.notYours', 'person.isErased'],
  requiresFresh: true,
  params: PersonParams,
  body: SetPinOf,
  reply: PinState,
  handle: ({ pins }, { params, body: { pin, reason }, caller, unit }) =>
    pins.give({ person: params.id, pin }, { caller, why: reason, unit }),
});

const removePinOf = route({
  method: 'DELETE',
  path: paths.personPin,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: "Remove somebody's PIN",
  tag: 'terminals',
  idempotent: true,
  errors: ['pin.notFound', 'person.notFound', 'person.notYours', 'person.isErased'],
  params: PersonParams,
  query: ReasonQuery,
  reply: PinState,
  handle: ({ pins }, { params, query, caller, unit }) =>
    pins.remove(params.id, { caller, why: query.reason, unit }),
});

const badgesOf = route({
  method: 'GET',
  path: paths.personBadges,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: "Somebody's badges, without their numbers",
  tag: 'terminals',
  errors: ['person.notFound'],
  params: PersonParams,
  reply: Badges,
  handle: async ({ badges }, { params }) => ({ badges: await badges.of(params.id) }),
});

const assignBadge = route({
  method: 'POST',
  path: paths.personBadges,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Assign a badge to somebody',
  tag: 'terminals',
  errors: ['badge.taken', 'person.notFound', 'person.notYours', 'person.isErased'],
  requiresFresh: true,
  params: PersonParams,
  body: AssignBadge,
  reply: BadgeView,
  handle: ({ badges }, { params, body: { number, reason }, caller, unit }) =>
    badges.assign({ person: params.id, number }, { caller, why: reason, unit }),
});

const removeBadge = route({
  method: 'DELETE',
  path: paths.personBadge,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: "Take one of somebody's badges",
  tag: 'terminals',
  errors: ['badge.notFound', 'person.notFound', 'person.notYours', 'person.isErased'],
  idempotent: true,
  params: PersonBadgeParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ badges }, { params, query, caller, unit }) =>
    badges.remove({ id: params.badge, person: params.id }, { caller, why: query.reason, unit }),
});

export const badgeAndPinRoutes: readonly Route[] = [
  ownPin,
  choosePin,
  removeOwnPin,
  pinOf,
  givePin,
  removePinOf,
  badgesOf,
  assignBadge,
  removeBadge,
];
