/** The account of a shift at a place: a document of statements and tables, each with the events it rests on. */
import { activities } from '@mantinel/domain';
import { z } from 'zod';
import { Language } from './catalogue/explanations.ts';
import { TimeUs } from './event.ts';
import { PlaceId } from './plant.ts';

const Link = z
  .object({ machine: z.string().optional(), code: z.string().optional(), fromUs: TimeUs, toUs: TimeUs })
  .describe('The events that say so: a filter of the log');
const Activity = z.enum(activities);
const isNumber = z.literal(true).optional();

const ReportBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('statement'), good: z.boolean(), text: z.string(), link: Link }),
  z
    .object({ kind: z.literal('strip'), label: z.string(), link: Link, slices: z.array(Activity) })
    .describe('The shift of one machine from left to right, in slices of equal length'),
  z.object({
    kind: z.literal('legend'),
    activities: z.array(z.object({ activity: Activity, text: z.string() })),
  }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.object({ head: z.string(), share: z.number(), isNumber })),
    rows: z.array(z.array(z.object({ text: z.string(), link: Link.optional(), isNumber }))),
  }),
]);

const ShiftOfDay = z.object({ name: z.string(), startUs: TimeUs, endUs: TimeUs });

export const ShiftReportView = z.object({
  title: z.string(),
  subtitle: z.string(),
  blocks: z.array(ReportBlock),
  place: PlaceId,
  timeZone: z.string(),
  productionDay: z.string().describe('The date to which the shift counts'),
  shift: ShiftOfDay,
  shifts: z.array(ShiftOfDay).describe('All of that production day'),
  before: ShiftOfDay.optional().describe('The shift before'),
  after: ShiftOfDay.optional().describe('The shift after, once it has begun'),
});
export type ShiftReportView = z.infer<typeof ShiftReportView>;

export const ShiftReportQuery = z.object({
  place: PlaceId,
  atUs: z.coerce
    .number()
    .pipe(TimeUs)
    .optional()
    .describe('Within the shift, or after its end; the last shift that has ended when left out'),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'use a date such as 2026-12-24')
    .optional()
    .describe('The first shift of this production day instead'),
  language: Language.default('en'),
});
export type ShiftReportQuery = z.infer<typeof ShiftReportQuery>;

export const ShiftReportFileQuery = ShiftReportQuery.extend({ format: z.enum(['html', 'pdf']) });
export type ShiftReportFileQuery = z.infer<typeof ShiftReportFileQuery>;
