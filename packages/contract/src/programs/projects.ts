/** Projects: parts as the shop made them, with their programs and what is known of them. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId } from '../plant.ts';
import { operationFilter, projectFilter } from './operation-filter.ts';

const Id = z.string().min(1).max(64);
export const ProjectParams = z.object({ id: Id });

export const ProjectsQuery = z.object({
  ...projectFilter,
  ...operationFilter,
  order: z.enum(['newest', 'name']).default('newest'),
  after: z.string().max(800).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ProjectsQuery = z.infer<typeof ProjectsQuery>;

export const ProjectMaterial = z.object({
  group: z.string(),
  grade: z.string().optional(),
  confidence: z.number().min(0).max(1).describe('1 where a person confirmed it'),
});

const summary = {
  id: z.string(),
  place: PlaceId,
  name: z.string(),
  partNumber: z.string().optional(),
  customer: z.string().optional(),
  material: ProjectMaterial.optional().describe('Absent: nobody says it surely enough'),
  confirmed: z.boolean().describe('A person looked at it'),
  changedUs: TimeUs,
};

export const ProjectSummary = z.object({
  ...summary,
  kinds: z.array(z.string()).describe('Of its programs'),
  programs: z.int(),
  revisions: z.int(),
  operations: z.int().describe('Of the latest revisions'),
  tools: z.int(),
  estimateS: z.number().optional().describe('Of all its programs; absent where none moves anything'),
  thumbnail: z
    .object({ program: z.string(), revision: z.int() })
    .optional()
    .describe('Whose toolpath stands for the project'),
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

export const BoundedCount = z.object({
  count: z.int(),
  more: z.boolean().describe('There are more than were counted'),
});
export type BoundedCount = z.infer<typeof BoundedCount>;

export const Projects = z.object({
  projects: z.array(ProjectSummary),
  total: BoundedCount,
  next: nextPage,
});
export type Projects = z.infer<typeof Projects>;

export const FactView = z.object({
  id: z.string(),
  program: z.string().optional().describe('Id of the program that it is about; absent: all of the project'),
  tool: z.int().optional(),
  field: z.string(),
  value: z.string(),
  confidence: z.number().min(0).max(1),
  reader: z.string().describe('program, setup-sheet, tool-list, folder, qif, rule or person'),
  source: z.string().describe('Path of the document or program, and where in it'),
  because: z.string(),
  recordedUs: TimeUs,
});
export type FactView = z.infer<typeof FactView>;

const Box = z
  .array(z.object({ min: z.number(), max: z.number() }).nullable())
  .describe('What is cut along X, Y and Z, in mm; null for an axis that does not move');

export const RevisionSummary = z.object({
  number: z.int().describe('From 1, in the order in which they were found'),
  dialect: z.string(),
  dialectConfidence: z.number(),
  cam: z.string().optional(),
  post: z.string().optional(),
  lines: z.int(),
  blocks: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  estimateS: z.number().optional().describe('With the dynamics of an ordinary machine'),
  box: Box,
  errors: z.int(),
  warnings: z.int(),
  thumbnail: z.boolean(),
  readUs: TimeUs,
});
export type RevisionSummary = z.infer<typeof RevisionSummary>;

export const ProgramSummary = z.object({
  id: z.string(),
  name: z.string(),
  number: z.string().optional().describe('O number without its O'),
  kind: z.string(),
  revisions: z.int(),
  latest: RevisionSummary.describe('The one of the newest file'),
});
export type ProgramSummary = z.infer<typeof ProgramSummary>;

export const ProjectDetail = z.object({
  ...summary,
  programs: z.array(ProgramSummary).describe('In order of name; the first 200'),
  facts: z.array(FactView).describe('The surest first; the first 200'),
});
export type ProjectDetail = z.infer<typeof ProjectDetail>;
