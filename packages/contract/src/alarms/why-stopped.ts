/** "Why is this machine stopped": what came first, what followed, when it was last so, and what helped. */
import { alarmActs } from '@mantinel/domain';
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { AlarmActView, EpisodeView } from './alarms.ts';

const Cause = z.object({
  alarm: z.string(),
  path: z.string(),
  code: z.string(),
  nativeCode: z.string(),
  ...EpisodeView.pick({
    raisedUs: true,
    clearedUs: true,
    level: true,
    message: true,
    priority: true,
  }).shape,
  event: z.string().optional().describe('The event that raised it'),
});

export const WhyStoppedQuery = z.object({
  atUs: z.coerce
    .number()
    .int()
    .optional()
    .describe('The stop at this time by the machine’s clock; the present or last one when left out'),
});

export const WhyStopped = z.object({
  machine: z.string(),
  stopped: z.boolean().describe('Whether it is stopped now'),
  known: z.boolean().describe('false: the machine is not heard, so that nobody knows what it does now'),
  stop: z
    .object({
      fromUs: TimeUs,
      toUs: TimeUs.optional().describe('Absent while it lasts'),
      execution: z.string().optional().describe('What it read when it stopped'),
    })
    .optional()
    .describe('Absent where no stop is recorded'),
  first: Cause.optional().describe(
    'The alarm that came first; absent where no alarm stood: perhaps a person',
  ),
  followed: z.array(Cause).describe('What came afterwards within the stop, oldest first, at most 50'),
  before: z
    .array(
      z.object({
        fromUs: TimeUs,
        toUs: TimeUs.optional(),
        tookUs: z.int().optional().describe('Until the alarm had returned'),
        helped: z.array(AlarmActView.pick({ act: true, atUs: true, by: true, text: true })),
      }),
    )
    .describe('Earlier times of the first alarm, newest first, at most 5, with what people did then'),
  times: z.int().describe('How often the first alarm came before, as far as is recorded'),
  usualUs: z.int().optional().describe('Median of how long it took; absent below three'),
  helped: z
    .array(z.object({ act: z.enum(alarmActs), times: z.int() }))
    .describe('What preceded its return before, most frequent first'),
  historyMissing: z.boolean(),
});
export type WhyStopped = z.infer<typeof WhyStopped>;
