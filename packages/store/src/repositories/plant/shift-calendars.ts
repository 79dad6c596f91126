/** Shift calendars of lines and of the places that contain them. */
import { AppError } from '@mantinel/contract';
import type { PlaceId, ShiftCalendar } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface ShiftCalendarRow extends Versioned {
  readonly place: PlaceId;
  readonly calendar: ShiftCalendar;
}

export interface ShiftCalendars {
  /** Ordered by place. */
  list(): Promise<ShiftCalendarRow[]>;
  /** The place's own; which one holds where there is none is for the plant to say. */
  get(place: PlaceId): Promise<ShiftCalendarRow | undefined>;
  /** `version` undefined: there is none yet. Throws `changedMeanwhile`, also when it was removed meanwhile. */
  set(calendar: { place: PlaceId; calendar: ShiftCalendar; version?: number }): Promise<ShiftCalendarRow>;
  /** Throws `calendar.notFound`, `changedMeanwhile`. */
  remove(place: PlaceId, version: number): Promise<void>;
}

export const shiftCalendars = (run: Run, nowUs: () => number): ShiftCalendars => ({
  list: () =>
    run(async (db) =>
      (await db.selectFrom('shift_calendar').selectAll().orderBy('place').execute()).map(toCalendar),
    ),
  get: (place) =>
    run(async (db) => {
      const row = await db
        .selectFrom('shift_calendar')
        .selectAll()
        .where('place', '=', place)
        .executeTakeFirst();
      return row && toCalendar(row);
    }),
  set: ({ place, calendar, version }) =>
    run(async (db) => {
      const values = { calendar: JSON.stringify(calendar), changed_us: nowUs() };
      const row =
        version === undefined
          ? await db
              .insertInto('shift_calendar')
              .values({ place, ...values })
              .onConflict((conflict) => conflict.doNothing())
              .returningAll()
              .executeTakeFirst()
          : await db
              .updateTable('shift_calendar')
              .set({ ...values, version: version + 1 })
              .where('place', '=', place)
              .where('version', '=', version)
              .returningAll()
              .executeTakeFirst();
      if (!row) throw new AppError('changedMeanwhile', { data: { what: whatOf(place) } });
      return toCalendar(row);
    }),
  remove: (place, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = await tx
          .selectFrom('shift_calendar')
          .select('version')
          .where('place', '=', place)
          .forUpdate()
          .executeTakeFirst();
        const missing = { code: 'calendar.notFound', data: { place } } as const;
        requireVersion(row, { what: whatOf(place), version, missing });
        await tx.deleteFrom('shift_calendar').where('place', '=', place).execute();
      }),
    ),
});

const whatOf = (place: PlaceId) => `the shift calendar of ${place}`;

const toCalendar = (row: Selectable<Tables['shift_calendar']>): ShiftCalendarRow => ({
  place: row.place,
  calendar: row.calendar,
  version: row.version,
  changedUs: row.changed_us,
});
