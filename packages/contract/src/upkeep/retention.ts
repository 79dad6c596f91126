/** How long events are kept, what is there of each level, and what a change would take away. */
import { levels } from '@mantinel/domain';
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { Reason, Version } from '../plant.ts';

const Days = z.coerce.number().int().min(1).max(36_500);
export const RetentionDays = z.object({ developer: Days, technical: Days, operator: Days });
export type RetentionDays = z.infer<typeof RetentionDays>;

const Site = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
export const RetentionPreviewQuery = RetentionDays.extend({
  site: Site.optional().describe('Of this site alone; else everywhere where a site has nothing of its own'),
});

const Level = z
  .enum(levels)
  .describe('The mildest level that shows an event: it is kept as long as that one');

const Kept = z.object({
  level: Level,
  days: z.int(),
  events: z.int(),
  bytes: z.int(),
  sinceUs: TimeUs.optional().describe('When the oldest of them was received; absent where there is none'),
});
export type KeptLevel = z.infer<typeof Kept>;

export const RetentionView = z.object({
  levels: z.array(Kept).describe('Where a site has nothing of its own; what there is of all sites'),
  sites: z
    .array(
      z.object({
        site: z.string(),
        levels: z.array(Kept),
        own: z.array(Level).describe('Levels of which this site differs'),
      }),
    )
    .describe('Sites of which there are events, or which have days of their own'),
  removals: z
    .array(
      z.object({
        atUs: TimeUs,
        site: z.string().optional(),
        level: Level.optional(),
        events: z.int(),
        blocks: z.int().describe('Each left a tombstone'),
        signed: z.int().describe('Of these, with a signature that proves the removal'),
      }),
    )
    .describe('What was removed in the last runs, newest first, at most 50'),
  unsorted: z.int().describe('New events that are not yet stored by level; nothing of them is removed'),
  nextRunUs: TimeUs.describe('When what is past its time is removed next'),
  version: Version.describe('Of mantinel.yaml, where it stands'),
});
export type RetentionView = z.infer<typeof RetentionView>;

export const RetentionPreview = z.object({
  whenUs: TimeUs.describe('When it would be removed'),
  levels: z.array(
    z.object({
      level: Level,
      events: z.int(),
      bytes: z.int(),
      untilUs: TimeUs.optional().describe('Received until then; absent where nothing is removed'),
    }),
  ),
});
export type RetentionPreview = z.infer<typeof RetentionPreview>;

export const ChangeRetention = z.object({
  days: RetentionDays,
  site: Site.optional().describe('For this site alone; a level as everywhere is left to what holds there'),
  reason: Reason,
});
