/** Runs of a project's programs on machines, beside what was estimated. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { Reason } from '../plant.ts';
import { RunTold } from './outcomes.ts';

export const RunsQuery = z.object({
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const percent = z.number().optional().describe('Per cent; absent where the machine does not tell');

export const RunOperation = z.object({
  number: z.int().describe('Of the operation within its revision'),
  seconds: z.number(),
  estimateS: z.number().optional(),
  feedOverride: percent,
  loadMean: percent,
  loadMax: percent,
});

export const RunView = z.object({
  id: z.string(),
  machine: z.string(),
  program: z.string(),
  programName: z.string(),
  revision: z.int(),
  kind: z
    .enum(['program', 'single-block', 'warm-up'])
    .describe('Block by block, and warming up, of which nothing is learnt'),
  beganUs: TimeUs.describe("By the machine's clock"),
  endedUs: TimeUs,
  ending: z.enum(['complete', 'aborted', 'cut-off']),
  activeS: z.number(),
  assignedS: z.number().describe('Of those, seconds that are known to belong to an operation'),
  estimateS: z.number().optional(),
  feedOverride: percent,
  overridden: z.boolean(),
  confidence: z.number().describe('0–1: that it was this revision'),
  told: RunTold.optional().describe('Absent: nobody has told how it went'),
  counted: z
    .object({ parts: z.number().optional(), scrap: z.number().optional(), rework: z.number().optional() })
    .describe("What the machine's own counters added"),
  operations: z.array(RunOperation),
});
export type RunView = z.infer<typeof RunView>;

const warmUp = z.boolean().describe('It warmed the machine up and made no part: nothing is learnt from it');
export const MarkRun = z.object({ warmUp, reason: Reason });
export type MarkRun = z.infer<typeof MarkRun>;
export const RunMark = z.object({ warmUp });
export type RunMark = z.infer<typeof RunMark>;

export const Runs = z.object({ runs: z.array(RunView).describe('The newest first'), next: nextPage });
export type Runs = z.infer<typeof Runs>;
