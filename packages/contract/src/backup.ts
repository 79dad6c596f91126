/** What a backup says of itself: `mantinel-backup.json`, written last, so that a folder without it is unfinished. */
import { z } from 'zod';

/** Names in it become paths and SQL identifiers. */
const identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
/** Below the backup's folder, never out of it. */
const path = z
  .string()
  .regex(/^[^/\\]+(\/[^/\\]+)*$/)
  .refine((text) => !text.split('/').some((part) => part === '..' || part === '.' || part.includes(':')));

const TableCopy = z.object({
  name: identifier,
  columns: z.array(identifier),
  rows: count,
  bytes: count,
  sha256,
});

/** The tables as COPY wrote them, in one snapshot. */
export const DatabaseManifest = z.object({
  /** The last migration applied; 0 where there are no tables yet. */
  schemaVersion: count,
  migrations: z.array(z.object({ version: count, name: z.string(), checksum: sha256 })),
  serverVersion: z.string(),
  tables: z.array(TableCopy),
  /** Where each generated number stands. */
  sequences: z.array(
    z.object({
      table: identifier,
      column: identifier,
      lastValue: z.string().regex(/^\d+$/),
      isCalled: z.boolean(),
    }),
  ),
});
export type DatabaseManifest = z.infer<typeof DatabaseManifest>;

export const backupFormat = 1;

export const BackupManifest = z.object({
  format: z.literal(backupFormat),
  /** Of the Mantinel that made it. */
  version: z.string(),
  createdUs: count,
  node: z.string(),
  site: z.string(),
  /** The last event in it. */
  head: z.object({ epoch: count, seq: count }),
  database: DatabaseManifest,
  /** Every file but this one. */
  files: z.array(z.object({ path, bytes: count, sha256 })),
  /** Keys of the data folder, sealed: which recovery key opens them. */
  keys: z.object({ fingerprint: z.string(), files: count }).optional(),
  /** What the data folder holds and the backup does not, with the reason. */
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
});
export type BackupManifest = z.infer<typeof BackupManifest>;
