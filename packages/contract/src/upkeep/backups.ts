/** Backups as screens and programs see them: what there is, what is planned, and whether anybody has tried one. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';

const Check = z.object({
  atUs: TimeUs,
  seconds: z.number().describe('How long it took'),
  problem: z.string().optional().describe('Why it is of no use; absent when all is well'),
});
export type BackupCheck = z.infer<typeof Check>;

export const BackupView = z.object({
  name: z.string(),
  createdUs: TimeUs,
  version: z.string().describe('Of the Mantinel that made it'),
  schemaVersion: z.int(),
  bytes: z.int(),
  head: z.object({ epoch: z.int(), seq: z.int() }).describe('The last event in it'),
  tables: z.int(),
  rows: z.int(),
  keys: z
    .string()
    .optional()
    .describe('Which recovery key opens the keys in it; absent when they are not in it'),
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
  verified: Check.optional().describe('Every byte was compared with its checksum'),
  rehearsed: Check.optional().describe(
    'It was restored beside the running Mantinel, opened, and removed again',
  ),
  restore: z.string().describe('The command that makes a new data folder of it'),
});
export type BackupView = z.infer<typeof BackupView>;

export const backupStates = ['unplanned', 'good', 'overdue', 'failed'] as const;
export const BackupHealth = z.object({
  state: z
    .enum(backupStates)
    .describe('`unplanned`: none are made by themselves. `overdue`: the last one planned is not there'),
  lastUs: TimeUs.optional().describe('When the newest whole one was made'),
  problem: z.string().optional(),
});
export type BackupHealth = z.infer<typeof BackupHealth>;

export const Backups = z.object({
  folder: z.string(),
  backups: z.array(BackupView).describe('Newest first'),
  broken: z
    .array(z.object({ name: z.string(), problem: z.string() }))
    .describe('Folders beside them that are no whole backup'),
  plan: z.object({ at: z.string(), keep: z.int(), nextUs: TimeUs }).optional(),
  health: BackupHealth,
  recoveryKey: z
    .object({ fingerprint: z.string(), createdUs: TimeUs })
    .optional()
    .describe('For which key the keys are sealed; absent where none was made: then they are not in backups'),
});
export type Backups = z.infer<typeof Backups>;

export const BackupParams = z.object({
  name: z
    .string()
    .max(80)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/),
});
export const RecoveryKey = z.object({
  recoveryKey: z.string().describe('Shown only now, and kept nowhere'),
  fingerprint: z.string(),
});
export type RecoveryKey = z.infer<typeof RecoveryKey>;
