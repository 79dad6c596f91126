/** Where the lines of a program begin, as its diagnostics count them. */
import { textOfBytes } from '@mantinel/nc';

const lineFeed = 10;
const carriageReturn = 13;
/** Characters of a line that are shown. */
const longestShown = 2000;

export class LineIndex {
  readonly bytes: Uint8Array;
  readonly #starts: Uint32Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    // Files that know no line feed end lines with a carriage return, as the tokens say (`ScanOptions.carriageReturn`).
    const end = bytes.includes(lineFeed) ? lineFeed : carriageReturn;
    let starts = new Uint32Array(1024);
    let count = 1;
    for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, at + 1)) {
      if (count === starts.length) {
        const longer = new Uint32Array(2 * count);
        longer.set(starts);
        starts = longer;
      }
      starts[count++] = at + 1;
    }
    // What ends with an end of line has no line behind it.
    if (count > 1 && starts[count - 1] === bytes.length) count -= 1;
    this.#starts = starts.slice(0, count);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Lines count from 1. Byte offsets of its first byte and behind its last, the end of the line included. */
  rangeOf(line: number): { start: number; end: number } {
    return { start: this.#starts[line - 1] ?? 0, end: this.#starts[line] ?? this.bytes.length };
  }

  lineAt(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(1, low);
  }

  /** Its bytes without the end of the line. */
  bytesOf(line: number): Uint8Array {
    const { start, end } = this.rangeOf(line);
    let last = end;
    while (last > start && (this.bytes[last - 1] === lineFeed || this.bytes[last - 1] === carriageReturn))
      last--;
    return this.bytes.subarray(start, Math.min(last, start + longestShown));
  }

  textOf(line: number): string {
    return textOfBytes(this.bytesOf(line));
  }
}
