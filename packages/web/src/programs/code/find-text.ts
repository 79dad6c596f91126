/** Where a text stands in a program, whatever case it is written in. */

/** Byte offsets, ascending; at most `most`. */
export function findText(bytes: Uint8Array, text: string, most: number): number[] {
  const wanted = Array.from(text, (character) => lowered(character.charCodeAt(0)));
  const found: number[] = [];
  const [first] = wanted;
  if (first === undefined || wanted.some((code) => code > 255)) return found;
  const last = bytes.length - wanted.length;
  for (let at = 0; at <= last && found.length < most; at++) {
    if (lowered(bytes[at]!) !== first) continue;
    let same = 1;
    while (same < wanted.length && lowered(bytes[at + same]!) === wanted[same]) same++;
    if (same === wanted.length) found.push(at);
  }
  return found;
}

const lowered = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
