/** A Word document of 97–2003: a compound file of three streams, its text in pieces of one and of two bytes. */

const sector = 512;
const end = 0xfffffffe;
const free = 0xffffffff;

export interface DocOptions {
  readonly encrypted?: boolean;
  /** `Workbook` makes an old Excel file of it. */
  readonly streamName?: string;
  /** Further streams, empty ones. */
  readonly streams?: readonly string[];
}

/** Of `narrow`, in Windows-1252, then `wide`, in UTF-16. */
export function docOf(narrow: string, wide = '', options: DocOptions = {}): Uint8Array {
  const textAt = 0x800;
  const narrowBytes = Buffer.from(narrow, 'latin1');
  const wideAt = textAt + narrowBytes.length + (narrowBytes.length % 2);
  const word = Buffer.alloc(Math.max(4096, wideAt + wide.length * 2));
  word.writeUInt16LE(0xa5ec, 0);
  word.writeUInt16LE(0x0200 | (options.encrypted ? 0x0100 : 0), 10);
  narrowBytes.copy(word, textAt);
  word.write(wide, wideAt, 'utf16le');
  const pieces = Buffer.alloc(5 + 3 * 4 + 2 * 8);
  pieces[0] = 2;
  pieces.writeUInt32LE(pieces.length - 5, 1);
  pieces.writeUInt32LE(narrow.length, 9);
  pieces.writeUInt32LE(narrow.length + wide.length, 13);
  pieces.writeUInt32LE((0x40000000 | (textAt * 2)) >>> 0, 17 + 2);
  pieces.writeUInt32LE(wideAt, 25 + 2);
  const table = Buffer.alloc(4096);
  pieces.copy(table);
  word.writeUInt32LE(0, 0x1a2);
  word.writeUInt32LE(pieces.length, 0x1a6);
  const streams = [
    { name: options.streamName ?? 'WordDocument', bytes: word },
    { name: '1Table', bytes: table },
    ...(options.streams ?? []).map((name) => ({ name, bytes: Buffer.alloc(4096) })),
  ];
  return compoundOf(streams);
}

function compoundOf(streams: readonly { name: string; bytes: Buffer }[]): Uint8Array {
  const directorySectors = Math.ceil(((streams.length + 1) * 128) / sector);
  const sizes = streams.map(({ bytes }) => Math.ceil(bytes.length / sector));
  const fat: number[] = [0xfffffffd];
  const chain = (count: number): number => {
    const first = fat.length;
    for (let i = 0; i < count; i++) fat.push(i === count - 1 ? end : fat.length + 1);
    return first;
  };
  const directoryAt = chain(directorySectors);
  const starts = sizes.map(chain);
  if (fat.length > sector / 4) throw new Error('more than one sector of the table: too large for a test');
  const header = Buffer.alloc(sector, 0);
  header.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(directoryAt, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(end, 60);
  header.writeUInt32LE(end, 68);
  for (let i = 0; i < 109; i++) header.writeUInt32LE(i === 0 ? 0 : free, 76 + i * 4);
  const table = Buffer.alloc(sector, 0xff);
  for (const [i, next] of fat.entries()) table.writeUInt32LE(next, i * 4);
  const directory = Buffer.alloc(directorySectors * sector);
  const entry = (at: number, name: string, of: { type: number; first: number; size: number }) => {
    directory.write(name, at, 'utf16le');
    directory.writeUInt16LE(name.length * 2 + 2, at + 64);
    directory[at + 66] = of.type;
    directory.writeUInt32LE(of.first, at + 116);
    directory.writeUInt32LE(of.size, at + 120);
  };
  entry(0, 'Root Entry', { type: 5, first: end, size: 0 });
  for (const [i, { name, bytes }] of streams.entries())
    entry((i + 1) * 128, name, { type: 2, first: starts[i]!, size: bytes.length });
  const padded = streams.map(({ bytes }, i) =>
    Buffer.concat([bytes, Buffer.alloc(sizes[i]! * sector - bytes.length)]),
  );
  return Buffer.concat([header, table, directory, ...padded]);
}
