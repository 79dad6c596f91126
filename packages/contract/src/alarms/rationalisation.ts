/** The rationalisation record of ISA-18.2: what an alarm is for, as engineers decided it. */
import { alarmPriorities } from '@mantinel/domain';
import { z } from 'zod';
import { nextPage } from '../page.ts';
import { PlaceId, Reason, Version } from '../plant.ts';

export const AlarmPriority = z.enum(alarmPriorities);

const Delay = z.int().min(0).max(3_600_000_000);
const Text = z.string().trim().max(2000);

/** What an engineer decides of an alarm; what is left out follows from the catalogue, or from the level that the control gave. */
const decisions = {
  priority: AlarmPriority.optional(),
  class: z
    .string()
    .trim()
    .max(60)
    .optional()
    .describe('Alarm class, such as safety, quality, environment; free'),
  onDelayUs: Delay.optional().describe('The condition must stand for so long before it is annunciated'),
  offDelayUs: Delay.optional().describe('The condition must be gone for so long before it has returned'),
  latching: z.boolean().optional().describe('After its return it must be reset by a person'),
  timeToRespondUs: z.int().min(1_000_000).max(86_400_000_000).optional(),
  limit: z
    .object({
      direction: z.enum(['high', 'low']),
      setpoint: z.number(),
      deadband: z
        .number()
        .min(0)
        .describe('It has returned when the reading is so far back within the limit'),
    })
    .optional()
    .describe('Makes an alarm of the readings of `path`, which must be given'),
  suppression: z
    .object({
      always: z.boolean().optional().describe('By design it is no alarm here; its events stay in the log'),
      whileReading: z
        .array(z.object({ code: z.string().max(200), values: z.array(z.string().max(100)).min(1).max(20) }))
        .max(10)
        .optional()
        .describe('While the machine surely reads one of these, such as machine.controllerMode MANUAL'),
    })
    .optional(),
  cause: Text.optional(),
  consequence: Text.optional(),
  correctiveAction: Text.optional(),
  confirmation: Text.optional().describe('How to see that the action helped'),
};

/** Which alarms it is about; the most exact one holds. */
const tag = {
  place: PlaceId.describe('A site, for all of its machines, or one machine'),
  code: z.string().min(1).max(200).describe('Event code, such as fanuc.SV0401'),
  path: z.string().min(1).max(200).optional().describe('Of this data item alone'),
};

const needsPath = ({ limit, path }: { limit?: unknown; path?: string | undefined }) =>
  limit === undefined || path !== undefined;
const needsPathSays = { path: ['path'], message: 'a limit needs the path of its readings' };

export const RationalisationView = z.object({ id: z.string(), ...tag, ...decisions, version: Version });
export type RationalisationView = z.infer<typeof RationalisationView>;
export const RationalisationParams = z.object({ id: z.string().min(1).max(64) });
export const RationalisationsQuery = z.object({
  after: z.string().max(64).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Rationalisations = z.object({
  rationalisations: z.array(RationalisationView),
  next: nextPage,
});
export type Rationalisations = z.infer<typeof Rationalisations>;
export const AddRationalisation = z
  .object({ ...tag, ...decisions, reason: Reason })
  .refine(needsPath, needsPathSays);
export const ChangeRationalisation = z
  .object({ ...decisions, reason: Reason })
  .describe('Replaces every decision; place, code and path stay');
