/** A growing byte buffer with the few encodings the batch format uses; reused from batch to batch. */

/** Numbers above this do not fit the integer fast path of a varint. */
const int31 = 0x7fffffff;

export class ByteWriter {
  bytes: Buffer;
  length = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** Room for `extra` more bytes; the single-value writers below do not check, so that loops reserve once. */
  reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  /** LEB128 of a whole number from 0 to 2^53 - 1; at most 8 bytes. */
  varint(value: number): void {
    const bytes = this.bytes;
    let at = this.length;
    let rest = value;
    while (rest > int31) {
      bytes[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }

  /** Signed whole numbers of magnitude below 2^52, small magnitudes short. */
  zigzag(value: number): void {
    this.varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  double(value: number): void {
    this.length = this.bytes.writeDoubleLE(value, this.length);
  }

  /** UTF-8, a lone surrogate becoming U+FFFD; reserves for itself and returns the bytes written. */
  text(text: string): number {
    const start = this.length;
    this.reserve(text.length * 3);
    if (text.length <= 32) {
      // Most strings are short ASCII names; a loop beats the call into native code.
      let at = start;
      let index = 0;
      for (; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code > 127) break;
        this.bytes[at++] = code;
      }
      if (index === text.length) {
        this.length = at;
        return at - start;
      }
    }
    this.length = start + this.bytes.write(text, start, 'utf8');
    return this.length - start;
  }

  append(other: Uint8Array): void {
    this.reserve(other.length);
    this.bytes.set(other, this.length);
    this.length += other.length;
  }

  /** A part of `other`, without a view of it. */
  appendPart(other: Buffer, from: number, to: number): void {
    this.reserve(to - from);
    this.length += other.copy(this.bytes, this.length, from, to);
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
