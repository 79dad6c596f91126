/** The ZIP that an XLSX or DOCX is: its parts by name, unpacked one at a time and bounded. */
import { ZipRefused } from '../../../zip/refusal.ts';
import { openZip, type ZipEntry, type ZipLimits } from '../../../zip/zip-file.ts';
import { DocumentRefused } from '../document.ts';

/** XML packs well: an empty formatted sheet by a factor of some 60. */
const limits: ZipLimits = { entryBytes: 32 * 2 ** 20, entries: 5_000, ratio: 300, ratioFromBytes: 2 ** 20 };
/** All parts that are read of one document, unpacked. */
const mostBytes = 96 * 2 ** 20;

export interface OfficePackage {
  readonly names: readonly string[];
  /** Undefined where there is none. Throws `DocumentRefused`. */
  part(name: string): Promise<Uint8Array | undefined>;
}

/** Throws `DocumentRefused`. */
export async function withPackage<T>(
  bytes: Uint8Array,
  use: (opened: OfficePackage) => Promise<T>,
): Promise<T> {
  const entries = new Map<string, ZipEntry>();
  let left = mostBytes;
  const opened: OfficePackage = {
    get names() {
      return [...entries.keys()];
    },
    async part(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) return undefined;
      try {
        const part = await entry.read(left);
        left -= part.length;
        return part;
      } catch (error) {
        throw documentRefused(error);
      }
    },
  };
  try {
    const zip = await openZip({ name: '', bytes }, limits);
    for await (const entry of zip.entries()) {
      if (!('refused' in entry)) entries.set(entry.path.toLowerCase(), entry);
      else if (/\.(?:xml|rels)$/i.test(entry.path)) throw entry.refused;
    }
    return await use(opened);
  } catch (error) {
    throw documentRefused(error);
  }
}

function documentRefused(error: unknown): unknown {
  if (!(error instanceof ZipRefused)) return error;
  const { reason, detail } = error.refusal;
  if (reason === 'archive-encrypted') return new DocumentRefused('document-encrypted');
  const isBomb = ['archive-bomb', 'archive-overlap', 'archive-entry-too-large', 'archive-too-large'].includes(
    reason,
  );
  return new DocumentRefused(isBomb ? 'document-bomb' : 'document-damaged', detail);
}
