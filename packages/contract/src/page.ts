/** Lists that are read in pages. */
import { z } from 'zod';

export const nextPage = z.string().optional().describe('Read on with `after`; absent at the end');

/** Of lists that screens show whole, so that a page is long. */
export const LongListQuery = z.object({
  after: z.string().max(800).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});
