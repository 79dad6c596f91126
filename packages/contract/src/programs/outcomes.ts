/** How it went: what people and machines tell of a project. What nobody told is unknown, and has no entry. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { Reason } from '../plant.ts';

const Parts = z.number().int().min(0).max(1_000_000);
const about = {
  program: z.string().min(1).max(64).optional(),
  run: z.string().min(1).max(64).optional(),
  note: z.string().trim().min(1).max(500).optional(),
  atUs: TimeUs.optional().describe('Now when left out'),
  reason: Reason,
};

export const verdicts = ['good', 'acceptable', 'poor'] as const;
/** Why a tool was changed. */
export const changeCauses = ['worn', 'broken', 'planned'] as const;
const ToolNumber = z.number().int().min(0).max(99_999_999);
const WearMm = z.number().min(0).max(10).describe('Width of the flank wear land, VB');

export const AddOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['good', 'scrap', 'rework']), parts: Parts, ...about }),
  z.object({ kind: z.literal('verdict'), verdict: z.enum(verdicts), ...about }),
  z.object({
    kind: z.literal('tool-change'),
    tool: ToolNumber,
    cause: z.enum(changeCauses).optional(),
    parts: Parts.optional().describe('That it had made'),
    ...about,
  }),
  z.object({ kind: z.literal('wear'), tool: ToolNumber, mm: WearMm, ...about }),
  z.object({ kind: z.literal('cycle-time'), seconds: z.number().positive().max(10_000_000), ...about }),
]);
export type AddOutcome = z.infer<typeof AddOutcome>;

export const OutcomeView = z.object({
  id: z.string(),
  program: z.string().optional(),
  run: z.string().optional(),
  tool: z.int().optional(),
  kind: z.string(),
  value: z.number().optional(),
  unit: z.string().optional(),
  verdict: z.string().optional(),
  cause: z.string().optional().describe('Why a tool was changed'),
  note: z.string().optional(),
  source: z.string().describe('person, or what told it'),
  person: z.string().optional().describe('Name of the person who told it'),
  atUs: TimeUs,
});
export type OutcomeView = z.infer<typeof OutcomeView>;

export const OutcomesQuery = z.object({
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Outcomes = z.object({
  outcomes: z.array(OutcomeView).describe('The newest first'),
  next: nextPage,
});
export type Outcomes = z.infer<typeof Outcomes>;

/** How one run went, all of it. What is left out is unknown. */
const told = {
  good: Parts.optional(),
  scrap: Parts.optional(),
  rework: Parts.optional(),
  verdict: z.enum(verdicts).optional(),
  toolChanges: z
    .array(z.object({ tool: ToolNumber, cause: z.enum(changeCauses).optional() }))
    .max(50)
    .default([]),
  wear: z
    .array(z.object({ tool: ToolNumber, mm: WearMm }))
    .max(50)
    .default([]),
  note: about.note,
};
export const TellRun = z
  .object({ ...told, reason: Reason })
  .describe('In place of what people told of this run before: what is left out is unknown from now on');
export type TellRun = z.infer<typeof TellRun>;
export const RunParams = z.object({ id: z.string().min(1).max(64), run: z.string().min(1).max(64) });
export const RunTold = z.object({
  ...told,
  person: z.string().optional().describe('Name of the person who told it'),
  atUs: TimeUs,
});
export type RunTold = z.infer<typeof RunTold>;

export const MeasurementView = z.object({
  id: z.string(),
  item: z.string().describe('The part that was measured'),
  characteristic: z.string(),
  nominal: z.number().optional(),
  lower: z.number().optional().describe('Absolute, in the unit'),
  upper: z.number().optional(),
  actual: z.number().optional(),
  unit: z.string(),
  status: z.enum(['pass', 'fail', 'unknown']),
  source: z.string().describe('`person`, or the document that tells it'),
  run: z.string().optional(),
  person: z.string().optional().describe('Name of the person who measured it'),
  atUs: TimeUs.optional(),
});
export type MeasurementView = z.infer<typeof MeasurementView>;
export const Measurements = z.object({
  measurements: z.array(MeasurementView).describe('By characteristic and item; the first 1,000'),
});
export type Measurements = z.infer<typeof Measurements>;

const Length = z.number().min(-1_000_000).max(1_000_000);
const Measured = z
  .object({
    characteristic: z.string().trim().min(1).max(120),
    nominal: Length.optional(),
    lower: Length.optional().describe('Absolute, in the unit'),
    upper: Length.optional(),
    actual: Length,
    unit: z.string().trim().min(1).max(16).default('mm'),
  })
  .refine(({ lower, upper }) => lower === undefined || upper === undefined || lower <= upper, {
    path: ['lower'],
    message: 'the lower limit lies above the upper one',
  });
export const AddMeasurements = z.object({
  item: z.string().trim().min(1).max(120).describe('Serial or running number of the part'),
  run: about.run.describe('In which it was made'),
  measured: z.array(Measured).min(1).max(200),
  atUs: about.atUs,
  reason: Reason,
});
export type AddMeasurements = z.infer<typeof AddMeasurements>;
export const MeasurementParams = z.object({
  id: z.string().min(1).max(64),
  measurement: z.string().min(1).max(64),
});
