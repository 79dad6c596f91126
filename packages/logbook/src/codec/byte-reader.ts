/** The inverse of ByteWriter. Reads beyond the end throw RangeError, so that no damage reads as data. */

export class ByteReader {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, from = 0, to = bytes.length) {
    this.bytes =
      bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = from;
    this.end = to;
  }

  byte(): number {
    if (this.at >= this.end) throw new RangeError('the data ends in the middle of a value');
    return this.bytes[this.at++]!;
  }

  varint(): number {
    const bytes = this.bytes;
    let at = this.at;
    let byte = bytes[at++]!;
    let value = byte & 127;
    if (byte > 127) {
      byte = bytes[at++]!;
      value |= (byte & 127) << 7;
      if (byte > 127) {
        byte = bytes[at++]!;
        value |= (byte & 127) << 14;
        for (let scale = 2 ** 21; byte > 127; scale *= 128) {
          if (at >= this.end || scale > 2 ** 49)
            throw new RangeError('the data ends in the middle of a value');
          byte = bytes[at++]!;
          value += (byte & 127) * scale;
        }
      }
    }
    if (at > this.end) throw new RangeError('the data ends in the middle of a value');
    this.at = at;
    return value;
  }

  zigzag(): number {
    const value = this.varint();
    if (value % 2 === 0) return value / 2;
    return -(value + 1) / 2;
  }

  double(): number {
    if (this.at + 8 > this.end) throw new RangeError('the data ends in the middle of a value');
    const value = this.bytes.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Buffer {
    if (this.at + length > this.end) throw new RangeError('the data ends in the middle of a value');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
