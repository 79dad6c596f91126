/** Operations of everything the shop ever ran, as columns for a drawing. */
import { z } from 'zod';
import { operationFeatures } from './kinds.ts';
import { operationFilter, projectFilter } from './operation-filter.ts';

export const OperationsQuery = z.object({
  x: z.enum(operationFeatures).default('diameter'),
  y: z.enum(operationFeatures).default('vc'),
  ...projectFilter,
  ...operationFilter,
  limit: z.coerce.number().int().min(1).max(20_000).default(5000),
});
export type OperationsQuery = z.infer<typeof OperationsQuery>;

export const OperationColumns = z.object({
  total: z.int().describe('Operations that have both features'),
  sampled: z.boolean().describe('There are more than fit: the same sample each time, evenly drawn'),
  x: z.array(z.number()),
  y: z.array(z.number()),
  materials: z.array(z.string().nullable()).describe('Names that `material` counts from 0'),
  material: z.array(z.int()),
  tools: z.array(z.string().nullable()),
  tool: z.array(z.int()),
  kinds: z.array(z.string().nullable()),
  kind: z.array(z.int()),
  projects: z.array(z.object({ id: z.string(), name: z.string() })),
  project: z.array(z.int()),
  programs: z.array(z.object({ id: z.string(), name: z.string(), revision: z.int() })),
  program: z.array(z.int()),
  number: z.array(z.int()).describe('Of the operation within its revision'),
});
export type OperationColumns = z.infer<typeof OperationColumns>;
