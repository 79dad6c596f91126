/** A 64-bit sum over numbers and bytes: FNV-1a in two halves with different primes. Fast and stable, not against forgers. */

const scratch = new Float64Array(1);
const halves = new Uint32Array(scratch.buffer);

export function hash64() {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  const number = (value: number): void => {
    a = Math.imul(a ^ value, 0x01000193);
    a ^= a >>> 13;
    b = Math.imul(b ^ value, 0x5bd1e995);
    b ^= b >>> 15;
  };
  return {
    number,
    /** Every bit of a number, -0 as 0. */
    real(value: number): void {
      scratch[0] = value + 0;
      number(halves[0]!);
      number(halves[1]!);
    },
    bytes(bytes: Uint8Array): void {
      for (let i = 0; i < bytes.length; i++) {
        a = Math.imul(a ^ bytes[i]!, 0x01000193);
        b = Math.imul(b ^ bytes[i]!, 0x5bd1e995);
        b ^= b >>> 15;
      }
    },
    reset(): void {
      a = 0x811c9dc5;
      b = 0x9747b28c;
    },
    value: (): readonly [number, number] => [a, b],
    text: (): string => (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0'),
  };
}
