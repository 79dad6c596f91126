/** A ZIP read by its central directory, entry by entry, nothing larger in memory than was allowed. */
import { close, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { crc32, inflateRaw, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { type Entry, fromBufferPromise, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { entryName } from './entry-name.ts';
import { type RefusalReason, ZipRefused } from './refusal.ts';

export type ZipInput = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array };

export interface ZipLimits {
  /** Of one entry unpacked. */
  readonly entryBytes: number;
  readonly entries: number;
  /** Unpacked to packed, for what is larger than `ratioFromBytes`. NC programs reach some 30. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export interface OpenZip {
  /** Files of the archive in its order, once; folders are left out. Throws `ZipRefused` where it cannot be read on. */
  entries(): AsyncGenerator<ZipEntry | RefusedEntry>;
  /** Entries are read before. */
  close(): void;
}

export interface ZipEntry {
  /** With `/`, without `.` and empty parts. */
  readonly path: string;
  /** As the directory says; reading holds it to that. */
  readonly bytes: number;
  /** As the packer noted it, by its own clock and zone; undefined where it noted none. */
  readonly modifiedUs: number | undefined;
  /** Throws `ZipRefused`. `most`: what is left of a larger whole. */
  read(most?: number): Promise<Uint8Array>;
}

/** An entry that is refused by what the directory says of it. */
export interface RefusedEntry {
  readonly path: string;
  readonly refused: ZipRefused;
}

/** `strong encryption` ends yauzl's reading; the rest of its errors are about bytes that are not as they should be. */
const thrownBy = (error: unknown): unknown => {
  if (error instanceof ZipRefused || isOfTheFileSystem(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ZipRefused(/encrypt/i.test(message) ? 'archive-encrypted' : 'archive-damaged', message);
};

/** Throws `ZipRefused`, and errors of the file system as they are. */
export async function openZip(input: ZipInput, limits: ZipLimits): Promise<OpenZip> {
  // Names are decoded and sizes checked here: yauzl gives the whole archive up for one bad name.
  const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false } as const;
  const fd = 'path' in input ? await openFile(input.path, 'r') : undefined;
  let zip: ZipFile;
  try {
    zip =
      'bytes' in input
        ? await fromBufferPromise(asBuffer(input.bytes), options)
        : await fromFdPromise(fd!, options);
  } catch (error) {
    if (fd !== undefined) await closeFile(fd);
    throw thrownBy(error);
  }
  // Closing a file that vanished has nothing left to tell.
  zip.on('error', () => {});
  const read: ReadBytes =
    'bytes' in input
      ? async (from, length) => input.bytes.subarray(from, from + length)
      : async (from, length) => {
          const { bytesRead, buffer } = await readFile(fd!, Buffer.allocUnsafe(length), 0, length, from);
          return buffer.subarray(0, bytesRead);
        };
  return { entries: () => entriesOf(zip, read, limits), close: () => zip.close() };
}

/** Fewer than asked for at the end. */
type ReadBytes = (from: number, length: number) => Promise<Uint8Array>;

const openFile = promisify(open);
const closeFile = promisify(close);
const readFile = promisify(read);

async function* entriesOf(
  zip: ZipFile,
  read: ReadBytes,
  limits: ZipLimits,
): AsyncGenerator<ZipEntry | RefusedEntry> {
  if (zip.entryCount > limits.entries) throw new ZipRefused('archive-too-many', `${zip.entryCount} entries`);
  const taken = new Ranges();
  const names = new Set<string>();
  try {
    for await (const entry of zip.eachEntry()) {
      const raw = nameOf(entry);
      const path = normalised(raw);
      const reason = refusedAt(entry, raw, path);
      // Its data begin no earlier than behind its own header.
      const from = entry.relativeOffsetOfLocalHeader;
      const apart = taken.take(from, from + 30 + entry.fileNameLength + entry.compressedSize);
      if (!reason && /[\\/]$/.test(raw)) continue;
      const refused =
        reason ??
        (names.has(path) ? 'archive-duplicate' : apart ? tooLarge(entry, limits) : 'archive-overlap');
      if (refused) {
        yield { path: shown(path || raw), refused: new ZipRefused(refused) };
        continue;
      }
      names.add(path);
      yield {
        path,
        bytes: entry.uncompressedSize,
        modifiedUs: modifiedUsOf(entry),
        read: (most) => readEntry(entry, read, most),
      };
    }
  } catch (error) {
    throw thrownBy(error);
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const isOfTheFileSystem = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';

function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const unicodePath = entry.extraFields.some(({ id }) => id === 0x7075);
  // yauzl checks the field against the name that it stands for.
  return unicodePath ? getFileNameLowLevel(0x800, raw, entry.extraFields, true) : entryName(raw);
}

/** Times begin with 1980: that is what stands where nobody noted one. */
const earliestUs = Date.UTC(1980, 0, 3) * 1000;

function modifiedUsOf(entry: Entry): number | undefined {
  const us = entry.getLastModDate().getTime() * 1000;
  return us > earliestUs ? us : undefined;
}

const normalised = (name: string): string =>
  name
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')
    .join('/');

/** What can be shown and kept of a name that is refused. */
const shown = (name: string): string =>
  name.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD').slice(0, 200) || '(no name)';

function refusedAt(entry: Entry, raw: string, path: string): RefusalReason | undefined {
  // Control characters of names are what hides a name on screens and what databases refuse.
  if (path === '' || raw.length > 1024 || /[\p{Cc}\p{Cs}]/u.test(raw)) return 'archive-name';
  if (/^[\\/]|^[A-Za-z]:/.test(raw) || path.split('/').includes('..')) return 'archive-path-outside';
  const unixKind = entry.versionMadeBy >> 8 === 3 ? (entry.externalFileAttributes >>> 28) & 0xf : 0;
  // S_IFREG is 8, S_IFDIR 4; many packers write nothing.
  if (![0, 4, 8].includes(unixKind)) return 'archive-not-a-file';
  if (entry.isEncrypted()) return 'archive-encrypted';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return 'archive-method';
  return undefined;
}

function tooLarge(entry: Entry, limits: ZipLimits): RefusalReason | undefined {
  if (isBomb(entry.uncompressedSize, entry.compressedSize, limits)) return 'archive-bomb';
  return entry.uncompressedSize > limits.entryBytes ? 'archive-entry-too-large' : undefined;
}

const isBomb = (unpacked: number, packed: number, limits: ZipLimits): boolean =>
  unpacked > limits.ratioFromBytes && unpacked > packed * limits.ratio;

/** What local headers have beyond the directory's, as packers write them: times and owners. */
const usualExtra = 64;
/** Small ones are unpacked at once: a turn through the pool of threads would take longer. */
const smallBytes = 1 << 16;

async function readEntry(entry: Entry, read: ReadBytes, most?: number): Promise<Uint8Array> {
  const { uncompressedSize: declared, compressedSize: packed, relativeOffsetOfLocalHeader: from } = entry;
  if (most !== undefined && declared > most) throw new ZipRefused('archive-too-large');
  // What does not get smaller is packed as it is, with five bytes for every 64 KiB.
  if (packed > declared + declared / 8 + 1024)
    throw new ZipRefused('archive-damaged', `${packed} packed bytes for ${declared}`);
  let local = await read(from, 30 + entry.fileNameLength + usualExtra + packed);
  const header = Buffer.from(local.buffer, local.byteOffset, local.byteLength);
  if (local.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
    throw new ZipRefused('archive-damaged', 'no local header');
  const dataFrom = 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (local.length < dataFrom + packed) local = await read(from, dataFrom + packed);
  const data = local.subarray(dataFrom, dataFrom + packed);
  if (data.length < packed) throw new ZipRefused('archive-damaged', 'unexpected end');
  const bytes = entry.compressionMethod === 0 ? data : await inflated(data, declared);
  if (bytes.length !== declared)
    throw new ZipRefused('archive-damaged', `${bytes.length} of ${declared} bytes`);
  if (crc32(bytes) !== entry.crc32) throw new ZipRefused('archive-damaged', 'its checksum differs');
  return bytes;
}

async function inflated(data: Uint8Array, declared: number): Promise<Uint8Array> {
  const options = { maxOutputLength: Math.max(1, declared) };
  try {
    return declared <= smallBytes ? inflateRawSync(data, options) : await inflateLarge(data, options);
  } catch (error) {
    throw thrownBy(error);
  }
}

const inflateLarge = promisify<Uint8Array, ZlibOptions, Uint8Array>(inflateRaw);

/** Ranges of bytes without a byte in common. */
class Ranges {
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  /** False where it has bytes in common with one taken before. */
  take(from: number, to: number): boolean {
    let at = this.#from.length;
    // Packers write in the order of their directory, so the place is nearly always the end.
    if (at > 0 && from < this.#to[at - 1]!) {
      let low = 0;
      while (low < at) {
        const middle = (low + at) >> 1;
        if (this.#from[middle]! < from) low = middle + 1;
        else at = middle;
      }
      if ((this.#to[at - 1] ?? 0) > from || (this.#from[at] ?? Infinity) < to) return false;
    }
    this.#from.splice(at, 0, from);
    this.#to.splice(at, 0, to);
    return true;
  }
}
