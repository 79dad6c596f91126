/** What helps with searching: proposals while a search is typed, and what lines of free text have in common. */
import { z } from 'zod';
import { EventFilter, Severity, TimeUs } from './event.ts';

export const CompletionQuery = EventFilter.extend({
  query: z.string().max(1000).default('').describe('What is typed so far; not searched by'),
  at: z.coerce.number().int().min(0).max(1000).describe('Where the cursor stands, in UTF-16 units'),
});
export const Completions = z.object({
  from: z.int().describe('A choice replaces the text from here'),
  to: z.int(),
  choices: z.array(
    z.object({
      text: z.string().describe('What is put there'),
      count: z.int().optional().describe('Events that have it, of those that were counted'),
    }),
  ),
});
export type Completions = z.infer<typeof Completions>;

export const PatternsQuery = EventFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('So many, the most frequent'),
});
export const Pattern = z.object({
  template: z
    .string()
    .describe('The words that the messages share, `<*>` where they differ; `template:` finds them'),
  count: z.int(),
  severity: Severity.describe('Of the worst of them'),
  codes: z.array(z.string()).describe('Up to five'),
  machines: z.array(z.string()).describe('Up to five'),
  firstUs: TimeUs.describe('By the time of the chosen order'),
  lastUs: TimeUs,
  example: z.string().describe('Id of the last of them'),
});
export type Pattern = z.infer<typeof Pattern>;
export const Patterns = z.object({
  patterns: z.array(Pattern).describe('Most frequent first'),
  exact: z
    .boolean()
    .describe(
      'Everything that matches was counted; false when the time was up before: counts are at least these',
    ),
});
export type Patterns = z.infer<typeof Patterns>;
