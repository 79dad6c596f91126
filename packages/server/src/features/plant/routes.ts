/** Sites, areas, lines, where machines stand, and when they are planned to work. */
import {
  AddPlace,
  CalendarQuery,
  CalendarView,
  ChangePlace,
  LongListQuery,
  PlaceParams,
  Places,
  PlaceView,
  paths,
  ReasonQuery,
  Removed,
  SetCalendar,
  Shifts,
  ShiftsQuery,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listPlaces = route({
  method: 'GET',
  path: paths.places,
  permission: 'place.read',
  scope: 'reader',
  summary: 'The plant, as far as the reader may see it',
  tag: 'plant',
  query: LongListQuery,
  reply: Places,
  handle: ({ plant }, { query, caller }) => plant.list(query, caller),
});

const addPlace = route({
  method: 'POST',
  path: paths.places,
  permission: 'place.edit',
  scope: ({ body }) => body.parent,
  summary: 'Add a site, an area, a line or the place of a machine',
  tag: 'plant',
  errors: ['place.exists', 'place.misplaced'],
  idempotent: true,
  versioned: true,
  body: AddPlace,
  reply: PlaceView,
  handle: ({ plant }, { body: { reason, ...place }, caller, unit }) =>
    plant.add(place, { caller, why: reason, unit }),
});

const getPlace = route({
  method: 'GET',
  path: paths.place,
  permission: 'place.read',
  scope: ({ params }) => params.id,
  summary: 'One place, with the ETag that a change of it needs',
  tag: 'plant',
  versioned: true,
  params: PlaceParams,
  reply: PlaceView,
  handle: ({ plant }, { params }) => plant.get(params.id),
});

const changePlace = route({
  method: 'PATCH',
  path: paths.place,
  permission: 'place.edit',
  scope: ({ params }) => params.id,
  summary: 'Rename a place, or move it with everything in it',
  tag: 'plant',
  errors: ['place.misplaced', 'place.otherSite'],
  idempotent: true,
  versioned: true,
  params: PlaceParams,
  body: ChangePlace,
  reply: PlaceView,
  handle: ({ plant }, { params, body: { reason, name, parent }, version, caller, unit }) =>
    plant.change(
      params.id,
      { version, ...(name === undefined ? {} : { name }), ...(parent === undefined ? {} : { parent }) },
      { caller, why: reason, unit },
    ),
});

const removePlace = route({
  method: 'DELETE',
  path: paths.place,
  permission: 'place.edit',
  scope: ({ params }) => params.id,
  summary: 'Remove a place that nothing uses',
  tag: 'plant',
  errors: ['place.inUse', 'place.misplaced'],
  idempotent: true,
  versioned: true,
  params: PlaceParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ plant }, { params, query, version, caller, unit }) =>
    plant.remove(params.id, version, { caller, why: query.reason, unit }),
});

const getCalendar = route({
  method: 'GET',
  path: paths.placeCalendar,
  permission: 'calendar.read',
  scope: ({ params }) => params.id,
  summary: 'The shift calendar by which a place works',
  tag: 'plant',
  errors: ['calendar.notFound'],
  versioned: true,
  params: PlaceParams,
  query: CalendarQuery,
  reply: CalendarView,
  handle: ({ calendars }, { params, query }) =>
    calendars.get(params.id, { none: query.empty === 'true' ? 'empty' : 'throws' }),
});

const setCalendar = route({
  method: 'PUT',
  path: paths.placeCalendar,
  permission: 'calendar.edit',
  scope: ({ params }) => params.id,
  summary: 'Give a place a shift calendar of its own',
  tag: 'plant',
  errors: ['calendar.invalid'],
  idempotent: true,
  versioned: true,
  params: PlaceParams,
  body: SetCalendar,
  reply: CalendarView,
  handle: ({ calendars }, { params, body: { calendar, reason }, version, caller, unit }) =>
    calendars.set({ place: params.id, calendar, version }, { caller, why: reason, unit }),
});

const removeCalendar = route({
  method: 'DELETE',
  path: paths.placeCalendar,
  permission: 'calendar.edit',
  scope: ({ params }) => params.id,
  summary: 'Remove the own shift calendar of a place',
  tag: 'plant',
  errors: ['calendar.notFound'],
  idempotent: true,
  versioned: true,
  params: PlaceParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ calendars }, { params, query, version, caller, unit }) =>
    calendars.remove(params.id, version, { caller, why: query.reason, unit }),
});

const listShifts = route({
  method: 'GET',
  path: paths.placeShifts,
  permission: 'calendar.read',
  scope: ({ params }) => params.id,
  summary: 'The shifts of a place in a range, and the time that was planned',
  tag: 'plant',
  errors: ['calendar.notFound'],
  params: PlaceParams,
  query: ShiftsQuery,
  reply: Shifts,
  handle: ({ calendars }, { params, query }) => calendars.shifts(params.id, query),
});

export const plantRoutes: readonly Route[] = [
  listPlaces,
  addPlace,
  getPlace,
  changePlace,
  removePlace,
  getCalendar,
  setCalendar,
  removeCalendar,
  listShifts,
];
