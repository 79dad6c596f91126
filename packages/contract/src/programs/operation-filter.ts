/** What operations and the projects around them are chosen by; the same for lists and for the explorer. */
import { z } from 'zod';
import { materialGroups, operationFeatures, operationKinds, toolKinds } from './kinds.ts';

const Text = z.string().trim().min(1).max(80).optional();
/** As two numbers with a colon, one of which may be left out: `80:120`, `80:` or `:120`. */
const Range = z
  .string()
  .max(60)
  .regex(
    /^(-?\d+(\.\d+)?:(-?\d+(\.\d+)?)?|:-?\d+(\.\d+)?)$/,
    'a range is two numbers with a colon, such as 80:120, 80: or :120',
  )
  .optional();

/** Of the project and its programs. */
export const projectFilter = {
  text: Text.describe('In part number, name or customer of the project, or name or number of a program'),
  partNumber: Text.describe('Begins so; upper and lower case alike'),
  customer: Text.describe('Has this in it'),
  material: z.enum(materialGroups).optional(),
  kind: z
    .string()
    .max(20)
    .optional()
    .describe('Of programs: mill, lathe; laser, plasma, printer and the like, which are set apart'),
};

/** Of one operation: all of these hold of the same one. */
export const operationFilter = {
  operation: z.enum(operationKinds).optional(),
  tool: z.enum(toolKinds).optional(),
  ...(Object.fromEntries(
    operationFeatures.map((feature) => [feature, Range.describe('From:to, both inclusive')]),
  ) as Record<(typeof operationFeatures)[number], typeof Range>),
};
