/** What was remembered of corrections: what a text means, wherever it is read. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId, Version } from '../plant.ts';

export const ProgramRulesQuery = z.object({
  text: z.string().max(200).optional().describe('Words of what it looks for or says: all of them'),
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ProgramRulesQuery = z.infer<typeof ProgramRulesQuery>;

export const ProgramRuleView = z.object({
  id: z.string(),
  place: PlaceId.describe('For whose programs it holds'),
  looksAt: z.string().describe('`material-name`, `folder` or `tool`: of what the pattern speaks'),
  pattern: z.string().describe('Plain words; `*` stands for any'),
  field: z.string().describe('What it says: `material`, `material-grade`, `tool-kind`, `tool-diameter`'),
  value: z.string(),
  person: z.string().optional().describe('Name of the person whose correction it is'),
  changedUs: TimeUs,
  programs: z.int().describe('Of which it says something'),
  version: Version,
});
export type ProgramRuleView = z.infer<typeof ProgramRuleView>;
export const ProgramRules = z.object({
  rules: z.array(ProgramRuleView).describe('The newest first'),
  next: nextPage,
});
export type ProgramRules = z.infer<typeof ProgramRules>;
export const ProgramRuleParams = z.object({ id: z.string().min(1).max(64) });
