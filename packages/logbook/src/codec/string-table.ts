/** Each distinct string once, as UTF-8: most strings of a segment are never looked at as text. */

export const begunHash = 0;
export const addedHash = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/** From here on a call into native code beats a loop. */
const longBytes = 32;

export class StringTable {
  /** All strings, one after the other; string n ends at `ends[n]`, where the next begins. String 0 is empty. */
  bytes: Buffer;
  ends = new Uint32Array(1024);
  count = 1;
  #slots = new Int32Array(4096).fill(-1);
  #mask = 4095;
  #hashes = new Int32Array(1024);

  /** `capacity`: bytes of all strings, if something is known of them. */
  constructor(capacity = 64 * 1024) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  startOf(index: number): number {
    return index === 0 ? 0 : this.ends[index - 1]!;
  }

  view(index: number): Uint8Array {
    return this.bytes.subarray(this.startOf(index), this.ends[index]);
  }

  text(index: number): string {
    return this.bytes.toString('utf8', this.startOf(index), this.ends[index]);
  }

  /** The number of the string in `source` from `from` to `to`: `count` before the call when it is new. */
  intern(source: Buffer, from: number, to: number): number {
    let hash = begunHash;
    for (let at = from; at < to; at++) hash = addedHash(hash, source[at]!);
    return this.internHashed(source, { from, to, hash });
  }

  /** The same where who made the bytes has hashed them on the way, from `begunHash` on byte by byte with `addedHash`. */
  internHashed(source: Buffer, { from, to, hash: sum }: { from: number; to: number; hash: number }): number {
    if (from === to) return 0;
    const hash = sum ^ (sum >>> 15);
    let slot = hash & this.#mask;
    for (let index = this.#slots[slot]!; index !== -1; index = this.#slots[slot]!) {
      if (this.#hashes[index] === hash && this.#equals(index, source, from, to)) return index;
      slot = (slot + 1) & this.#mask;
    }
    this.#slots[slot] = this.count;
    this.#append(source, from, to);
    this.#hashes[this.count - 1] = hash;
    if (this.count * 2 > this.#mask) this.#rehash();
    return this.count - 1;
  }

  #equals(index: number, source: Uint8Array, from: number, to: number): boolean {
    const { bytes } = this;
    let own = this.startOf(index);
    if (this.ends[index]! - own !== to - from) return false;
    for (let at = from; at < to; at++, own++) if (bytes[own] !== source[at]) return false;
    return true;
  }

  #append(source: Buffer, from: number, to: number): void {
    const start = this.ends[this.count - 1]!;
    const end = start + to - from;
    if (end > this.bytes.length) {
      const more = Buffer.allocUnsafeSlow(Math.max(end, this.bytes.length * 2));
      this.bytes.copy(more, 0, 0, start);
      this.bytes = more;
    }
    if (to - from > longBytes) source.copy(this.bytes, start, from, to);
    else for (let at = from, own = start; at < to; at++, own++) this.bytes[own] = source[at]!;
    if (this.count === this.ends.length) {
      const ends = new Uint32Array(this.count * 2);
      ends.set(this.ends);
      this.ends = ends;
      const hashes = new Int32Array(this.count * 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.ends[this.count++] = end;
  }

  #rehash(): void {
    const slots = this.#slots.length * 2;
    this.#slots = new Int32Array(slots).fill(-1);
    this.#mask = slots - 1;
    for (let index = 1; index < this.count; index++) {
      let slot = this.#hashes[index]! & this.#mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index;
    }
  }
}
