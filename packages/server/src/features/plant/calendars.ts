/** Shift calendars: a place works by its own, or by that of the nearest place that contains it. */
import { AppError, type CalendarView, type Removed, type Shifts } from '@mantinel/contract';
import {
  type Attributes,
  type CalendarProblem,
  checkCalendar,
  type PlaceId,
  pathToRoot,
  type ShiftCalendar,
  shiftSchedule,
  shortId,
} from '@mantinel/domain';
import type { Repositories, ShiftCalendarRow, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { PlantView } from './plant-view.ts';

export interface Calendars {
  /** Where neither the place nor any that contains it has one: an empty one, or throws `calendar.notFound`. */
  get(place: PlaceId, where: { none: 'empty' | 'throws' }): Promise<CalendarView>;
  /** `version` 0: it has none of its own yet. Throws `calendar.invalid`, `changedMeanwhile`, `place.notFound`. */
  set(
    calendar: { place: PlaceId; calendar: ShiftCalendar; version: number },
    act: Act,
  ): Promise<CalendarView>;
  /** Throws `calendar.notFound`, `changedMeanwhile`. */
  remove(place: PlaceId, version: number, act: Act): Promise<Removed>;
  /** By which a place works; undefined where there is none, or while the database is away. */
  of(place: PlaceId): Promise<ShiftCalendar | undefined>;
  /** Of that calendar; this computer's where there is none. */
  timeZone(place: PlaceId): Promise<string>;
  /** Throws `calendar.notFound`, `request.invalid` for a range too long. */
  shifts(place: PlaceId, range: { fromUs: number; toUs: number }): Promise<Shifts>;
}

export interface CalendarsOptions {
  readonly store: Pick<Store, 'shiftCalendars'>;
  readonly view: PlantView;
  readonly nowUs: () => number;
}

const longestRangeUs = 100 * 24 * 3_600_000_000;

export function calendars({ store, view, nowUs }: CalendarsOptions): Calendars {
  async function holding(place: PlaceId): Promise<{ row: ShiftCalendarRow; own: number } | undefined> {
    const path = pathToRoot(await view.fresh(), place);
    const all = new Map((await store.shiftCalendars.list()).map((row) => [row.place, row]));
    const holder = path.find((other) => all.has(other));
    return holder && { row: all.get(holder)!, own: all.get(place)?.version ?? 0 };
  }

  async function calendarOf(place: PlaceId): Promise<ShiftCalendar | undefined> {
    try {
      return (await holding(place))?.row.calendar;
    } catch (error) {
      if (error instanceof AppError && error.code === 'store.unavailable') return undefined;
      throw error;
    }
  }

  const tell = (
    tx: Repositories,
    {
      code,
      place,
      ...change
    }: { code: string; place: PlaceId; before?: ShiftCalendar; after?: ShiftCalendar },
    act: Act,
  ) =>
    tx.outbox.enqueue(
      auditedAt({
        code,
        message: 'A person changed when a place is planned to work.',
        place,
        ...(change.before ? { before: attributesOf(change.before) } : {}),
        ...(change.after ? { after: attributesOf(change.after) } : {}),
        act,
        site: shortId(view.site),
        nowUs: nowUs(),
      }),
    );

  return {
    get: async (place, { none }) => {
      const held = await holding(place);
      if (held)
        return { place, from: held.row.place, calendar: mutable(held.row.calendar), version: held.own };
      if (none === 'throws') throw new AppError('calendar.notFound', { data: { place } });
      return {
        place,
        from: place,
        calendar: { timeZone: systemZone(), weekly: [], exceptions: [] },
        version: 0,
      };
    },
    set: ({ place, calendar, version }, act) => {
      const [problem] = checkCalendar(calendar);
      if (problem) throw new AppError('calendar.invalid', { data: { problem: sentence(problem) } });
      return act.unit.commit(async (tx) => {
        if (!(await tx.places.get(place))) throw new AppError('place.notFound', { data: { place } });
        const before = (await tx.shiftCalendars.get(place))?.calendar;
        const stored = await tx.shiftCalendars.set({ place, calendar, ...(version > 0 ? { version } : {}) });
        const told = { code: 'calendar.changed', place, after: calendar };
        await tell(tx, before ? { ...told, before } : told, act);
        return { place, from: place, calendar: mutable(stored.calendar), version: stored.version };
      });
    },
    remove: (place, version, act) =>
      act.unit.commit(async (tx) => {
        const before = (await tx.shiftCalendars.get(place))?.calendar;
        await tx.shiftCalendars.remove(place, version);
        const told = { code: 'calendar.removed', place };
        await tell(tx, before ? { ...told, before } : told, act);
        return { removed: place };
      }),
    of: calendarOf,
    timeZone: async (place) => (await calendarOf(place))?.timeZone ?? systemZone(),
    shifts: async (place, { fromUs, toUs }) => {
      if (toUs - fromUs > longestRangeUs)
        throw new AppError('request.invalid', { data: { problem: 'the range is longer than 100 days' } });
      const held = await holding(place);
      if (!held) throw new AppError('calendar.notFound', { data: { place } });
      const schedule = shiftSchedule(held.row.calendar);
      const shifts = schedule.between(fromUs, toUs);
      return {
        shifts: shifts.map((shift) => ({ ...shift, breaks: [...shift.breaks] })),
        planned: schedule.planned(fromUs, toUs),
      };
    },
  };
}

/** Of this computer, which stands in the plant where nobody says otherwise. */
const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Plain JSON as it stands. */
const attributesOf = (calendar: ShiftCalendar) => calendar as unknown as Attributes;

/** The contract's arrays are its own to change. */
const mutable = (calendar: ShiftCalendar): CalendarView['calendar'] =>
  structuredClone(calendar) as CalendarView['calendar'];

function sentence(found: CalendarProblem): string {
  switch (found.problem) {
    case 'unknownTimeZone':
      return `${found.timeZone} is no time zone`;
    case 'notADate':
      return `${found.date} is no date`;
    case 'dateTwice':
      return `${found.date} is there twice`;
    case 'notATime':
      return `${found.time} of the shift ${found.shift} is no time of day`;
    case 'breakOutsideShift':
      return `the break ${found.pause} lies outside the shift ${found.shift}`;
    case 'breaksOverlap':
      return `the break ${found.pause} of the shift ${found.shift} overlaps another`;
    case 'shiftsOverlap':
      return `the shifts ${found.shift} and ${found.other} overlap, as on ${found.date}`;
  }
}
