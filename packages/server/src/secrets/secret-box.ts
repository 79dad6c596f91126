/** Seals what must be read again, such as the secret of a second factor: a copy of the database alone opens nothing. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError } from '@mantinel/contract';
import { type KeyFileOptions, keyFile } from './key-file.ts';

export interface SecretBox {
  /** `belongsTo` is bound in: what was sealed for one opens for no other. */
  seal(plain: Uint8Array, belongsTo: string): Promise<Buffer>;
  /** Throws `secret.unreadable`. */
  open(sealed: Uint8Array, belongsTo: string): Promise<Buffer>;
}

const cipher = 'aes-256-gcm';
const [format, nonceBytes, tagBytes] = [1, 12, 16];

/** Sealed: format 1, nonce, tag, AES-256-GCM of the plain bytes. */
export function secretBox({ file, randomBytes }: KeyFileOptions): SecretBox {
  const key = keyFile({ file, randomBytes });
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
