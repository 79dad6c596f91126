/** A line of `projects.jsonl`: what the shop knows of one part, to learn from. */
import { z } from 'zod';
import { materialGroups, operationKinds, toolKinds } from './kinds.ts';

const splitOf = z.enum(['train', 'validation', 'test']);

export const DatasetOperation = z
  .object({
    number: z.int().describe('Its place in the program'),
    kind: z.enum(operationKinds),
    confidence: z.number().describe('0–1, of the kind'),
    name: z.string().optional().describe('The note it stands under'),
    tool: z.int().describe('Number of the tool in the program; 0: none was called'),
    toolKind: z.enum(toolKinds).optional(),
    diameterMm: z.number().optional(),
    n: z.number().optional().describe('1/min, typical while it cuts'),
    vc: z.number().optional().describe('m/min'),
    f: z.number().optional().describe('mm per turn'),
    vf: z.number().optional().describe('mm/min'),
    fz: z.number().optional().describe('mm per tooth'),
    apMm: z.number().optional().describe('Axial depth of cut'),
    aeMm: z.number().optional().describe('Radial width of cut'),
    depthMm: z.number().optional().describe('Of a cycle, or between the highest and the lowest level'),
    cutMm: z.number().describe('Way at feed'),
    seconds: z.number().optional().describe('Estimated'),
  })
  .meta({ id: 'DatasetOperation' });

export const DatasetProgram = z
  .object({
    name: z.string(),
    number: z.string().optional().describe('O number'),
    kind: z.enum(['mill', 'lathe']),
    dialect: z.string(),
    cam: z.string().optional(),
    lines: z.int(),
    revisions: z.int().describe('How many texts of it the shop has; this is the newest'),
    estimateS: z.number().optional(),
    sha256: z.string().describe('Of the newest text'),
    tools: z.array(
      z.object({
        number: z.int(),
        kind: z.enum(toolKinds).optional(),
        diameterMm: z.number().optional(),
        cornerRadiusMm: z.number().optional(),
        flutes: z.number().optional(),
        pitchMm: z.number().optional(),
        description: z.string().optional(),
        maker: z.string().optional(),
      }),
    ),
    operations: z.array(DatasetOperation),
  })
  .meta({ id: 'DatasetProgram' });

export const DatasetProject = z
  .object({
    schema: z.literal(1),
    id: z.string(),
    name: z.string(),
    partNumber: z.string().optional(),
    customer: z.string().optional(),
    synthetic: z.boolean().describe('Made by a generator: never counted among what a shop ran'),
    licence: z
      .string()
      .nullable()
      .describe('SPDX identifier, or "own"; null: not told, so nothing may be published of it'),
    provenance: z
      .array(z.object({ source: z.string(), path: z.string(), sha256: z.string() }))
      .describe('Where its texts were found'),
    material: z
      .object({
        group: z.enum(materialGroups),
        grade: z.string().optional(),
        confidence: z.number().describe('0–1; 1 where a person confirmed it'),
      })
      .nullable()
      .describe('null: nothing tells it surely'),
    programs: z.array(DatasetProgram),
    outcome: z
      .object({
        known: z.boolean(),
        good: z.number().optional(),
        scrap: z.number().optional(),
        verdict: z.string().optional(),
      })
      .describe('Unknown stays unknown'),
    splits: z
      .object({ family: splitOf, customer: splitOf, toolMaker: splitOf })
      .describe(
        'By part family, by customer and by maker of the tools, each as a whole; what is not told falls by its family',
      ),
  })
  .meta({ id: 'DatasetProject' });

export type DatasetProject = z.infer<typeof DatasetProject>;
export type DatasetProgram = z.infer<typeof DatasetProgram>;
export type DatasetSplit = z.infer<typeof splitOf>;

/** JSON Schema (draft 2020-12) of a line. */
export const datasetSchema = (): Record<string, unknown> => z.toJSONSchema(DatasetProject);
