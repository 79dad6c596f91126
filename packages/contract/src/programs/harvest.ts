/** Where the shop's programs are taken from, the walks through it, and what they did not take up. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId, Reason, Version } from '../plant.ts';

const Id = z.string().min(1).max(64);

export const harvestStates = ['waiting', 'running', 'finished', 'cancelled', 'failed'] as const;
const HarvestState = z.enum(harvestStates);

const Count = z.int().min(0);
const Counts = z.object({
  files: Count.describe('Looked at so far'),
  total: Count.optional().describe('Absent while they are being counted'),
  unchanged: Count.describe('Not read again'),
  copies: Count.describe('Of a text that is known from another file'),
  programs: Count.describe('New ones: the first of their family'),
  revisions: Count.describe('New ones of known programs'),
  setApart: Count.describe('For lasers, plasma, printers and the like: kept, never learnt from'),
  documents: Count.describe('Setup sheets, tool lists, inspection results'),
  skipped: Count.describe('Not taken up; the report says why'),
  gone: Count.describe('No longer there; what was read of them is kept'),
  bytes: Count.describe('Read so far'),
  totalBytes: Count.optional().describe('To be read; absent while that is not known'),
});

/** Words of an error: screens have them in their language, by its code. */
const Problem = z.object({
  text: z.string(),
  code: z.string().optional().describe('Of the error catalogue, where it is one of those'),
  data: z.record(z.string(), z.unknown()).optional().describe('What the sentence of the code names'),
});

export const HarvestView = z.object({
  id: z.string(),
  source: z.string(),
  state: HarvestState.describe(
    '`waiting`: not begun yet; `failed`: also one whose process died, which the next one goes on from',
  ),
  startedUs: TimeUs.describe('Of one that waits: when it was asked for'),
  endedUs: TimeUs.optional(),
  counts: Counts,
  bytesPerSecond: z.number().min(0).optional().describe('Of what was read, since it began'),
  leftUs: z.number().min(0).optional().describe('Estimated from the rate; absent while nothing tells'),
  cancelling: z.boolean().describe('A person asked for its end; what was read is being kept'),
  problem: Problem.optional(),
});
export type HarvestView = z.infer<typeof HarvestView>;

const Licence = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[\w.+() -]+$/, 'use "own" or an SPDX expression such as MIT')
  .describe('What the programs may be used for: "own", or an SPDX expression');
const source = {
  watched: z.boolean().describe('Looked at by itself whenever something changes there'),
  paused: z.boolean().describe('Neither watched nor harvested meanwhile'),
  licence: Licence.optional(),
};

export const HarvestSourceView = z.object({
  id: z.string(),
  place: PlaceId,
  kind: z.enum(['folder', 'upload']),
  location: z
    .string()
    .describe('Absolute path of a folder of the computer on which Mantinel runs; of uploads their name'),
  ...source,
  programs: Count.describe('Programs that are there, copies included'),
  problem: Problem.extend({ sinceUs: TimeUs })
    .optional()
    .describe('Why it cannot be looked at just now; it is tried again by itself'),
  latest: HarvestView.optional(),
  version: Version,
});
export type HarvestSourceView = z.infer<typeof HarvestSourceView>;
export const HarvestSourceParams = z.object({ id: Id });
export const HarvestSources = z.object({
  sources: z.array(HarvestSourceView).describe('In order of location'),
  next: nextPage,
});
export type HarvestSources = z.infer<typeof HarvestSources>;
export const AddHarvestSource = z.object({
  place: PlaceId,
  kind: z.enum(['folder', 'upload']),
  location: z.string().trim().min(1).max(1000),
  watched: source.watched.default(false),
  licence: source.licence,
  reason: Reason,
});
export type AddHarvestSource = z.infer<typeof AddHarvestSource>;
export const ChangeHarvestSource = z
  .object({ ...source, reason: Reason })
  .describe('Replaces everything but place, kind and location');

export const HarvestParams = z.object({ id: Id });
export const HarvestsQuery = z.object({
  source: Id.optional(),
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type HarvestsQuery = z.infer<typeof HarvestsQuery>;
export const Harvests = z.object({
  harvests: z.array(HarvestView).describe('The newest first'),
  next: nextPage,
});
export type Harvests = z.infer<typeof Harvests>;

export const HarvestSkipsQuery = z.object({
  reason: z.string().max(80).optional(),
  after: z.string().max(6000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type HarvestSkipsQuery = z.infer<typeof HarvestSkipsQuery>;
export const HarvestSkips = z.object({
  reasons: z
    .array(z.object({ reason: z.string(), count: Count }))
    .describe('All reasons, the most frequent first'),
  skips: z
    .array(
      z.object({
        path: z.string(),
        reason: z.string().describe('Stable: `unreadable`, `archive-bomb` …'),
        detail: z.string().describe('What to do about it'),
      }),
    )
    .describe('In order of path'),
  next: nextPage,
});
export type HarvestSkips = z.infer<typeof HarvestSkips>;

export const UploadQuery = z.object({
  path: z.string().min(1).max(1000).describe('Name of the file, with the folders it is to lie in'),
  bytes: z.coerce.number().int().min(1).describe('Size of the whole file: a part of one is not kept'),
});
export const UploadedFile = z.object({
  path: z.string().describe('Where it lies now; signs that no system can store are replaced'),
  bytes: Count,
  sha256: z.string(),
  known: z.boolean().describe('The same content lay there already'),
});
export type UploadedFile = z.infer<typeof UploadedFile>;
