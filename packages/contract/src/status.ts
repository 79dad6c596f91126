import { z } from 'zod';
import { TimeUs } from './event.ts';
import { EndingCertificate } from './keys/keys.ts';
import { BackupHealth } from './upkeep/backups.ts';

export const Status = z.object({
  version: z.string(),
  demo: z.boolean().describe('True while the bundled demonstration runs: labelled on every screen'),
  nowUs: TimeUs,
  logbook: z.object({
    state: z.enum(['writing', 'full', 'failing']),
    problem: z.string().optional(),
    node: z.string(),
    epoch: z.int(),
    seq: z.int(),
    events: z.int(),
    bytes: z.int(),
    unsealedSegments: z.int(),
  }),
  store: z.object({
    state: z.enum(['starting', 'ready', 'unavailable']),
    kind: z.enum(['embedded', 'external']),
    problem: z.string().optional(),
    waiting: z
      .array(z.string())
      .describe('What waits for the database, in plain words; empty when nothing does'),
    behind: z.int().describe('Events that the projections have yet to take up'),
  }),
  disk: z
    .object({
      freeBytes: z.int(),
      fullInDays: z
        .int()
        .optional()
        .describe('At the pace of the last week; absent where nothing can be foretold, or it is years away'),
    })
    .optional()
    .describe('Of the volume that holds the data; absent in the first moments'),
  backup: BackupHealth,
  encryption: z.object({
    mode: z.enum(['off', 'local', 'files', 'acme']),
    problem: z.string().optional().describe('Why the certificate that the configuration wants is not shown'),
    next: EndingCertificate.optional().describe('The certificate that ends first'),
  }),
});
export type Status = z.infer<typeof Status>;
