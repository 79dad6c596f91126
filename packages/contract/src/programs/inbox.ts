/** What waits for a person's word: materials and tools that nothing tells surely. */
import { z } from 'zod';
import { nextPage } from '../page.ts';
import { PlaceId, Reason, Version } from '../plant.ts';
import { materialGroups, toolKinds } from './kinds.ts';

const Material = z.enum(materialGroups).describe('Groups of ISO 513, and what is no metal');
const Tool = z.enum(toolKinds);
const Id = z.string().min(1).max(64);

export const inboxReasons = ['unknown', 'unsure', 'contradicted'] as const;
const InboxReason = z
  .enum(inboxReasons)
  .describe('Nothing tells; something does, but not surely; several tell otherwise');

/** What something says, where it says so, and how sure that is. */
const Hint = z.object({
  field: z.string().describe('`material`, `material-grade`, `tool-kind`, `tool-diameter` …'),
  value: z.string(),
  confidence: z.number().min(0).max(1),
  reader: z.string().describe('`program`, `setup-sheet`, `tool-list`, `folder`, `qif`, `rule` or `person`'),
  source: z.string().describe('Path of the program or document, and where in it'),
  because: z.string(),
});
export type InboxHint = z.infer<typeof Hint>;

const page = {
  reason: InboxReason.optional(),
  text: z.string().max(200).optional().describe('Part of a name, number or path; several words: all of them'),
  after: z.string().max(2000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const InboxQuery = z.object(page);
export type InboxQuery = z.infer<typeof InboxQuery>;
const counts = z
  .object({ unknown: z.int(), unsure: z.int(), contradicted: z.int() })
  .optional()
  .describe('Of all that wait and fit the text; with the first page');

export const MaterialQuestion = z.object({
  id: z.string().describe('The project'),
  place: PlaceId,
  name: z.string(),
  partNumber: z.string().optional(),
  customer: z.string().optional(),
  programs: z.int(),
  path: z.string().optional().describe('One of its files'),
  folder: z.string().optional().describe('The nearest folder that it lies in, of which a rule may be made'),
  reason: InboxReason,
  material: z.string().optional().describe('The answer of the moment'),
  grade: z.string().optional(),
  confidence: z.number().optional(),
  hints: z.array(Hint).describe('The surest first'),
  version: Version,
});
export type MaterialQuestion = z.infer<typeof MaterialQuestion>;
export const MaterialInbox = z.object({ counts, projects: z.array(MaterialQuestion), next: nextPage });
export type MaterialInbox = z.infer<typeof MaterialInbox>;

export const ToolQuestion = z.object({
  id: z.string().describe('Program and number of the tool'),
  program: z.string(),
  tool: z.int(),
  project: z.string(),
  place: PlaceId,
  name: z.string().describe('Of the program'),
  projectName: z.string(),
  path: z.string().optional(),
  reason: InboxReason,
  kind: z.string().optional(),
  diameterMm: z.number().optional(),
  description: z.string().optional().describe('As its program notes it'),
  confidence: z.number(),
  calls: z.int().describe('How often the program calls it'),
  line: z.int(),
  hints: z.array(Hint),
  version: Version.describe("The project's: a change of anything else of it refuses the confirmation"),
});
export type ToolQuestion = z.infer<typeof ToolQuestion>;
export const ToolInbox = z.object({ counts, tools: z.array(ToolQuestion), next: nextPage });
export type ToolInbox = z.infer<typeof ToolInbox>;

const mostAtOnce = 500;
const remembered = 'As a rule: whatever reads so from now on, and waits now, is answered so';

export const ConfirmMaterials = z.object({
  projects: z
    .array(z.object({ id: Id, version: Version }))
    .min(1)
    .max(mostAtOnce),
  material: Material,
  grade: z.string().trim().min(1).max(60).optional().describe('As the shop orders it: 1.4301, 6082-T6'),
  remember: z
    .enum(['nothing', 'words', 'folder'])
    .default('nothing')
    .describe(`${remembered}. By what documents call the material, or by the folder that the files lie in`),
  reason: Reason,
});
export type ConfirmMaterials = z.infer<typeof ConfirmMaterials>;
export const ConfirmTools = z
  .object({
    tools: z
      .array(z.object({ program: Id, tool: z.int().min(0), version: Version }))
      .min(1)
      .max(mostAtOnce),
    kind: Tool.optional(),
    diameterMm: z.number().positive().max(1000).optional(),
    remember: z
      .enum(['nothing', 'words'])
      .default('nothing')
      .describe(`${remembered}. By the description that programs give the tool`),
    reason: Reason,
  })
  .refine(({ kind, diameterMm }) => kind !== undefined || diameterMm !== undefined, 'say what it is');
export type ConfirmTools = z.infer<typeof ConfirmTools>;
export const Confirmed = z.object({
  confirmed: z.int().describe('Projects or tools that were chosen'),
  rules: z
    .array(z.object({ looksAt: z.string(), pattern: z.string(), value: z.string() }))
    .describe('Remembered of it; what waits is answered by them in the background'),
});
export type Confirmed = z.infer<typeof Confirmed>;
