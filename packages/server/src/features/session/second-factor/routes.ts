/** The second factor of one's own account, and taking away that of somebody who lost the phone. */
import {
  ConfirmSecondFactor,
  Enrolment,
  PersonParams,
  paths,
  ReasonQuery,
  RecoveryCodes,
  Removed,
  SecondFactorState,
} from '@mantinel/contract';
import { type Route, route } from '../../../http/route.ts';

const getState = route({
  method: 'GET',
  path: paths.secondFactor,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Whether signing in asks for a code',
  tag: 'session',
  reply: SecondFactorState,
  handle: ({ secondFactors }, { caller }) => secondFactors.state(caller.person!.id),
});

const enrol = route({
  method: 'POST',
  path: paths.secondFactor,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Begin to set up a second factor; it is asked for once it was confirmed',
  tag: 'session',
  errors: ['secondFactor.exists'],
  requiresFresh: true,
  idempotent: 'sealed',
  reply: Enrolment,
  handle: ({ secondFactors }, { caller, unit }) => secondFactors.enrol(caller.person!, unit),
});

const confirm = route({
  method: 'POST',
  path: paths.secondFactorCode,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Confirm the second factor by a code of the app; answers with the recovery codes',
  tag: 'session',
  errors: [
    'session.wrongCode',
    'session.codeUsed',
    'session.clockOff',
    'secondFactor.exists',
    'secondFactor.notEnrolled',
    'secret.unreadable',
  ],
  requiresFresh: true,
  idempotent: 'sealed',
  body: ConfirmSecondFactor,
  reply: RecoveryCodes,
  handle: ({ secondFactors }, { caller, body, unit }) =>
    secondFactors.confirm(caller.person!, body.code, unit),
});

const remove = route({
  method: 'DELETE',
  path: paths.secondFactor,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Take the own second factor away',
  tag: 'session',
  requiresFresh: true,
  idempotent: true,
  reply: SecondFactorState,
  handle: ({ secondFactors }, { caller, unit }) => secondFactors.remove(caller.person!, unit),
});

const stateOf = route({
  method: 'GET',
  path: paths.personSecondFactor,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Whether signing in asks somebody for a code',
  tag: 'session',
  errors: ['person.notFound'],
  params: PersonParams,
  reply: SecondFactorState,
  handle: ({ secondFactors }, { params }) => secondFactors.state(params.id),
});

const removeOf = route({
  method: 'DELETE',
  path: paths.personSecondFactor,
  permission: 'person.edit',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Take away the second factor of somebody who lost the phone',
  tag: 'session',
  errors: ['person.notFound', 'person.notYours', 'person.isErased'],
  requiresFresh: true,
  idempotent: true,
  params: PersonParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ secondFactors }, { params, query, caller, unit }) =>
    secondFactors.removeOf(params.id, { caller, why: query.reason, unit }),
});

export const secondFactorRoutes: readonly Route[] = [getState, enrol, confirm, remove, stateOf, removeOf];
