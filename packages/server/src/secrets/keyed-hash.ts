/** Hashes what is too short for a hash alone, such as badge numbers: whoever has the database but not the key can try nothing out. */
import { createHmac } from 'node:crypto';
import { AppError } from '@mantinel/contract';
import { type KeyFileOptions, keyFile } from './key-file.ts';

/** `purpose` keeps hashes of one use from being hashes of another. Throws `secret.unreadable`. */
export type KeyedHash = (purpose: string, text: string) => Promise<Buffer>;

export function keyedHash(options: KeyFileOptions): KeyedHash {
  const key = keyFile(options);
  return async (purpose, text) => {
    let secret: Buffer;
    try {
      secret = await key();
    } catch (cause) {
      throw new AppError('secret.unreadable', { data: { file: options.file }, cause });
    }
    return createHmac('sha256', secret)
      .update(JSON.stringify([purpose, text]))
      .digest();
  };
}
