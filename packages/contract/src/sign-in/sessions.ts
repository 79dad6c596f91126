/** Where somebody is signed in. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';

export const SessionView = z.object({
  id: z.string().describe('Names the session; opens nothing'),
  device: z.string().describe('Browser and system, as they called themselves; empty when they did not'),
  address: z.string().describe('From where it began'),
  createdUs: TimeUs,
  lastSeenUs: TimeUs.describe('To the minute'),
  expiresUs: TimeUs.describe('At the latest; earlier when it is not used for a week'),
  current: z.boolean().describe('The one that asks'),
});
export type SessionView = z.infer<typeof SessionView>;

export const Sessions = z.object({
  sessions: z.array(SessionView).describe('The one seen last first'),
  next: nextPage,
});
export type Sessions = z.infer<typeof Sessions>;
export const SessionParams = z.object({ id: z.string().min(1).max(64) });
export const PersonSessionParams = SessionParams.extend({ session: z.string().min(1).max(64) });
export const Ended = z.object({ ended: z.int().describe('How many sessions') });
export type Ended = z.infer<typeof Ended>;
