/** What the shop did before that is like this. */
import { z } from 'zod';
import { materialGroups, operationKinds, toolKinds } from './kinds.ts';
import { OperationView } from './program.ts';

const positive = z.number().positive().max(1e6).optional();

export const ComparedOperation = z.object({
  kind: z.enum(operationKinds).default('unknown'),
  tool: z.enum(toolKinds).optional(),
  material: z.enum(materialGroups).optional(),
  diameterMm: positive,
  vc: positive.describe('m/min'),
  fz: positive.describe('mm per tooth; of tools without teeth mm per turn'),
  apMm: positive,
  aeMm: positive,
  overhangMm: positive,
});

export const FindSimilar = z.object({
  operation: ComparedOperation.describe('What is not told counts as neither alike nor unlike'),
  limit: z.int().min(1).max(50).default(10),
  each: z.boolean().default(false).describe('Several operations of one project'),
});
export type FindSimilar = z.infer<typeof FindSimilar>;

export const Likeness = z.object({
  about: z.string().describe('operation, tool, material, vc, fz, ap/D, ae/D, D or overhang/D'),
  apart: z.number().optional().describe('0: the same; 1: a unit apart; absent: one of the two does not tell'),
  one: z.string().optional(),
  other: z.string().optional(),
});
export type Likeness = z.infer<typeof Likeness>;

const Found = z.object({
  project: z.string(),
  projectName: z.string(),
  partNumber: z.string().optional(),
  material: z.string().optional(),
  program: z.string(),
  programName: z.string(),
  revision: z.int(),
});

export const SimilarOperation = Found.extend({
  similarity: z.number().min(0).max(1).describe('How it went is taken into account'),
  weight: z.number().min(0).max(1).describe('1: it went without scrap; 0.8: nobody told'),
  operation: OperationView,
  because: z.array(Likeness).describe('The nearest first, what is unknown last'),
});
export type SimilarOperation = z.infer<typeof SimilarOperation>;

const index = {
  searched: z.int().describe('Operations that were looked through'),
};
export const SimilarOperations = z.object({ ...index, operations: z.array(SimilarOperation) });
export type SimilarOperations = z.infer<typeof SimilarOperations>;

export const SimilarQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) });

export const SimilarProject = Found.omit({ program: true, programName: true, revision: true }).extend({
  similarity: z.number().min(0).max(1).describe('Mean over the operations of this project, by their time'),
  pairs: z
    .array(
      SimilarOperation.pick({
        program: true,
        programName: true,
        revision: true,
        similarity: true,
        weight: true,
        operation: true,
        because: true,
      }).extend({
        own: z.object({ program: z.string(), revision: z.int(), operation: OperationView }),
      }),
    )
    .describe('Operations that are alike, the most alike first; the first 5'),
});
export type SimilarProject = z.infer<typeof SimilarProject>;

export const SimilarProjects = z.object({
  ...index,
  compared: z
    .int()
    .describe(
      'Operations of this project that were asked for: those that take longest and of which more than the kind is known',
    ),
  of: z.int().describe('Operations that it has'),
  projects: z.array(SimilarProject).describe('The most alike first'),
});
export type SimilarProjects = z.infer<typeof SimilarProjects>;
