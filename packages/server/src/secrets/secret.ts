/** Secrets that are handed out once and stored as a digest: sessions, links, tokens. */
import { createHash } from 'node:crypto';

/** A fast hash is enough: the secret holds 256 random bits, which nobody guesses. */
export const secretHash = (secret: string | Uint8Array): Buffer =>
  createHash('sha256').update(secret).digest();

export const newSecret = (randomBytes: (count: number) => Uint8Array): string =>
  Buffer.from(randomBytes(32)).toString('base64url');

const tokenForm = /^mnt_[A-Za-z0-9_-]{43}$/;

export const isTokenForm = (text: string): boolean => tokenForm.test(text);
