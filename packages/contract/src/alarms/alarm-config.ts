/** The figures of alarm management: ISA-18.2's unless a shop sets its own. Part of the one configuration schema. */
import { z } from 'zod';

const count = z.number().int().min(1).max(10_000);
const seconds = z.number().min(0).max(86_400).meta({ unit: 's' });
const share = z.number().min(0).max(1);

const rate = (acceptable: number, maximum: number) =>
  z
    .strictObject({
      acceptable: z.number().min(0).default(acceptable),
      maximum: z.number().min(0).default(maximum),
    })
    .prefault({});

export const AlarmsConfig = z.strictObject({
  chattering: z
    .strictObject({
      times: count.default(3).describe('So many annunciations of one alarm make it chatter'),
      withinSeconds: seconds.default(60).describe('Within so long'),
    })
    .prefault({}),
  fleetingSeconds: seconds.default(60).describe('An alarm that stood for less is fleeting'),
  staleHours: z
    .number()
    .positive()
    .max(8760)
    .default(24)
    .describe('An alarm that stands for longer is stale')
    .meta({ unit: 'h' }),
  staleOnADay: count.default(5).describe('More stale alarms on a day are too many'),
  flood: z
    .strictObject({
      begins: count.default(10).describe('A flood begins with so many annunciations'),
      ends: count.default(5).describe('and ends below so many'),
      withinMinutes: z
        .number()
        .positive()
        .max(1440)
        .default(10)
        .describe('within so long, at one place')
        .meta({ unit: 'min' }),
      share: share.default(0.01).describe('Share of time in flood that is acceptable'),
    })
    .refine(({ begins, ends }) => ends <= begins, 'a flood must end at no more than it begins with')
    .prefault({}),
  longestShelvingHours: z
    .number()
    .positive()
    .max(8)
    .default(8)
    .describe('An alarm is shelved for no longer')
    .meta({ unit: 'h' }),
  perDay: rate(150, 300).describe('Annunciations that one operator can take in a day'),
  perHour: rate(6, 12).describe('The same in an hour'),
  perTenMinutes: rate(1, 2).describe('The same in ten minutes'),
  topTenShare: share
    .default(0.05)
    .describe('Share of all annunciations that the ten most frequent alarms may have'),
  priorityShares: z
    .strictObject({ low: share.default(0.8), medium: share.default(0.15), high: share.default(0.05) })
    .prefault({})
    .describe('How annunciations should be spread over the priorities'),
  verdictDays: count.default(30).describe('Less data gives no verdict').meta({ unit: 'd' }),
  restatingSeconds: seconds
    .default(10)
    .describe('A source that came back and names what stands has named all of it after so long'),
});
export type AlarmsConfig = z.infer<typeof AlarmsConfig>;
