/** What was found when the logbook was read from its first event to its last. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';

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
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const AuditVerifications = z.object({
  last: AuditVerification.optional().describe('Absent where nobody has asked yet'),
});
export type AuditVerifications = z.infer<typeof AuditVerifications>;
