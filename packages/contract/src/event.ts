/** Events as the API carries them. */
import { type AttributeValue as DomainValue, isTimeZone, kinds, levels, qualities } from '@mantinel/domain';
import { z } from 'zod';
import { Language } from './catalogue/explanations.ts';

export const AttributeValue: z.ZodType<DomainValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(AttributeValue),
    z.record(z.string(), AttributeValue),
  ]),
);

export const Severity = z.int().min(1).max(24).describe('OpenTelemetry severity number');
export const TimeUs = z.int().describe('Microseconds since 1970 UTC');
export const Level = z.enum(levels);
export const Order = z
  .enum(['received', 'time'])
  .describe('received: as recorded; time: as it happened by the sources');

export const Event = z.object({
  id: z.string().describe('node.epoch.seq, for permalinks'),
  node: z.string(),
  epoch: z.int(),
  seq: z.int(),
  timeUs: TimeUs,
  receivedUs: TimeUs,
  site: z.string(),
  machine: z.string().optional(),
  path: z.string().optional(),
  kind: z.enum(kinds),
  severity: Severity,
  code: z.string(),
  message: z.string(),
  attributes: z.record(z.string(), AttributeValue),
  quality: z.enum(qualities),
  trace: z.object({ traceId: z.string(), spanId: z.string().optional() }).optional(),
});
export type Event = z.infer<typeof Event>;

/** Query strings carry lists by repeating the name. */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(200).optional(),
  );

/** Longer ones are refused with a sentence of their own. */
export const Query = z
  .string()
  .max(4000)
  .describe(
    'A search in words, as docs/reference/search.md describes: `"coolant low" machine:mill-1 severity>=warn -door`',
  );

/** What is selected, whatever the order and page: shared by list, counts, histogram and export. */
export const EventFilter = z.object({
  level: Level.default('developer'),
  minSeverity: z.coerce.number().pipe(Severity).optional(),
  machine: list(z.string()),
  kind: list(z.enum(kinds)),
  code: list(z.string()).describe('Exact codes, or a prefix ending in `*`'),
  path: list(z.string()),
  query: Query.optional(),
  text: z
    .string()
    .max(500)
    .optional()
    .describe('Case-insensitive part of message, code, path or a text attribute'),
  fromUs: z.coerce.number().pipe(TimeUs).optional().describe('Inclusive, by the time of the chosen order'),
  toUs: z.coerce.number().pipe(TimeUs).optional().describe('Exclusive'),
  order: Order.default('time'),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const EventListQuery = EventFilter.extend({
  direction: z.enum(['older', 'newer']).default('older').describe('Which way to read from the cursor'),
  cursor: z
    .string()
    .max(300)
    .optional()
    .describe('Page after this place; without it from the newest (older) or oldest (newer)'),
  atTimeUs: z.coerce.number().pipe(TimeUs).optional().describe('Begin at this time instead of a cursor'),
  atRank: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Begin at the row with this rank (0 is the oldest) instead of a cursor'),
  atEvent: z.string().max(120).optional().describe('Begin at this event (included) instead of a cursor'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type EventListQuery = z.infer<typeof EventListQuery>;

export const EventPage = z.object({
  events: z.array(Event).describe('Always oldest first within the page, whatever the direction'),
  older: z.string().optional().describe('Cursor to read on towards older; absent at the beginning'),
  newer: z.string().optional().describe('Cursor to read on towards newer, also for what is yet to come'),
  rank: z
    .int()
    .optional()
    .describe('Rank of the first row of the page; absent where it would need a full scan'),
});
export type EventPage = z.infer<typeof EventPage>;

export const EventCounts = z.object({
  total: z.int().describe('Events of the chosen level that match'),
  exact: z.boolean().describe('false while a text filter has only been counted in part'),
  levels: z
    .object({ developer: z.int(), technical: z.int(), operator: z.int() })
    .describe('The same filter at each level'),
});
export type EventCounts = z.infer<typeof EventCounts>;

export const FacetQuery = EventFilter.extend({ by: z.enum(['machine', 'code', 'kind', 'severity', 'path']) });
export const Facets = z.object({
  values: z.array(z.object({ value: z.string(), count: z.int() })).describe('Most frequent first'),
  exact: z.boolean().optional().describe('false while a text filter has only been counted in part'),
});
export type Facets = z.infer<typeof Facets>;

export const HistogramQuery = EventFilter.extend({
  buckets: z.coerce.number().int().min(1).max(1000).default(120),
});
export const Histogram = z.object({
  fromUs: TimeUs,
  toUs: TimeUs,
  bucketUs: z.int().describe('Width of a bucket; a whole number of minutes when longer than one'),
  /** One entry a bucket in each range. */
  series: z.object({
    trace: z.array(z.int()),
    debug: z.array(z.int()),
    info: z.array(z.int()),
    warn: z.array(z.int()),
    error: z.array(z.int()),
    fatal: z.array(z.int()),
  }),
  exact: z.boolean().optional().describe('false while a text filter has only been counted in part'),
});
export type Histogram = z.infer<typeof Histogram>;

export const exportFormats = ['csv', 'ndjson', 'html', 'pdf', 'otlp'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportColumns = [
  'id',
  'time',
  'received',
  'site',
  'machine',
  'machineName',
  'path',
  'kind',
  'severity',
  'code',
  'value',
  'message',
  'quality',
  'attributes',
  'traceId',
] as const;
export type ExportColumn = (typeof exportColumns)[number];

export const ExportQuery = EventFilter.extend({
  format: z.enum(exportFormats),
  columns: list(z.enum(exportColumns)).describe(
    'Of CSV, HTML and PDF, in this order; those that fit the format when left out',
  ),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'is not a time zone such as Europe/Bratislava')
    .optional()
    .describe("IANA name; the plant's own by its calendar when left out"),
  language: Language.default('en').describe('Of headings in HTML and PDF'),
});
export type ExportQuery = z.infer<typeof ExportQuery>;
