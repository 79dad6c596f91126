/** A revision of a program as it is read: without its text, its sketch and its picture. */
import { sql } from 'kysely';

/** What is said of a whole program (`featuresOf` of the harvester). */
export interface RevisionFeatures {
  readonly box: readonly ({ readonly min: number; readonly max: number } | null)[];
  readonly errors: number;
  readonly warnings: number;
}

export interface RevisionRow {
  readonly id: string;
  readonly program: string;
  readonly number: number;
  readonly dialect: string;
  readonly dialectConfidence: number;
  readonly cam: string | undefined;
  readonly post: string | undefined;
  readonly lines: number;
  readonly blocks: number;
  readonly bytes: number;
  /** Hexadecimal digits. */
  readonly sha256: string;
  readonly estimateS: number | undefined;
  readonly features: RevisionFeatures;
  readonly hasThumbnail: boolean;
  readonly readUs: number;
}

/** Of a query in which the revision is called `revision` and its text `text`. */
export const revisionColumns = [
  'revision.id',
  'revision.program',
  'revision.number',
  'revision.text as sha256',
  'revision.dialect',
  'revision.dialect_confidence',
  'revision.cam',
  'revision.post',
  'revision.lines',
  'revision.blocks',
  'revision.estimate_s',
  'revision.features',
  'revision.read_us',
  'text.bytes',
  sql<boolean>`revision.thumbnail is not null`.as('has_thumbnail'),
] as const;

interface Selected {
  readonly id: string;
  readonly program: string;
  readonly number: number;
  readonly sha256: Buffer;
  readonly dialect: string;
  readonly dialect_confidence: number;
  readonly cam: string | null;
  readonly post: string | null;
  readonly lines: number;
  readonly blocks: number;
  readonly estimate_s: number | null;
  readonly features: unknown;
  readonly read_us: number;
  readonly bytes: number;
  readonly has_thumbnail: boolean;
}

export const toRevision = (row: Selected): RevisionRow => ({
  id: row.id,
  program: row.program,
  number: row.number,
  dialect: row.dialect,
  dialectConfidence: row.dialect_confidence,
  cam: row.cam ?? undefined,
  post: row.post ?? undefined,
  lines: row.lines,
  blocks: row.blocks,
  bytes: row.bytes,
  sha256: row.sha256.toString('hex'),
  estimateS: row.estimate_s ?? undefined,
  features: row.features as RevisionFeatures,
  hasThumbnail: row.has_thumbnail,
  readUs: row.read_us,
});
