/** What was found when the logbook was read from its first event to its last. */
import { z } from 'zod';
import { Event, TimeUs } from '../event.ts';

export const AuditVerification = z.object({
  atUs: TimeUs,
  seconds: z.number(),
  events: z.int().describe('Read, each under its checksum'),
  audit: z.int().describe('Of these, what people did'),
  epochs: z.int().describe('Each begins where a logbook was created, restored or copied'),
  removed: z.int().describe('Gone by retention, which leaves word of it'),
  missing: z.int().describe('Gone without such word, or told twice: none when all is well'),
  gaps: z
    .array(z.object({ epoch: z.int(), fromSeq: z.int(), toSeq: z.int() }))
    .describe('Where, the first twenty'),
  proof: z
    .object({
      signed: z.int().describe('Events under a signed head'),
      uncovered: z.int().describe('Recorded before heads were signed'),
      removed: z.int().describe('Gone by retention, under signed tombstones'),
      heads: z.int(),
      flaws: z
        .array(
          z.object({
            kind: z
              .enum(['altered', 'missing', 'forgedRemoval', 'otherRoot', 'forgedHead', 'older'])
              .describe('What does not fit'),
            file: z.string().optional(),
            epoch: z.int().optional(),
            fromSeq: z.int().optional(),
            toSeq: z.int().optional(),
            tree: z.int().optional(),
            size: z.int().optional(),
          }),
        )
        .describe('Where the log is not as it was signed, the first twenty'),
    })
    .optional()
    .describe('Held against what was signed; absent in outcomes of before'),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const AuditVerifications = z.object({
  last: AuditVerification.optional().describe('Absent where nobody has asked yet'),
});
export type AuditVerifications = z.infer<typeof AuditVerifications>;

export const LogHead = z.object({
  key: z
    .string()
    .optional()
    .describe('By which anybody verifies, in the form of signed notes; absent where nothing is signed'),
  head: z
    .object({
      tree: z.int().describe('The epoch in which the tree grows'),
      size: z.int().describe('Events under it'),
      timeUs: TimeUs.describe('When it was signed'),
      note: z.string().describe('A signed note: root, size and signature. Keep it elsewhere'),
    })
    .optional()
    .describe('The newest; absent before the first'),
});
export type LogHead = z.infer<typeof LogHead>;

/** All bytes as base64. What is proved is `leaf`, which begins with the SHA-256 of `series`. */
export const EventProof = z.object({
  format: z.literal('mantinel-event-proof-1'),
  event: Event.describe('For people, with private words as they are stored'),
  series: z.string().describe('What the event shares with others, encoded'),
  leaf: z.string().describe('The event, encoded'),
  index: z.int().describe('Its place in the tree'),
  size: z.int(),
  path: z.array(z.string()).describe('Hashes beside the way to the root, lowest first'),
  head: z.string().describe('A signed note whose root follows'),
  key: z.string().describe('By which it was signed'),
});
export type EventProof = z.infer<typeof EventProof>;
