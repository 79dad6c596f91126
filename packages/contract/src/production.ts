/** What is made: parts, jobs and their operations. */
import { z } from 'zod';
import { TimeUs } from './event.ts';
import { PlaceId, Reason, Version } from './plant.ts';

const PartNumber = z.string().trim().min(1).max(40);
const Name = z.string().trim().min(1).max(80);
const Id = z.string().min(1).max(64);

export const NumberedQuery = z.object({
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const next = z.string().optional().describe('Read on with `after`; absent at the end');

export const PartView = z.object({
  id: z.string(),
  place: PlaceId.describe('The enterprise, for a part that every site knows, or the site that makes it'),
  number: z.string(),
  name: z.string(),
  version: Version,
});
export type PartView = z.infer<typeof PartView>;
export const PartParams = z.object({ id: Id });
export const Parts = z.object({ parts: z.array(PartView).describe('In order of number'), next });
export type Parts = z.infer<typeof Parts>;
export const AddPart = z.object({ place: PlaceId, number: PartNumber, name: Name, reason: Reason });
export const ChangePart = z.object({ name: Name, reason: Reason });

const JobOperation = z.object({
  number: z.int().min(1).max(99_999).describe('10, 20, 30 by custom'),
  name: Name,
  place: PlaceId.optional().describe('The line or machine on which it is planned'),
  plannedSetupUs: z.int().min(0).optional(),
  plannedRunPerItemUs: z.int().min(1).optional().describe('PRI of ISO 22400-2'),
});
const operations = z
  .array(JobOperation)
  .max(200)
  .refine((all) => new Set(all.map(({ number }) => number)).size === all.length, 'a number is used twice');
const plan = {
  part: Id,
  quantity: z.int().min(1).max(1_000_000_000),
  dueUs: TimeUs.optional(),
  operations,
};

export const JobView = z.object({
  id: z.string(),
  place: PlaceId.describe('The site, area or line that makes it'),
  number: z.string(),
  ...plan,
  version: Version,
});
export type JobView = z.infer<typeof JobView>;
export const JobParams = z.object({ id: Id });
export const Jobs = z.object({ jobs: z.array(JobView).describe('In order of number'), next });
export type Jobs = z.infer<typeof Jobs>;
export const AddJob = z.object({ place: PlaceId, number: PartNumber, ...plan, reason: Reason });
export const ChangeJob = z
  .object({ ...plan, reason: Reason })
  .describe('Replaces everything but place and number');
