/** What is in a ZIP archive and in the archives within it, file by file; whatever is not read is told with its reason. */
import { type Refusal, refusal, ZipRefused } from '../zip/refusal.ts';
import { type OpenZip, openZip, type ZipInput, type ZipLimits } from '../zip/zip-file.ts';

export interface ArchiveLimits extends ZipLimits {
  /** All entries unpacked, archives within included. */
  readonly totalBytes: number;
  /** Archives within archives: 1 opens none within. */
  readonly depth: number;
  /** Looked at before every entry. */
  readonly signal?: AbortSignal;
}

const archiveLimits: ArchiveLimits = {
  entryBytes: 64 * 2 ** 20,
  entries: 200_000,
  ratio: 200,
  ratioFromBytes: 2 ** 20,
  totalBytes: 8 * 2 ** 30,
  depth: 3,
};

/** Paths within the archive; of a file in an archive within: `inner.zip!/a/O1234.nc`. */
export type ArchiveEntry =
  | { readonly path: string; readonly bytes: Uint8Array; readonly modifiedUs: number | undefined }
  | { readonly path: string; readonly skipped: Refusal };

/**
 * At most one entry and the archives around it are in memory, each ≤ `entryBytes`. What stands in the archive never throws: a damaged archive
 * ends with an entry of the path '' that says so. Errors of the file system and of `signal` do throw.
 */
export async function* archiveEntries(
  file: ZipInput,
  limits: Partial<ArchiveLimits> = {},
): AsyncGenerator<ArchiveEntry> {
  yield* entriesWithin(file, { ...archiveLimits, ...limits }, { bytes: 0, entries: 0, depth: 1, prefix: '' });
}

interface Read {
  bytes: number;
  entries: number;
}

async function* entriesWithin(
  file: ZipInput,
  limits: ArchiveLimits,
  at: Read & { readonly depth: number; readonly prefix: string },
): AsyncGenerator<ArchiveEntry> {
  const { depth, prefix } = at;
  let zip: OpenZip | undefined;
  try {
    zip = await openZip(file, limits);
    for await (const entry of zip.entries()) {
      limits.signal?.throwIfAborted();
      const path = prefix + entry.path;
      at.entries++;
      if (at.entries > limits.entries) throw new ZipRefused('archive-too-many');
      if ('refused' in entry) {
        yield { path, skipped: entry.refused.refusal };
        continue;
      }
      if (at.bytes + entry.bytes > limits.totalBytes) throw new ZipRefused('archive-too-large');
      let bytes: Uint8Array;
      try {
        bytes = await entry.read();
      } catch (error) {
        if (!(error instanceof ZipRefused)) throw error;
        yield { path, skipped: error.refusal };
        continue;
      }
      at.bytes += bytes.length;
      const format = archiveFormatOf(bytes);
      if (format === 'other') yield { path, skipped: refusal('archive-format') };
      else if (format !== 'zip' || (await isDocument(bytes, limits)))
        yield { path, bytes, modifiedUs: entry.modifiedUs };
      else if (depth >= limits.depth) yield { path, skipped: refusal('archive-too-deep') };
      else {
        const within = { ...at, depth: depth + 1, prefix: `${path}!/` };
        yield* entriesWithin({ name: path, bytes }, limits, within);
        at.bytes = within.bytes;
        at.entries = within.entries;
      }
    }
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    yield { path: prefix.slice(0, -2), skipped: error.refusal };
  } finally {
    zip?.close();
  }
}

const begins = (bytes: Uint8Array, signature: string): boolean =>
  Buffer.from(bytes.subarray(0, signature.length)).toString('latin1') === signature;

/** By its first bytes. `other`: RAR, 7-Zip, gzip, bzip2, xz, zstd. */
export function archiveFormatOf(bytes: Uint8Array): 'zip' | 'other' | undefined {
  if (begins(bytes, 'PK\x03\x04') || begins(bytes, 'PK\x05\x06')) return 'zip';
  const others = [
    'Rar!\x1a\x07',
    '7z\xbc\xaf\x27\x1c',
    '\x1f\x8b\x08',
    'BZh',
    '\xfd7zXZ\x00',
    '\x28\xb5\x2f\xfd',
  ];
  return others.some((signature) => begins(bytes, signature)) ? 'other' : undefined;
}

/** Office documents are ZIPs whose directory names their parts: one document, not an archive of many. */
async function isDocument(bytes: Uint8Array, limits: ZipLimits): Promise<boolean> {
  try {
    const zip = await openZip({ name: '', bytes }, limits);
    for await (const entry of zip.entries())
      if (entry.path === '[Content_Types].xml' || entry.path === 'mimetype') return true;
  } catch (error) {
    // It is told when its entries are read.
    if (!(error instanceof ZipRefused)) throw error;
  }
  return false;
}
