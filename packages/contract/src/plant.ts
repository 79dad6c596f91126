/** The plant and when it is planned to work, as screens and programs see it. */
import { type PlaceId as DomainPlaceId, placeLevels } from '@mantinel/domain';
import { z } from 'zod';
import { TimeUs } from './event.ts';
import { nextPage } from './page.ts';

/** `level:name`; the type says more than a regular expression can. */
export const PlaceId = z
  .string()
  .regex(
    new RegExp(`^(${placeLevels.join('|')}):[a-z0-9][a-z0-9-]{0,62}$`),
    'use a level and a short name, such as site:plant or machine:mill',
  )
  .describe('Place of the plant: level and short name, such as site:plant') as unknown as z.ZodType<
  DomainPlaceId,
  DomainPlaceId
>;

export const Version = z.int().describe('Grows with each change; the ETag of a single one');
/** Goes into the audit trail, which is read by auditors. */
export const Reason = z.string().max(500).optional().describe('Why, for the audit trail');
export const ReasonQuery = z.object({ reason: Reason });

const PlaceName = z.string().trim().min(1).max(80);

export const PlaceView = z.object({
  id: PlaceId,
  level: z.enum(placeLevels),
  name: z.string(),
  parent: PlaceId.optional(),
  version: Version,
});
export type PlaceView = z.infer<typeof PlaceView>;

export const PlaceParams = z.object({ id: PlaceId });
export const Places = z.object({
  places: z.array(PlaceView).describe('What the reader may see of the plant, in order of id'),
  next: nextPage,
});
export type Places = z.infer<typeof Places>;
export const AddPlace = z.object({ id: PlaceId, name: PlaceName, parent: PlaceId, reason: Reason });
export const ChangePlace = z.object({
  name: PlaceName.optional(),
  parent: PlaceId.optional().describe('Moves it, with everything in it'),
  reason: Reason,
});
export const Removed = z.object({ removed: z.string() });
export type Removed = z.infer<typeof Removed>;

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use 24 hours, such as 06:30');
const LocalDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'use a date such as 2026-12-24');
const ShiftName = z.string().trim().min(1).max(40);

const ShiftPattern = z.object({
  name: ShiftName,
  start: LocalTime,
  end: LocalTime.describe('At or before the start: on the next day'),
  breaks: z.array(z.object({ name: ShiftName, start: LocalTime, end: LocalTime })).max(10),
  productionDay: z
    .enum(['start', 'end'])
    .optional()
    .describe(
      'The day to which a shift over midnight counts: of its beginning, which is the default, or its end',
    ),
});
const Weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as 1 | 2 | 3 | 4 | 5 | 6 | 7)));
const exception = { date: LocalDate, reason: z.string().max(80) };
const shifts = z.array(ShiftPattern).max(10);

export const ShiftCalendar = z.object({
  timeZone: z.string().max(60).describe('IANA name, such as Europe/Bratislava'),
  weekly: z
    .array(
      ShiftPattern.extend({ weekdays: z.array(Weekday).max(7).describe('1 is Monday; the day it begins') }),
    )
    .max(40),
  exceptions: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('closed'), ...exception }),
        z.object({ kind: z.literal('instead'), ...exception, shifts }),
        z.object({ kind: z.literal('extra'), ...exception, shifts }),
      ]),
    )
    .max(1000)
    .describe('Speak of shifts that begin on their date'),
});

export const SetCalendar = z.object({ calendar: ShiftCalendar, reason: Reason });
export const CalendarQuery = z.object({
  empty: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Where there is none: `true` answers an empty one, from the place itself and of version 0'),
});
export const CalendarView = z.object({
  place: PlaceId,
  from: PlaceId.describe('The place whose calendar holds: this one or the nearest that contains it'),
  calendar: ShiftCalendar,
  version: Version.describe('Of the place’s own calendar; 0 when it has none'),
});
export type CalendarView = z.infer<typeof CalendarView>;

export const ShiftsQuery = z.object({
  fromUs: z.coerce.number().int(),
  toUs: z.coerce.number().int().describe('At most 100 days after fromUs'),
});
const Interval = z.object({ name: z.string(), startUs: TimeUs, endUs: TimeUs });
export const Shifts = z.object({
  shifts: z
    .array(Interval.extend({ productionDay: z.string(), breaks: z.array(Interval) }))
    .describe('Every shift of which a part lies in the range, whole'),
  planned: z
    .object({
      operationUs: z.int().describe('POT, planned operation time'),
      breakUs: z.int(),
      busyUs: z.int().describe('PBT, planned busy time'),
    })
    .describe('Time elements of the range after ISO 22400-2'),
});
export type Shifts = z.infer<typeof Shifts>;
