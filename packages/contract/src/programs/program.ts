/** A program: its revisions, where they were found, what is in them, and what differs between two. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { ProgramSummary, RevisionSummary } from './projects.ts';

const Id = z.string().min(1).max(64);
const RevisionNumber = z.coerce.number().int().min(1).max(1_000_000);
export const ProgramParams = z.object({ id: Id });
export const RevisionParams = z.object({ id: Id, revision: RevisionNumber });
export const DiffParams = z.object({ id: Id, revision: RevisionNumber, other: RevisionNumber });

export const FoundFile = z.object({
  location: z.string().describe('Folder of the source, or what people uploaded'),
  path: z.string().describe('Within it; what lies in an archive as archive.zip!/inner'),
  modifiedUs: TimeUs,
  licence: z.string().optional(),
  gone: z.boolean().describe('It is no longer there; what was read of it is kept'),
});

export const ProgramDetail = z.object({
  ...ProgramSummary.shape,
  project: z.string(),
  revisionList: z
    .array(RevisionSummary.extend({ files: z.array(FoundFile).describe('The first 20') }))
    .describe('The newest first; the first 200'),
});
export type ProgramDetail = z.infer<typeof ProgramDetail>;

const optionalNumber = z.number().optional();

export const ToolView = z.object({
  number: z.int(),
  kind: z.string().optional(),
  diameterMm: optionalNumber,
  cornerRadiusMm: optionalNumber,
  flutes: optionalNumber,
  pitchMm: optionalNumber,
  description: z.string().optional(),
  confidence: z.number(),
  calls: z.int(),
  line: z.int(),
});
export type ToolView = z.infer<typeof ToolView>;

export const OperationView = z.object({
  number: z.int().describe('Within its revision'),
  name: z.string().optional(),
  kind: z.string(),
  confidence: z.number(),
  tool: z.int(),
  toolKind: z.string().optional(),
  diameterMm: optionalNumber,
  firstLine: z.int(),
  lastLine: z.int(),
  seconds: optionalNumber.describe('Estimated'),
  cutMm: z.number().describe('Way at feed'),
  n: optionalNumber.describe('1/min'),
  vc: optionalNumber.describe('m/min'),
  f: optionalNumber.describe('mm per turn'),
  vf: optionalNumber.describe('mm/min'),
  fz: optionalNumber.describe('mm per tooth'),
  apMm: optionalNumber,
  aeMm: optionalNumber,
  depthMm: optionalNumber,
});
export type OperationView = z.infer<typeof OperationView>;

export const RevisionDetail = RevisionSummary.extend({
  tools: z.array(ToolView),
  operations: z.array(OperationView).describe('Those that cut, in their order'),
});
export type RevisionDetail = z.infer<typeof RevisionDetail>;

export const DifferenceView = z.object({
  subject: z.string().describe('operation, tool, speed, feed, path, work-offset, tool-offset or cycle'),
  change: z.enum(['added', 'removed', 'changed']),
  before: z.int().optional().describe('Number of the operation in the first revision'),
  after: z.int().optional(),
  lineBefore: z.int().optional(),
  lineAfter: z.int().optional(),
  message: z.string().describe('A sentence, metric'),
});

export const LineChange = z.object({
  beforeLine: z.int().describe('From 1: where it begins in the first'),
  before: z.array(z.string()),
  afterLine: z.int(),
  after: z.array(z.string()),
});

export const ProgramDiff = z.object({
  differences: z
    .array(DifferenceView)
    .describe('What a machinist would call different; empty: they cut the same'),
  lines: z.array(LineChange).describe('Lines that differ, block numbers and spaces aside'),
  changedLines: z.int().describe('All of them, also those that are not shown'),
});
export type ProgramDiff = z.infer<typeof ProgramDiff>;
