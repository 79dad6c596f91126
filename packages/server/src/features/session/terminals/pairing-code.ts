/** The code that makes a browser a terminal: eight characters that cannot be mistaken for one another, read from one screen and typed at another. */
import { secretHash } from '../../../secrets/secret.ts';

/** Crockford's base 32: without I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 40 bits, for ten minutes, behind a wait after each few wrong ones. */
export function newPairingCode(randomBytes: (count: number) => Uint8Array): string {
  const letters = [...randomBytes(8)].map((byte) => alphabet[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export const pairingHash = (typed: string): Buffer =>
  secretHash(typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'));
