import { z } from 'zod';

/** The body of every error answer, after RFC 9457. */
export const Problem = z.object({
  type: z.string().describe('Documentation of this error'),
  status: z.int(),
  code: z.string(),
  title: z.string().describe('What happened, for the operator'),
  remedy: z.string(),
  detail: z.string().optional().describe('For the developer'),
  data: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('What title and remedy name, for screens in other languages'),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
