/** Views of the log that people keep by a name. */
import { z } from 'zod';
import { PlaceId, Version } from './plant.ts';

const fields = {
  name: z.string().trim().min(1).max(80),
  search: z
    .string()
    .max(4000)
    .describe(
      'Level, filters, search, columns and order, as they stand in the address of the panel behind `?`',
    ),
  place: PlaceId.optional().describe(
    'Shared with whoever reads events there; absent: only its owner sees it',
  ),
};
export const SaveView = z.object(fields);
export type SaveView = z.infer<typeof SaveView>;
export const SavedViewParams = z.object({ id: z.string().min(1).max(64) });
export const SavedViewView = z.object({
  id: z.string(),
  ...fields,
  name: z.string(),
  search: z.string(),
  mine: z.boolean(),
  owner: z.string().describe('Name of the person who keeps it'),
  mayChange: z.boolean().describe('Whether the caller may change or remove it'),
  version: Version,
});
export type SavedViewView = z.infer<typeof SavedViewView>;
export const SavedViews = z.object({ views: z.array(SavedViewView).describe('In order of name') });
export type SavedViews = z.infer<typeof SavedViews>;
