/** Words as numbers of 32 bits; two words of one number only make a page be opened in vain. */

const offset = 0x811c9dc5 | 0;
const prime = 0x01000193;
const nonAscii = 255;

/** Byte → the byte in lower case where it belongs to a word, 0 between words, `nonAscii` where the text must be decoded. */
export const lowerOf = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 128) return nonAscii;
  return /\w/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte).toLowerCase().charCodeAt(0) : 0;
});
export const isNonAscii = (lower: number): boolean => lower === nonAscii;

export const begun = offset;
/** FNV-1a, byte by byte. */
export const added = (hash: number, byte: number): number => Math.imul(hash ^ byte, prime);

/** FNV leaves the upper bits of short words alike, and the index sorts by them. */
export function finished(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Of a folded word. */
export function wordHash(word: string): number {
  let hash = begun;
  for (const byte of Buffer.from(word, 'utf8')) hash = added(hash, byte);
  return finished(hash);
}
