/**
 * The one SSE stream of a browser, `GET /api/v1/stream?level=`. Each message is `event: <type>` and JSON data; the id of an
 * `events` message is the position `epoch.seq` of its last event and comes back as Last-Event-ID.
 */
import { z } from 'zod';
import { AlarmView } from './alarms/alarms.ts';
import { Event, Level, Query, TimeUs } from './event.ts';
import { MachineView } from './machine.ts';
import { Status } from './status.ts';

export const StreamQuery = z.object({
  level: Level.default('developer'),
  query: Query.optional().describe('Only events that this search finds'),
});

export const StreamMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('events'),
    /** Received order, durable before they are shown. */
    events: z.array(Event),
    /** Events of this level left out because this client was too slow; they are in the logbook. */
    missed: z.int(),
    sentUs: TimeUs,
  }),
  z.object({
    type: z.literal('machines'),
    machines: z.array(MachineView).describe('Only those that changed'),
  }),
  z.object({ type: z.literal('status'), status: Status }),
  z.object({
    type: z.literal('alarms'),
    alarms: z.array(AlarmView).describe('Only those that changed; one that is normal leaves the list'),
    more: z.boolean().describe('More changed than are told, as in a flood: ask for the list anew'),
  }),
]);
export type StreamMessage = z.infer<typeof StreamMessage>;
