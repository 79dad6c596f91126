/**
 * A key for each person whose words are recorded: destroying it erases them wherever they stand, blocks, backups of blocks and
 * signed proofs left as they are. The file `people.keys` holds records of 256 bytes, each within one sector of a disk:
 *
 *   0 state u8: 1 key in clear, 2 key wrapped by a log key, 3 erased | 1 length of the id u8 | 4 crc32 u32 of bytes 8 to 255
 *   8 id, UTF-8, 64 bytes | 72 when it was erased, microseconds f64 | 80 key 32, or mark 36 and sealed key 48
 *
 * Erasing overwrites the record where it stands: nothing of the key is left in the file. A record is never removed, so the file
 * is also the list of whom to erase again in a restored backup.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Keyring, keyBytes, markBytes, tagBytes } from '../crypt/keyring.ts';
import type { Disk } from '../disk.ts';

export const peopleKeysName = 'people.keys';
const recordBytes = 256;
const idBytes = 64;
const [erasedAt, keyAt] = [72, 80];
const state = { clear: 1, wrapped: 2, erased: 3 } as const;

export interface ErasedPerson {
  readonly personId: string;
  readonly atUs: number;
}

export interface PersonKeys {
  /** Undefined for whom none was made, or who was erased. */
  get(personId: string): Uint8Array | undefined;
  isErased(personId: string): boolean;
  /** The person's key, made where there is none; durable when it resolves. Undefined for who was erased. */
  make(personId: string): Uint8Array | undefined;
  /** Destroys the key, and sees to it that none is made again. Durable when it returns. */
  erase(personId: string, atUs: number): void;
  erased(): readonly ErasedPerson[];
}

interface Entry {
  readonly place: number;
  readonly key?: Uint8Array;
  readonly erasedUs?: number;
}

export async function openPersonKeys(directory: string, keyring: Keyring, disk: Disk): Promise<PersonKeys> {
  const path = join(directory, peopleKeysName);
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const entries = new Map<string, Entry>();
  // A record torn by a crash was never used: nothing is sealed before its key is durable.
  let places = Math.floor(bytes.length / recordBytes);
  for (let place = 0; place < places; place++) {
    const record = bytes.subarray(place * recordBytes, (place + 1) * recordBytes);
    const id = idOf(record);
    if (id !== undefined) entries.set(id, { place, ...contentOf(record, keyring) });
  }
  let isNew = !existsSync(path);
  const write = (personId: string, place: number, fill: (record: Buffer) => void) => {
    const record = recordOf(personId, fill);
    const descriptor = openSync(path, isNew ? 'w+' : 'r+', 0o600);
    try {
      writeSync(descriptor, record, 0, recordBytes, place * recordBytes);
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (isNew) void disk.syncDirectory(dirname(path));
    isNew = false;
  };
  // Encryption was turned on meanwhile: keys that stood in clear are wrapped where they stand.
  for (const [personId, { place, key }] of entries)
    if (key && keyring.secrets.writing !== undefined && bytes[place * recordBytes] === state.clear)
      write(personId, place, (record) => writeKey(record, { key, personId, keyring }));

  return {
    get: (personId) => entries.get(personId)?.key,
    isErased: (personId) => entries.get(personId)?.erasedUs !== undefined,
    make(personId) {
      const known = entries.get(personId);
      if (known) return known.key;
      const key = randomBytes(keyBytes);
      const place = places++;
      write(personId, place, (record) => writeKey(record, { key, personId, keyring }));
      entries.set(personId, { place, key });
      return key;
    },
    erase(personId, atUs) {
      const known = entries.get(personId);
      if (known?.erasedUs !== undefined) return;
      const place = known?.place ?? places++;
      write(personId, place, (record) => writeErased(record, atUs));
      entries.set(personId, { place, erasedUs: atUs });
    },
    erased: () =>
      [...entries].flatMap(([personId, { erasedUs }]) =>
        erasedUs === undefined ? [] : [{ personId, atUs: erasedUs }],
      ),
  };
}

/** Erases people in a folder that nobody has open, a restored backup, whatever its keys are. */
export function erasePeople(directory: string, people: readonly ErasedPerson[]): void {
  const path = join(directory, peopleKeysName);
  const descriptor = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
  try {
    const bytes = readFileSync(descriptor);
    const count = Math.floor(bytes.length / recordBytes);
    const records = Array.from({ length: count }, (_, i) =>
      bytes.subarray(i * recordBytes, (i + 1) * recordBytes),
    );
    const places = new Map(records.map((record, place) => [idOf(record), place]));
    let next = count;
    for (const { personId, atUs } of people) {
      const record = recordOf(personId, (empty) => writeErased(empty, atUs));
      writeSync(descriptor, record, 0, recordBytes, (places.get(personId) ?? next++) * recordBytes);
    }
    fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function recordOf(personId: string, fill: (record: Buffer) => void): Buffer {
  const id = Buffer.from(personId);
  if (id.length === 0 || id.length > idBytes) throw new RangeError('the id of a person has 1 to 64 bytes');
  const record = Buffer.alloc(recordBytes);
  record[1] = id.length;
  record.set(id, 8);
  fill(record);
  record.writeUInt32LE(crc32(record.subarray(8)), 4);
  return record;
}

function idOf(record: Buffer): string | undefined {
  if (record.readUInt32LE(4) !== crc32(record.subarray(8)) || record[1] === 0) return undefined;
  return record.toString('utf8', 8, 8 + record[1]!);
}

const writeErased = (record: Buffer, atUs: number): void => {
  record[0] = state.erased;
  record.writeDoubleLE(atUs, erasedAt);
};

function writeKey(
  record: Buffer,
  { key, personId, keyring }: { key: Uint8Array; personId: string; keyring: Keyring },
): void {
  const cipher = keyring.newFile();
  record[0] = cipher ? state.wrapped : state.clear;
  if (!cipher) record.set(key, keyAt);
  else {
    // A mark of its own for each record: its place may be written again.
    record.set(cipher.mark, keyAt);
    record.set(cipher.seal(key, 0, Buffer.from(personId)), keyAt + markBytes);
  }
}

function contentOf(record: Buffer, keyring: Keyring): Omit<Entry, 'place'> {
  if (record[0] === state.erased) return { erasedUs: record.readDoubleLE(erasedAt) };
  if (record[0] === state.clear) return { key: Uint8Array.from(record.subarray(keyAt, keyAt + keyBytes)) };
  const sealedAt = keyAt + markBytes;
  const sealed = record.subarray(sealedAt, sealedAt + keyBytes + tagBytes);
  const cipher = keyring.ofFile(record.subarray(keyAt, sealedAt));
  const key = cipher?.open(sealed, 0, Buffer.from(idOf(record)!));
  return key ? { key } : {};
}
