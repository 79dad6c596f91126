/** The log keys of a folder, unwrapped by the master key. Whoever has another one is refused before anything is touched. */
import { createCipheriv, createDecipheriv, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import { blockExtension, encryptedFlag, headerBytes } from '../blocks/block-format.ts';
import type { Disk } from '../disk.ts';
import { listSegments } from '../segments/segment-files.ts';
import { type Keyring, keyBytes, keyringOf, noKeys, tagBytes } from './keyring.ts';

export interface Encryption {
  /** Whether new files are encrypted; old ones are read as they are. */
  readonly writes: boolean;
  /** 32 bytes each: the one that holds, then former ones. A folder that still knows a former one is turned to the first. */
  readonly masterKeys: readonly Uint8Array[];
}

export const keyringName = 'keyring.json';
/** Without the ring nothing can be read any more: one bad sector must not be the end of it. */
const copyName = 'keyring.copy.json';
const keyringFormat = 1;
const nonceBytes = 12;

interface StoredKeyring {
  readonly format: number;
  /** The newest last: it seals new files. `wrapped`: nonce, cipher text and tag, base64. */
  readonly keys: readonly { readonly number: number; readonly wrapped: string }[];
}

const filesIn = (directory: string): string[] => [keyringName, copyName].map((name) => join(directory, name));
const isEncrypted = (directory: string): boolean => filesIn(directory).some((file) => existsSync(file));

/**
 * Throws AppError `logbook.keyMissing`, `logbook.wrongKey`, `logbook.keyringDamaged`, `logbook.formatTooNew`. The directory must have been
 * taken.
 */
export async function openKeyring(
  directory: string,
  { writes, masterKeys }: Encryption,
  disk: Disk,
): Promise<Keyring> {
  const [master, ...former] = masterKeys;
  if (!isEncrypted(directory)) {
    if (!writes) return noKeys;
    if (!master || (await holdsEncrypted(directory)))
      throw new AppError('logbook.keyMissing', { data: { directory } });
    // By chance: a ring that belongs to other files must not seem to fit them.
    const number = randomInt(1, 2 ** 32);
    const keys = new Map([[number, randomBytes(keyBytes)]]);
    await writeKeyring(directory, wrapAll(keys, master), disk);
    return keyringOf({ keys, writing: number });
  }
  if (!master) throw new AppError('logbook.keyMissing', { data: { directory } });
  const rings = filesIn(directory).map(readKeyring);
  const byKey = [master, ...former].map((key) => rings.map((ring) => ring && unwrapAll(ring, key)));
  const keys = byKey.flat().find((found) => found !== undefined);
  if (!keys) {
    const isReadable = rings.some((ring) => ring !== undefined);
    throw new AppError(isReadable ? 'logbook.wrongKey' : 'logbook.keyringDamaged', { data: { directory } });
  }
  const isWhole = byKey[0]!.every((found) => found !== undefined);
  if (!isWhole) await writeKeyring(directory, wrapAll(keys, master), disk);
  return keyringOf({ keys, ...(writes && { writing: [...keys.keys()].at(-1)! }) });
}

/** Files that were sealed under a ring that is gone: a new one beside them would pass for theirs. */
async function holdsEncrypted(directory: string): Promise<boolean> {
  const segments = join(directory, 'segments');
  if (listSegments(segments).some(({ header }) => header?.cipher !== undefined)) return true;
  const blocks = join(directory, 'blocks');
  const names = existsSync(blocks) ? await readdir(blocks) : [];
  for (const name of names) {
    if (!name.endsWith(blockExtension)) continue;
    const file = await open(join(blocks, name));
    const { buffer } = await file
      .read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
      .finally(() => file.close());
    if ((buffer.readUInt16LE(10) & encryptedFlag) !== 0) return true;
  }
  return false;
}

/** Undefined where the file is damaged or gone. */
function readKeyring(file: string): StoredKeyring | undefined {
  let stored: StoredKeyring;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8')) as StoredKeyring;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || code === 'ENOENT' || code === 'EIO') return undefined;
    throw error;
  }
  if (stored.format > keyringFormat)
    throw new AppError('logbook.formatTooNew', { data: { file, version: stored.format } });
  return Array.isArray(stored.keys) ? stored : undefined;
}

/** One after the other: whatever happens between, one of them is whole. */
async function writeKeyring(directory: string, stored: StoredKeyring, disk: Disk): Promise<void> {
  for (const file of filesIn(directory)) {
    const handle = await open(`${file}.new`, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(stored, undefined, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
    await disk.syncDirectory(directory);
  }
}

const named = (number: number) => Buffer.from(`mantinel log key ${number}`);

function wrapAll(keys: ReadonlyMap<number, Uint8Array>, master: Uint8Array): StoredKeyring {
  const wrapped = [...keys].map(([number, key]) => {
    const nonce = randomBytes(nonceBytes);
    const wrapping = createCipheriv('aes-256-gcm', master, nonce).setAAD(named(number));
    const text = Buffer.concat([nonce, wrapping.update(key), wrapping.final(), wrapping.getAuthTag()]);
    return { number, wrapped: text.toString('base64') };
  });
  return { format: keyringFormat, keys: wrapped };
}

/** Undefined when the master key is another one. */
function unwrapAll({ keys }: StoredKeyring, master: Uint8Array): Map<number, Uint8Array> | undefined {
  try {
    return new Map(keys.map(({ number, wrapped }) => [number, unwrap(wrapped, number, master)]));
  } catch {
    return undefined; // the tag does not fit: that is the answer asked for
  }
}

function unwrap(wrapped: string, number: number, master: Uint8Array): Uint8Array {
  const bytes = Buffer.from(wrapped, 'base64');
  const end = bytes.length - tagBytes;
  const opening = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  opening.setAAD(named(number)).setAuthTag(bytes.subarray(end));
  return Buffer.concat([opening.update(bytes.subarray(nonceBytes, end)), opening.final()]);
}
