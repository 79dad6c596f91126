/** Notifications: who is told of what, by which way, and what became of it. */
import { alarmPriorities } from '@mantinel/domain';
import { z } from 'zod';
import { Language } from '../catalogue/explanations.ts';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId, Reason, Version } from '../plant.ts';

const Code = z
  .string()
  .max(200)
  .regex(/^[^\s*]+\*?$/, 'use a code such as fanuc.SV0401, or a prefix ending in *');
const minutes = z.int().min(0).max(10_080);

/** What must happen. */
export const NotificationTrigger = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('alarm'),
      least: z.enum(alarmPriorities).describe('This priority or a higher one'),
      codes: z.array(Code).max(50).default([]).describe('Only these; all when empty'),
    })
    .describe('A condition that a control raises; it ends when that is cleared or acknowledged'),
  z
    .object({
      kind: z.literal('events'),
      level: z.enum(['technical', 'operator']),
      codes: z.array(Code).max(50).default([]).describe('Only these; all of the level when empty'),
      text: z.string().trim().max(200).default('').describe('Part of the message; any when empty'),
    })
    .describe('Single events, neither readings nor what people did'),
  z
    .object({ kind: z.literal('machineSilent'), minutes: minutes.min(1) })
    .describe('Nothing is heard of a machine for so long; it ends when it is heard again'),
  z
    .object({ kind: z.literal('databaseAway'), minutes: minutes.min(1) })
    .describe('Told by e-mail alone while it is away: nothing else can be arranged without it'),
  z.object({ kind: z.literal('diskFull'), days: z.int().min(1).max(365) }).describe('Forecast, once a day'),
]);
export type NotificationTrigger = z.infer<typeof NotificationTrigger>;

const Step = z.object({
  afterMinutes: minutes.describe('After the step before, while nobody acknowledged and it has not ended'),
  emails: z.array(z.email().max(200)).max(20),
  webhook: z.string().max(64).optional().describe('Id of a webhook, which signs and sends it'),
  browser: z.boolean().describe('To every browser that shows this place and was allowed to notify'),
});
const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use 24 hours, such as 22:00');

const fields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}]*$/u, 'use one line of text'),
  when: NotificationTrigger,
  delayMinutes: minutes.describe('It is told only if it still holds after so long'),
  groupMinutes: minutes.describe('At most one message in so long; what comes meanwhile goes into the next'),
  quiet: z
    .object({
      from: LocalTime,
      to: LocalTime.describe('At or before `from`: on the next day'),
      exceptHigh: z.boolean().describe('Alarms of high priority are told all the same'),
    })
    .optional()
    .describe('Nothing is told between, by the clock of the place; it is told at the end if it still holds'),
  language: Language.describe('Of the messages'),
  steps: z.array(Step).min(1).max(4),
};

export const NotificationRuleView = z.object({
  id: z.string(),
  place: PlaceId.describe('Only of what happens there'),
  ...fields,
  paused: z.boolean(),
  version: Version,
});
export type NotificationRuleView = z.infer<typeof NotificationRuleView>;

export const NotificationRuleParams = z.object({ id: z.string().min(1).max(64) });
export const NotificationRulesQuery = z.object({
  after: z.string().max(64).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const NotificationRules = z.object({ rules: z.array(NotificationRuleView), next: nextPage });
export type NotificationRules = z.infer<typeof NotificationRules>;
export const AddNotificationRule = z.object({ place: PlaceId, ...fields, reason: Reason });
export const ChangeNotificationRule = z
  .object({ ...fields, paused: z.boolean(), reason: Reason })
  .describe('Replaces everything but the place');

export const NotificationView = z.object({
  id: z.string(),
  channel: z.enum(['email', 'webhook', 'browser']),
  target: z.string().describe('Address or webhook; empty for browsers'),
  step: z.int(),
  count: z.int().describe('How many things it tells of'),
  subject: z.string(),
  state: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.int(),
  problem: z.string().optional(),
  createdUs: TimeUs,
  endedUs: TimeUs.optional(),
});
export type NotificationView = z.infer<typeof NotificationView>;
export const NotificationsQuery = z.object({
  after: z.string().max(100).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Notifications = z.object({
  notifications: z.array(NotificationView).describe('Newest first'),
  next: nextPage,
});
export type Notifications = z.infer<typeof Notifications>;
export const TestedNotification = z.object({ notifications: z.array(NotificationView) });
export type TestedNotification = z.infer<typeof TestedNotification>;
