/** The plant and its shift calendars. */
import { type CalendarView, type Places, type PlaceView, paths } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, getWhole, send } from './request.ts';

export type Calendar = CalendarView['calendar'];

export const getPlaces = (signal?: AbortSignal) =>
  getWhole<Places>(paths.places, {}, signal).then((pages) => pages.flatMap(({ places }) => places));
export const getPlace = (id: PlaceId) => getJson<PlaceView>(addressOf(paths.place, id));
export const addPlace = (place: { id: PlaceId; name: string; parent: PlaceId }, reason: string) =>
  send<PlaceView>(paths.places, { body: { ...place, ...why(reason) } });
export const changePlace = (
  id: PlaceId,
  change: { name?: string; parent?: PlaceId },
  { version, reason }: By,
) =>
  send<PlaceView>(addressOf(paths.place, id), {
    method: 'PATCH',
    version,
    body: { ...change, ...why(reason) },
  });
export const removePlace = (id: PlaceId, { version, reason }: By) =>
  send<Removed>(addressOf(paths.place, id) + because(reason), { method: 'DELETE', version });

/** An empty one, of version 0 and from the place itself, where there is none. */
export const getCalendar = (place: PlaceId, signal?: AbortSignal) =>
  getJson<CalendarView>(`${addressOf(paths.placeCalendar, place)}?empty=true`, signal);
export const setCalendar = (place: PlaceId, calendar: Calendar, { version, reason }: By) =>
  send<CalendarView>(addressOf(paths.placeCalendar, place), {
    method: 'PUT',
    version,
    body: { calendar, ...why(reason) },
  });
export const removeCalendar = (place: PlaceId, { version, reason }: By) =>
  send<Removed>(addressOf(paths.placeCalendar, place) + because(reason), {
    method: 'DELETE',
    version,
  });
