/** The streams of a compound file (MS-CFB), in which Office kept its documents before 2007. */
import { DocumentRefused } from '../document.ts';

/** Streams by name, without their storages. Throws `DocumentRefused`; no chain of sectors is followed twice. */
export function compoundFile(bytes: Uint8Array): ReadonlyMap<string, () => Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (what: string) => new DocumentRefused('document-damaged', what);
  if (bytes.length < 512) throw damaged('no header');
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw damaged('size of its sectors');
  const sectorSize = 1 << shift;
  const count = Math.ceil(bytes.length / sectorSize);
  const sector = (number: number): Uint8Array => {
    const from = (number + 1) * sectorSize;
    if (number >= count || from >= bytes.length) throw damaged(`sector ${number} lies outside`);
    return bytes.subarray(from, Math.min(from + sectorSize, bytes.length));
  };

  const fat = readFat(view, sector, sectorSize);
  const chain = (first: number, table: Uint32Array): number[] => {
    const sectors: number[] = [];
    for (let at = first; at < lastSpecial; at = table[at]!) {
      if (at >= table.length || sectors.length >= table.length)
        throw damaged('a chain of sectors without end');
      sectors.push(at);
    }
    return sectors;
  };
  const stream = (first: number, size: number): Uint8Array => {
    const sectors = chain(first, fat);
    if (sectors.length * sectorSize < size) throw damaged('a stream that is cut short');
    return joined(sectors.map(sector), Math.min(size, sectors.length * sectorSize));
  };

  const directory = joined(chain(view.getUint32(48, true), fat).map(sector));
  const entries = directoryEntries(directory);
  const root = entries.find(({ type }) => type === 5);
  const miniFat = words(joined(chain(view.getUint32(60, true), fat).map(sector)));
  const cutoff = view.getUint32(56, true);
  const miniStream = (first: number, size: number): Uint8Array => {
    if (!root) throw damaged('no root');
    const whole = stream(root.first, root.size);
    const parts = chain(first, miniFat).map((at) => whole.subarray(at * 64, at * 64 + 64));
    return joined(parts).subarray(0, size);
  };
  return new Map(
    entries
      .filter(({ type }) => type === 2)
      .map(({ name, first, size }) => [
        name,
        () => (size < cutoff ? miniStream(first, size) : stream(first, size)),
      ]),
  );
}

/** 0xFFFFFFFA and above mark ends, free sectors and sectors of tables. */
const lastSpecial = 0xfffffffa;

function readFat(view: DataView, sector: (number: number) => Uint8Array, sectorSize: number): Uint32Array {
  const sectors: number[] = [];
  for (let i = 0; i < 109; i++) sectors.push(view.getUint32(76 + i * 4, true));
  // The rest of the list lies in sectors of its own, each ending with the number of the next.
  let next = view.getUint32(68, true);
  const most = Math.ceil(view.byteLength / sectorSize);
  for (let read = 0; next < lastSpecial; read++) {
    if (read > most) throw new DocumentRefused('document-damaged', 'a list of sectors without end');
    const more = words(sector(next));
    sectors.push(...more.subarray(0, sectorSize / 4 - 1));
    next = more[sectorSize / 4 - 1] ?? lastSpecial;
  }
  const used = sectors.filter((number) => number < lastSpecial).slice(0, most);
  return words(joined(used.map(sector)));
}

interface DirectoryEntry {
  readonly name: string;
  readonly type: number;
  readonly first: number;
  readonly size: number;
}

function directoryEntries(directory: Uint8Array): readonly DirectoryEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = Math.min(64, Math.max(2, view.getUint16(at + 64, true)));
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + length - 2));
    entries.push({
      name,
      type: directory[at + 66]!,
      first: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

const joined = (parts: readonly Uint8Array[], size?: number): Uint8Array => Buffer.concat(parts, size);

const words = (bytes: Uint8Array): Uint32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(i * 4, true));
};
