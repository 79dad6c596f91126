/**
 * The keys of an encrypted logbook. A log key, wrapped by the master key, stands in `keyring.json`; every segment and every block
 * has a key of its own, derived from the log key and 32 random bytes in the file's head (HKDF-SHA-256). Changing the master
 * key therefore writes one small file anew, however much was recorded.
 *
 * Within a file every sealed piece has its offset as nonce (AES-256-GCM). No offset of a file is ever sealed twice: segments and
 * blocks are written once from their beginning to their end, and one begun anew has other random bytes and so another key.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Behind everything sealed. */
export const tagBytes = 16;
/** Number of the log key u32 LE, and the file's random bytes. */
export const markBytes = 36;
export const keyBytes = 32;

/** Seals and opens the pieces of one file. */
export interface FileCipher {
  /** What the file names its key by; stands in it in clear. */
  readonly mark: Uint8Array;
  /** The cipher text and its tag. `at`: where it stands in the file; `beside`: what is in clear and must not be changed either. */
  seal(plain: Uint8Array, at: number, beside?: Uint8Array): Buffer;
  /** Throws RangeError when it was altered, or stands elsewhere than where it was written. */
  open(sealed: Uint8Array, at: number, beside?: Uint8Array): Buffer;
}

/** The log keys themselves: what a thread is handed to read and write the files of a logbook. */
export interface LogKeys {
  readonly keys: ReadonlyMap<number, Uint8Array>;
  /** New files are sealed with it; absent: they are written in clear. */
  readonly writing?: number;
}

export interface Keyring {
  readonly secrets: LogKeys;
  /** For a new file; undefined when it is written in clear. */
  newFile(): FileCipher | undefined;
  /** For a file that names its key so; undefined when the key is not known. */
  ofFile(mark: Uint8Array): FileCipher | undefined;
}

export const keyringOf = (secrets: LogKeys): Keyring => ({
  secrets,
  newFile() {
    const { keys, writing } = secrets;
    if (writing === undefined) return undefined;
    const mark = Buffer.alloc(markBytes);
    mark.writeUInt32LE(writing);
    mark.set(randomBytes(markBytes - 4), 4);
    return fileCipher(keys.get(writing)!, mark);
  },
  ofFile(mark) {
    const key = secrets.keys.get(Buffer.from(mark).readUInt32LE());
    return key && fileCipher(key, Uint8Array.from(mark));
  },
});

export const noKeys: Keyring = keyringOf({ keys: new Map() });

function fileCipher(logKey: Uint8Array, mark: Uint8Array): FileCipher {
  const derived = hkdfSync('sha256', logKey, mark, 'mantinel log file 1', keyBytes);
  // As an object: a key handed over as bytes is set up anew for every piece, at three times the cost.
  const key: KeyObject = createSecretKey(Buffer.from(derived));
  const nonceAt = (offset: number) => {
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64BE(BigInt(offset), 4);
    return nonce;
  };
  return {
    mark,
    seal(plain, at, beside) {
      const sealing = createCipheriv('aes-256-gcm', key, nonceAt(at));
      if (beside) sealing.setAAD(beside);
      const text = sealing.update(plain);
      sealing.final();
      return Buffer.concat([text, sealing.getAuthTag()]);
    },
    open(sealed, at, beside) {
      const end = sealed.length - tagBytes;
      if (end < 0) throw new RangeError('too short for anything sealed');
      const opening = createDecipheriv('aes-256-gcm', key, nonceAt(at), { authTagLength: tagBytes });
      if (beside) opening.setAAD(beside);
      opening.setAuthTag(sealed.subarray(end));
      const plain = opening.update(sealed.subarray(0, end));
      try {
        opening.final();
      } catch (cause) {
        throw new RangeError('it was altered after it was sealed', { cause });
      }
      return plain;
    },
  };
}
