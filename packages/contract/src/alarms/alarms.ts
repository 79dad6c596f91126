/** Alarms as screens and programs see them, and what people do with them. */
import { alarmActs, alarmStates } from '@mantinel/domain';
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId } from '../plant.ts';
import { AlarmPriority } from './rationalisation.ts';

const AlarmState = z.enum(alarmStates);

/** Absent name: the database is away, or the account is gone. */
const Person = z.object({ id: z.string(), name: z.string().optional() });
const Comment = z.string().trim().min(1).max(1000);

const Done = z.object({
  atUs: TimeUs.describe('By this server’s clock'),
  by: Person.optional().describe('Absent where nobody was signed in'),
});

export const AlarmView = z.object({
  id: z.string().describe('The same for the same machine, path, code, number and axis, for ever'),
  site: z.string(),
  machine: z.string(),
  path: z.string().describe('The data item'),
  code: z.string().describe('Its text in the reader’s language hangs on this'),
  nativeCode: z.string().describe('The control’s own number; empty where it gives none'),
  axis: z.string().optional(),
  message: z.string().describe('The control’s own text'),
  level: z.enum(['warning', 'fault']),
  priority: AlarmPriority,
  class: z.string().optional(),
  state: AlarmState,
  active: z.boolean().describe('The condition stands, as far as is known; also beneath a shelved alarm'),
  quality: z
    .enum(['good', 'stale'])
    .describe('stale: the machine is not heard, so that nobody knows whether it still stands'),
  activation: z.int().describe('How often it was annunciated, this time included'),
  raisedUs: TimeUs.describe('When the condition began, by the machine’s clock'),
  receivedUs: TimeUs.describe('When this server heard of it: response times count from here'),
  clearedUs: TimeUs.optional().describe('When it returned, by the machine’s clock'),
  acknowledged: Done.optional().describe('Of the present activation'),
  respondByUs: TimeUs.optional().describe(
    'By this server’s clock; absent without a time to respond, or once acknowledged',
  ),
  shelved: Done.extend({ untilUs: TimeUs, reason: z.string().optional() }).optional(),
  outOfService: Done.extend({ reason: z.string().optional() }).optional(),
  chattering: z.boolean().describe('Annunciated three times or more within a minute, a minute ago or less'),
  standingLong: z.boolean().describe('Stale by ISA-18.2: it has stood for more than 24 hours'),
  quiet: z.boolean().describe('Came back by itself from shelving: it makes no noise and is no new alarm'),
  comments: z.int().describe('Of the present activation'),
  version: z.int().describe('Grows with each change'),
});
export type AlarmView = z.infer<typeof AlarmView>;

const several = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(200).optional(),
  );

export const AlarmsQuery = z.object({
  place: PlaceId.optional().describe('Of what stands there: a site, area, line or machine'),
  machine: several(z.string().max(63)),
  state: several(AlarmState).describe('All but normal when left out'),
  priority: several(AlarmPriority),
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AlarmsQuery = z.infer<typeof AlarmsQuery>;

const count = z.int().min(0);
export const AlarmCounts = z.object({
  states: z.object(
    Object.fromEntries(alarmStates.map((state) => [state, count])) as Record<
      (typeof alarmStates)[number],
      typeof count
    >,
  ),
  unacknowledged: z
    .object({ low: count, medium: count, high: count })
    .describe('Those that wait for somebody, by priority'),
});
export type AlarmCounts = z.infer<typeof AlarmCounts>;
export const Alarms = z.object({
  alarms: z.array(AlarmView).describe('What waits for somebody first, then by priority, newest first'),
  counts: AlarmCounts.describe('Of everything that the filter of places and machines selects'),
  floods: z
    .array(z.object({ place: PlaceId, sinceUs: TimeUs, annunciated: count }))
    .describe('Places (areas, or sites where machines stand in none) in an alarm flood now'),
  upToDate: z.boolean().describe('false while the events before the start are still being taken up'),
  next: nextPage,
});
export type Alarms = z.infer<typeof Alarms>;

export const AlarmParams = z.object({ id: z.string().min(1).max(64) });

export const AlarmActView = Done.extend({
  event: z.string().describe('The event that tells it'),
  act: z.enum(alarmActs),
  activation: z.int(),
  text: z.string().optional().describe('Comment or reason; absent where none was given or it was erased'),
  untilUs: TimeUs.optional().describe('Of a shelving'),
});
export type AlarmActView = z.infer<typeof AlarmActView>;

export const EpisodeView = z.object({
  activation: z.int(),
  raisedUs: TimeUs,
  receivedUs: TimeUs,
  clearedUs: TimeUs.optional(),
  cleared: z
    .enum(['told', 'notRestated'])
    .optional()
    .describe('notRestated: the machine came back after a gap and no longer named it'),
  level: z.enum(['warning', 'fault']),
  message: z.string(),
  priority: AlarmPriority,
  acknowledgedUs: TimeUs.optional(),
  responseUs: z.int().optional().describe('From hearing of it to its acknowledgement'),
  timeToRespondUs: z.int().optional(),
  fleeting: z.boolean().describe('It stood for less than a minute'),
});
export type EpisodeView = z.infer<typeof EpisodeView>;

export const AlarmHistoryQuery = z.object({
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const AlarmDetail = z.object({
  alarm: AlarmView,
  episodes: z.array(EpisodeView).describe('Newest first'),
  acts: z.array(AlarmActView).describe('During these episodes, newest first'),
  historyMissing: z.boolean().describe('true while the database is away: only the present is known'),
  next: nextPage,
});
export type AlarmDetail = z.infer<typeof AlarmDetail>;

const seen = z
  .int()
  .min(0)
  .optional()
  .describe('`activation` as the person saw it; refused when the alarm came anew meanwhile');

export const AcknowledgeAlarm = z.object({ activation: seen, comment: Comment.optional() });
export const CommentAlarm = z.object({ comment: Comment });
export const ShelveAlarm = z.object({
  activation: seen,
  forUs: z.int().min(60_000_000).max(28_800_000_000).describe('At most eight hours'),
  comment: Comment.describe('Why; a shelving without a reason is refused'),
});
export const UnshelveAlarm = z.object({ comment: Comment.optional() });
export const ResetAlarm = z.object({ comment: Comment.optional() });
export const TakeOutOfService = z.object({ comment: Comment.describe('Why') });
export const ReturnToService = z.object({ comment: Comment.optional() });
