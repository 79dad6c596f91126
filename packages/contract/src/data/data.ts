/** Everything that people enter, as files: by names and short names, so that a file of one plant means the same in another. */
import { roles } from '@mantinel/domain';
import { z } from 'zod';
import { catalogueKey, catalogueWords } from '../catalogue/catalogue.ts';
import { Language } from '../catalogue/explanations.ts';
import { Machine } from '../config.ts';
import { TimeUs } from '../event.ts';
import { PlaceId, Reason, ShiftCalendar } from '../plant.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

const PlaceRecord = z.strictObject({ id: PlaceId, name: text(80), parent: PlaceId.optional() });
const CalendarRecord = z.strictObject({ place: PlaceId, calendar: ShiftCalendar });
const PersonRecord = z.strictObject({ name: text(80), place: PlaceId, disabled: z.boolean().default(false) });
const GrantRecord = z.strictObject({
  person: text(80).describe('Name of the account'),
  role: z.enum(roles),
  place: PlaceId,
});
const PartRecord = z.strictObject({ number: text(40), name: text(80), place: PlaceId });
const OperationRecord = z.strictObject({
  number: z.int().min(1).max(99_999),
  name: text(80),
  place: PlaceId.optional(),
  plannedSetupUs: z.int().min(0).optional(),
  plannedRunPerItemUs: z.int().min(1).optional(),
});
const JobRecord = z.strictObject({
  number: text(40),
  place: PlaceId,
  part: text(40).describe('Number of the part'),
  partPlace: PlaceId.describe('The enterprise, or the site that makes it'),
  quantity: z.int().min(1).max(1_000_000_000),
  dueUs: TimeUs.optional(),
  operations: z
    .array(OperationRecord)
    .max(200)
    .refine((all) => new Set(all.map(({ number }) => number)).size === all.length, 'a number is used twice')
    .default([]),
});
const WebhookRecord = z.strictObject({
  name: text(80),
  place: PlaceId,
  url: z.url({ protocol: /^https?$/ }).max(2000),
  level: z.enum(['technical', 'operator']),
  codes: z
    .array(z.string().regex(/^[^\s*]{1,199}\*?$/, 'use a code such as machine.execution'))
    .max(50)
    .default([]),
  paused: z.boolean().default(false),
});

const CatalogueRecord = z.strictObject({ ...catalogueKey, ...catalogueWords });

/** In the order in which they can be brought in: what others refer to comes first. */
export const dataRecords = {
  places: PlaceRecord,
  machines: Machine,
  calendars: CalendarRecord,
  people: PersonRecord,
  grants: GrantRecord,
  parts: PartRecord,
  jobs: JobRecord,
  webhooks: WebhookRecord,
  catalogue: CatalogueRecord,
} as const;
export type DataKind = keyof typeof dataRecords;
export const dataKinds = Object.keys(dataRecords) as DataKind[];
export type DataRecord<Kind extends DataKind> = z.output<(typeof dataRecords)[Kind]>;

export const dataFormat = 'mantinel-data';
export const dataSchemaVersion = 1;

export const DataFile = z.object({
  format: z.literal(dataFormat),
  schemaVersion: z.literal(dataSchemaVersion),
  places: z.array(PlaceRecord),
  machines: z.array(Machine).describe('How they are connected; a password within an address is hidden'),
  calendars: z.array(CalendarRecord),
  people: z.array(PersonRecord),
  grants: z.array(GrantRecord),
  parts: z.array(PartRecord),
  jobs: z.array(JobRecord),
  webhooks: z.array(WebhookRecord).describe('Without their secrets: each gets a new one'),
  catalogue: z.array(CatalogueRecord).describe('What event codes mean, in the shop’s own words'),
});
export type DataFile = z.infer<typeof DataFile>;

export const DataKindParams = z.object({ kind: z.enum(dataKinds as [DataKind, ...DataKind[]]) });

export const ImportQuery = z.object({
  kind: z
    .enum(dataKinds as [DataKind, ...DataKind[]])
    .optional()
    .describe('Of the rows of a CSV file; told by its columns when left out'),
  place: PlaceId.optional().describe('Where the explanations of a list hold whose rows name no place'),
  model: z.string().trim().max(120).optional().describe('Of a list of explanations: only for this model'),
  controller: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,40}$/, 'use the controller in lower case, such as fanuc')
    .optional()
    .describe('Of a list of explanations: prefix of the codes of rows that hold bare numbers'),
  language: Language.optional().describe('Of a list of explanations: of columns that name no language'),
  fingerprint: z
    .string()
    .max(64)
    .optional()
    .describe('Of the preview: when something else would come of it now, nothing is done'),
  reason: Reason,
});

export const ImportedRow = z.object({
  kind: z.enum(dataKinds as [DataKind, ...DataKind[]]),
  line: z.int().optional().describe('In a CSV file, from 1'),
  index: z.int().describe('Among the records of its kind, from 1'),
  name: z.string().describe('What the row is about'),
  verdict: z.enum(['added', 'changed', 'same', 'refused']),
  column: z.string().optional().describe('Where the mistake is'),
  problem: z.string().optional(),
  remedy: z.string().optional(),
  changes: z.array(z.string()).optional().describe('The columns that change'),
});
export type ImportedRow = z.infer<typeof ImportedRow>;

export const ImportOutcome = z.object({
  applied: z.boolean().describe('All of it, or nothing: one refused row refuses the file'),
  counts: z.object({ added: z.int(), changed: z.int(), same: z.int(), refused: z.int() }),
  rows: z
    .array(ImportedRow)
    .describe('Refused rows first, then what is added or changed; at most 1000 rows, the counts are of all'),
  fingerprint: z.string().describe('Of everything that comes of the file'),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;
