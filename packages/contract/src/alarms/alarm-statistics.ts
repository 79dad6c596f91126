/** How alarms perform, as ISA-18.2 (clause 16) and EEMUA 191 measure it, by operator position. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { PlaceId } from '../plant.ts';
import { AlarmPriority } from './rationalisation.ts';

export const AlarmStatisticsQuery = z.object({
  place: PlaceId.optional().describe('The operator position: everything that the reader may see when absent'),
  fromUs: z.coerce.number().int().optional().describe('30 days before toUs when left out'),
  toUs: z.coerce.number().int().optional().describe('Now when left out'),
});

/** `notYet`: fewer than 30 days of data. */
export const AlarmVerdict = z.enum(['notYet', 'acceptable', 'manageable', 'poor']);
const count = z.int().min(0);
const Load = z.object({
  mean: z.number(),
  peak: count,
  acceptable: z.number(),
  maximum: z.number(),
  verdict: AlarmVerdict,
});
const Named = {
  alarm: z.string(),
  machine: z.string(),
  path: z.string(),
  code: z.string(),
  nativeCode: z.string(),
  message: z.string(),
};
const Bad = z.object({ ...Named, times: count });

export const AlarmStatistics = z.object({
  fromUs: TimeUs,
  toUs: TimeUs,
  daysOfData: z.number().describe('From the first event recorded of this place, within the period'),
  daysNeeded: z.int().describe('For a verdict'),
  annunciated: count,
  perDay: Load,
  perHour: Load,
  perTenMinutes: Load,
  hours: z
    .array(z.object({ fromUs: TimeUs, low: count, medium: count, high: count }))
    .describe('Annunciated by hour, hours without left out; for a chart'),
  flood: z.object({
    count,
    share: z.number().describe('Of the time in flood, 0 to 1'),
    overloaded: z.number().describe('Share of ten-minute periods with more than ten, 0 to 1'),
    limit: z.number(),
    verdict: AlarmVerdict,
    longest: z.array(z.object({ fromUs: TimeUs, toUs: TimeUs, annunciated: count })).describe('At most ten'),
  }),
  topTen: z.object({
    share: z.number().describe('Of everything annunciated, 0 to 1'),
    limit: z.number(),
    verdict: AlarmVerdict,
    alarms: z.array(Bad.extend({ share: z.number() })),
  }),
  chattering: z.object({ times: count, alarms: z.array(Bad), verdict: AlarmVerdict }),
  fleeting: z.object({ times: count, alarms: z.array(Bad), verdict: AlarmVerdict }),
  stale: z.object({
    mostOnADay: count,
    limit: z.number(),
    alarms: z.array(Bad).describe('`times`: days on which it stood for more than 24 hours'),
    verdict: AlarmVerdict,
  }),
  priorities: z.array(
    z.object({ priority: AlarmPriority, times: count, share: z.number(), recommended: z.number() }),
  ),
  prioritiesVerdict: AlarmVerdict,
  response: z.object({
    acknowledged: count,
    medianUs: z.int().optional(),
    p90Us: z.int().optional(),
    inTime: z.number().optional().describe('Share of those with a time to respond that kept it, 0 to 1'),
    withTimeToRespond: count,
  }),
});
export type AlarmStatistics = z.infer<typeof AlarmStatistics>;
