/** Seals what must be read again, such as the secret of a second factor: a copy of the database alone opens nothing. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@mantinel/contract';

export interface SecretBox {
  /** `belongsTo` is bound in: what was sealed for one opens for no other. */
  seal(plain: Uint8Array, belongsTo: string): Promise<Buffer>;
  /** Throws `secret.unreadable`. */
  open(sealed: Uint8Array, belongsTo: string): Promise<Buffer>;
}

export interface SecretBoxOptions {
  /** Holds the key, for the account that runs Mantinel alone; made when it is first needed. */
  readonly file: string;
  readonly randomBytes: (count: number) => Uint8Array;
}

const cipher = 'aes-256-gcm';
const [format, keyBytes, nonceBytes, tagBytes] = [1, 32, 12, 16];

/** Sealed: format 1, nonce, tag, AES-256-GCM of the plain bytes. */
export function secretBox({ file, randomBytes }: SecretBoxOptions): SecretBox {
  let loading: Promise<Buffer> | undefined;
  const key = (): Promise<Buffer> => {
    // One that failed is tried again: the disk may be back.
    loading ??= loadKey(file, randomBytes).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  return {
    seal: async (plain, belongsTo) => {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, await key(), nonce).setAAD(Buffer.from(belongsTo));
      const text = Buffer.concat([sealing.update(plain), sealing.final()]);
      return Buffer.concat([Buffer.of(format), nonce, sealing.getAuthTag(), text]);
    },
    open: async (sealed, belongsTo) => {
      try {
        if (sealed[0] !== format) throw new Error(`format ${sealed[0]} is not known`);
        const bytes = Buffer.from(sealed);
        const text = 1 + nonceBytes + tagBytes;
        const opening = createDecipheriv(cipher, await key(), bytes.subarray(1, 1 + nonceBytes), {
          authTagLength: tagBytes,
        });
        opening.setAAD(Buffer.from(belongsTo)).setAuthTag(bytes.subarray(1 + nonceBytes, text));
        return Buffer.concat([opening.update(bytes.subarray(text)), opening.final()]);
      } catch (cause) {
        throw new AppError('secret.unreadable', { data: { file }, cause });
      }
    },
  };
}

async function loadKey(file: string, randomBytes: (count: number) => Uint8Array): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(keyBytes));
      await handle.sync(); // secrets sealed with a key that a power cut took would be closed for good
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.length !== keyBytes) throw new Error(`${file} is damaged: it holds ${key.length} bytes`);
  return key;
}
