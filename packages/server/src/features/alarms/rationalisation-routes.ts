/** Rationalisation records. */
import {
  AddRationalisation,
  ChangeRationalisation,
  paths,
  RationalisationParams,
  Rationalisations,
  RationalisationsQuery,
  RationalisationView,
  ReasonQuery,
  Removed,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

interface About {
  readonly params: { readonly id: string };
  readonly services: Services;
  readonly caller: Caller;
}
const itsPlace = ({ params, services, caller }: About): Promise<PlaceId> =>
  services.rationalisation.placeOf(params.id, caller);

const list = route({
  method: 'GET',
  path: paths.rationalisations,
  permission: 'alarm.read',
  scope: 'reader',
  summary: 'Rationalisation records of the places that the reader may see',
  tag: 'alarms',
  query: RationalisationsQuery,
  reply: Rationalisations,
  handle: ({ rationalisation }, { query, caller }) => rationalisation.list(query, caller),
});

const add = route({
  method: 'POST',
  path: paths.rationalisations,
  permission: 'alarm.rationalise',
  scope: ({ body }) => body.place,
  summary: 'Decide what an alarm is: priority, delays, limit, time to respond, suppression by design',
  tag: 'alarms',
  errors: ['rationalisation.exists', 'rationalisation.misplaced'],
  idempotent: true,
  versioned: true,
  body: AddRationalisation,
  reply: RationalisationView,
  handle: ({ rationalisation }, { body: { reason, place, code, path, ...decisions }, caller, unit }) =>
    rationalisation.add({ place, code, ...(path === undefined ? {} : { path }) }, decisions, {
      caller,
      why: reason,
      unit,
    }),
});

const get = route({
  method: 'GET',
  path: paths.rationalisation,
  permission: 'alarm.read',
  scope: itsPlace,
  summary: 'One rationalisation record, with the ETag that a change of it needs',
  tag: 'alarms',
  errors: ['rationalisation.notFound'],
  versioned: true,
  params: RationalisationParams,
  reply: RationalisationView,
  handle: ({ rationalisation }, { params }) => rationalisation.get(params.id),
});

const change = route({
  method: 'PUT',
  path: paths.rationalisation,
  permission: 'alarm.rationalise',
  scope: itsPlace,
  summary: 'Decide anew; alarms that stand follow at once',
  tag: 'alarms',
  errors: ['rationalisation.notFound'],
  idempotent: true,
  versioned: true,
  params: RationalisationParams,
  body: ChangeRationalisation,
  reply: RationalisationView,
  handle: ({ rationalisation }, { params, body: { reason, ...decisions }, version, caller, unit }) =>
    rationalisation.change(params.id, { version, decisions }, { caller, why: reason, unit }),
});

const remove = route({
  method: 'DELETE',
  path: paths.rationalisation,
  permission: 'alarm.rationalise',
  scope: itsPlace,
  summary: 'Remove a rationalisation record; what the catalogue says holds again',
  tag: 'alarms',
  errors: ['rationalisation.notFound'],
  idempotent: true,
  versioned: true,
  params: RationalisationParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ rationalisation }, { params, query, version, caller, unit }) =>
    rationalisation.remove(params.id, version, { caller, why: query.reason, unit }),
});

export const rationalisationRoutes: readonly Route[] = [list, add, get, change, remove];
