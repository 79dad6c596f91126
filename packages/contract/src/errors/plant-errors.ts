/** Errors of the plant, its people and what it makes: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const plantErrors = {
  'place.notFound': {
    status: 404,
    operator: 'There is no place {place}.',
    remedy: 'Choose one from the plant.',
  },
  'place.exists': {
    status: 409,
    operator: 'There is already a place {place}.',
    remedy: 'Choose another id.',
  },
  'place.misplaced': {
    status: 422,
    operator: 'The plant would not hang together: {problem}.',
    remedy: 'Sites lie in the enterprise; areas, lines and machines lie on a site, each in a wider one.',
  },
  'place.otherSite': {
    status: 409,
    operator: 'The machine {machine} is recorded on the site {site}, so that it cannot stand on another.',
    remedy: 'Set `site` in mantinel.yaml of the node that records it; its place follows.',
  },
  'place.inUse': {
    status: 409,
    operator: 'The place {place} is still in use: {use}.',
    remedy: 'Move or remove what uses it first.',
  },
  'calendar.notFound': {
    status: 404,
    operator: 'The place {place} has no shift calendar of its own.',
    remedy: 'Enter one, or use the one of the place that contains it.',
  },
  'shift.notFound': {
    status: 404,
    operator: 'The shift calendar of {place} has no shift then.',
    remedy: 'Choose another day, or enter the shift in the calendar.',
  },
  'calendar.invalid': {
    status: 422,
    operator: 'The shift calendar does not work out: {problem}.',
    remedy: 'Correct the shift or date named and store it again.',
  },
  'person.notFound': {
    status: 404,
    operator: 'There is no such account.',
    remedy: 'Choose one from the list of people.',
  },
  'person.exists': {
    status: 409,
    operator: 'There is already an account of this name.',
    remedy: 'Choose another name; upper and lower case are the same.',
  },
  'person.notYours': {
    status: 403,
    operator: 'This account holds roles that you may not give, so that you may not manage it.',
    remedy: 'Ask somebody who may give all of its roles.',
  },
  'person.isErased': {
    status: 409,
    operator: 'This person was erased; there is no account any more that could be changed.',
    remedy: 'Create a new account where somebody is to work here.',
  },
  'person.lastOwner': {
    status: 409,
    operator: 'This is the last platform owner; without one nobody could manage Mantinel.',
    remedy: 'Make somebody else platform owner first.',
  },
  'grant.notFound': {
    status: 404,
    operator: 'This role was not given, or was taken already.',
    remedy: 'Look at the list of roles again.',
  },
  'grant.exists': {
    status: 409,
    operator: 'This person holds this role at this place already.',
    remedy: 'There is nothing to do.',
  },
  'grant.notYours': {
    status: 403,
    operator: 'You may not give or take the role {role} at {place}.',
    remedy: 'Ask somebody who may: see Roles and permissions. Nobody changes their own roles.',
  },
  'part.notFound': {
    status: 404,
    operator: 'There is no such part.',
    remedy: 'Choose one from the list of parts.',
  },
  'part.exists': {
    status: 409,
    operator: 'There is already a part {number} here.',
    remedy: 'Choose another number.',
  },
  'job.notFound': {
    status: 404,
    operator: 'There is no such job.',
    remedy: 'Choose one from the list of jobs.',
  },
  'job.exists': {
    status: 409,
    operator: 'There is already a job {number} here.',
    remedy: 'Choose another number.',
  },
  'passwordLink.invalid': {
    status: 403,
    operator: 'This link has been used or has expired.',
    remedy: 'Ask for a new one where accounts are managed.',
  },
} as const satisfies Record<string, ErrorEntry>;
