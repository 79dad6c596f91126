/** Files that are no programs, told before anybody tries to read them. */

export type NoProgram = 'empty' | 'blank' | 'binary' | 'utf16';

/** Bytes that are enough for `noProgram`. */
export const beginningBytes = 1 << 16;
/** Of bytes that no text has; leader, rub-out and reader control of paper tapes are none of them. */
const mostForeign = 0.02;
const tape = new Set([0, 9, 10, 11, 12, 13, 17, 18, 19, 20, 26, 127]);
const percent = 37;

/** `size` of the whole, `beginning` its first bytes. Undefined: nothing speaks against reading it. */
export function noProgram(size: number, beginning: Uint8Array): NoProgram | undefined {
  if (size === 0) return 'empty';
  const head = beginning.subarray(0, beginningBytes);
  let [foreign, zeros, evenZeros, digits, blanks] = [0, 0, 0, 0, 0];
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte < 32 && !tape.has(byte)) foreign += 1;
    if (byte === 0) {
      zeros += 1;
      if (i % 2 === 0) evenZeros += 1;
    }
    if (byte >= 48 && byte <= 57) digits += 1;
    if (byte === percent || (byte > 0 && byte <= 32 && tape.has(byte)) || byte === 32) blanks += 1;
  }
  if (hasMark(head) || alternates(zeros, evenZeros, head.length)) return 'utf16';
  if (size === head.length && blanks > 0 && blanks + zeros === size) return 'blank';
  // A tape's leader may be half of a short file; what has no digit in it is no program.
  const binary =
    foreign > mostForeign * head.length || (zeros > head.length / 4 && digits < head.length / 20);
  return binary ? 'binary' : undefined;
}

const hasMark = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** UTF-16 without a mark: nearly every second byte is zero, and hardly one of the others. */
function alternates(zeros: number, evenZeros: number, size: number): boolean {
  const most = Math.max(evenZeros, zeros - evenZeros);
  return size >= 4 && most > 0.45 * size && zeros - most < 0.02 * size;
}
