/** Events as programs and machines send them in. */
import { type AttributeValue, kinds, qualities } from '@mantinel/domain';
import { z } from 'zod';
import { Severity, TimeUs } from './event.ts';

/** What people did and what operations did to machines is told by the product alone: nobody else may write that trail. */
export const sentKinds = kinds.filter((kind) => kind !== 'audit' && kind !== 'operation');

const codePattern = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/;
const longestCode = 120;

export const isEventCode = (text: string): boolean => text.length <= longestCode && codePattern.test(text);

/** Lists and maps within one another; machines' and programs' have two or three. */
export const deepestAttribute = 16;

/** JSON has no infinity, but a number such as 1e999 is read as one. */
function isStorable(value: unknown, depth = 0): value is AttributeValue {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < deepestAttribute && Object.values(value).every((each) => isStorable(each, depth + 1));
}

const place = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens');

export const SentEvent = z.strictObject({
  timeUs: TimeUs.optional().describe(
    'When it happened by the clock of the sender; when it is received, if left out',
  ),
  site: place
    .optional()
    .describe('Where it happened; follows from the machine, or from what the sender may write for'),
  machine: place.optional(),
  path: z.string().min(1).max(500).optional().describe('Data item within the machine: `Xload`'),
  kind: z.enum(sentKinds).default('log'),
  severity: Severity.default(9),
  code: z
    .string()
    .max(longestCode)
    .regex(codePattern, 'use words joined by dots, such as robot.gripperLost')
    .describe('Stable and dotted; logic keys on it'),
  message: z.string().max(1_000_000).default(''),
  attributes: z
    .record(z.string().max(500), z.unknown())
    .refine(
      (attributes) => isStorable(attributes),
      `is nested more than ${deepestAttribute} deep, or holds a number that is none`,
    )
    .default({})
    .describe('The reading itself stands under `value`'),
  quality: z.enum(qualities).default('good'),
  trace: z
    .strictObject({
      traceId: z.string().regex(/^[0-9a-f]{32}$/, 'use 32 hexadecimal digits'),
      spanId: z
        .string()
        .regex(/^[0-9a-f]{16}$/, 'use 16 hexadecimal digits')
        .optional(),
    })
    .optional(),
});
export type SentEvent = z.infer<typeof SentEvent>;

export const SendEvents = z.strictObject({
  events: z.array(SentEvent).min(1).max(10_000).describe('In the order they happened; taken all or none'),
});
export type SendEvents = z.infer<typeof SendEvents>;

export const SentEvents = z.object({
  count: z.int(),
  first: z.string().describe('Id of the first of them, node.epoch.seq; they follow one another'),
  last: z.string(),
});
export type SentEvents = z.infer<typeof SentEvents>;
