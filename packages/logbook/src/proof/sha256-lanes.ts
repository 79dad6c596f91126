/**
 * SHA-256 (FIPS 180-4) of four messages at a time, in WebAssembly's 128-bit lanes: millions of small messages are hashed for the
 * Merkle tree, and a call of node:crypto for each costs more than the hashing. The module is assembled here, some 20 kB that are
 * the same everywhere; a test holds it to node:crypto.
 */
const [i32, v128] = [0x7f, 0x7b];
/** Fixed places in memory: sixteen words and eight of state, of four lanes each. */
const [wordsAt, stateAt] = [64, 320];
/** Memory from here on is the caller's; so many bytes behind what is read must be there. */
export const firstFree = 1024;
const pageBytes = 65_536;

export interface Sha256Lanes {
  /** Grows; ask again after `reserve`. */
  readonly memory: Uint8Array<ArrayBuffer>;
  reserve(bytes: number): void;
  /** Four padded messages of so many 64-byte blocks, to four places of 32 bytes. */
  blocks(...call: [p0: number, p1: number, p2: number, p3: number, blocks: number, ...Outs]): void;
  /** Four times `groups` parents, SHA-256(0x01 ‖ left ‖ right), of hashes that lie side by side; `to` may be `from`. */
  nodes(from: number, to: number, groups: number): void;
}

type Outs = [o0: number, o1: number, o2: number, o3: number];

export function sha256Lanes(): Sha256Lanes {
  const module = new WebAssembly.Module(assembled());
  const { exports } = new WebAssembly.Instance(module);
  const { memory, blocks, nodes } = exports as unknown as Pick<Sha256Lanes, 'blocks' | 'nodes'> & {
    memory: WebAssembly.Memory;
  };
  let view = new Uint8Array(memory.buffer);
  return {
    get memory() {
      return view;
    },
    reserve(bytes) {
      const more = bytes - view.length;
      if (more <= 0) return;
      memory.grow(Math.ceil(more / pageBytes));
      view = new Uint8Array(memory.buffer);
    },
    blocks,
    nodes,
  };
}

/** The first 32 bits of the fractional parts of roots of the first primes: cube roots (64), square roots (8). */
function constants(): { round: number[]; initial: number[] } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const rootBits = (n: number, power: 2 | 3): number => {
    // Exact, in whole numbers: floor(n^(1/power) × 2^32) modulo 2^32.
    const target = BigInt(n) << BigInt(32 * power);
    let [low, high] = [0n, 1n << 40n];
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(power) <= target) low = middle;
      else high = middle;
    }
    return Number(BigInt.asIntN(32, low));
  };
  return {
    round: primes.map((prime) => rootBits(prime, 3)),
    initial: primes.slice(0, 8).map((prime) => rootBits(prime, 2)),
  };
}

const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return [...bytes, left];
    bytes.push((left & 127) | 128);
  }
};
const signed = (value: number): number[] => {
  const bytes: number[] = [];
  for (let left = value; ; left >>= 7) {
    if (left >= -64 && left < 64) return [...bytes, left & 127];
    bytes.push((left & 127) | 128);
  }
};
const get = (local: number) => [0x20, ...unsigned(local)];
const set = (local: number) => [0x21, ...unsigned(local)];
const number = (value: number) => [0x41, ...signed(value)];
const simd = (opcode: number, ...rest: number[]) => [0xfd, ...unsigned(opcode), ...rest];
const load = (offset: number) => simd(0, 0, ...unsigned(offset));
const store = (offset: number) => simd(11, 0, ...unsigned(offset));
const loadLane = (offset: number, lane: number) => simd(86, 0, ...unsigned(offset), lane);
const storeLane = (offset: number, lane: number) => simd(90, 0, ...unsigned(offset), lane);
const splat = (value: number) => [...number(value), ...simd(17)];
const [select, and, or, xor] = [simd(82), simd(78), simd(80), simd(81)];
const [shiftLeft, shiftRight, add] = [simd(171), simd(173), simd(174)];
/** Big endian to little endian in each lane. */
const swapped = (local: number) => [
  ...get(local),
  ...get(local),
  ...simd(13, ...[0, 1, 2, 3].flatMap((word) => [3, 2, 1, 0].map((byte) => word * 4 + byte))),
];
const rotated = (local: number, bits: number) => [
  ...[...get(local), ...number(bits), ...shiftRight],
  ...[...get(local), ...number(32 - bits), ...shiftLeft],
  ...or,
];
const shifted = (local: number, bits: number) => [...get(local), ...number(bits), ...shiftRight];
/** Σ and σ: two rotations and a third, or a shift. */
const mixed = (local: number, [one, two]: readonly [number, number], third: number[]) => [
  ...[...rotated(local, one), ...rotated(local, two), ...xor],
  ...[...third, ...xor],
];

/** One block of each lane: the words at `wordsAt` into the state at `stateAt`. */
function compress(round: readonly number[]): number[] {
  const code: number[] = [];
  const word = (t: number) => 8 + (t & 15);
  const sum = 24;
  for (let i = 0; i < 8; i++) code.push(...number(0), ...load(stateAt + 16 * i), ...set(i));
  for (let i = 0; i < 16; i++) code.push(...number(0), ...load(wordsAt + 16 * i), ...set(word(i)));
  const names = [0, 1, 2, 3, 4, 5, 6, 7];
  for (let t = 0; t < 64; t++) {
    const [a, b, c, d, e, f, g, h] = names as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (t >= 16)
      code.push(
        ...[...get(word(t)), ...mixed(word(t + 1), [7, 18], shifted(word(t + 1), 3)), ...add],
        ...[...get(word(t + 9)), ...add],
        ...[...mixed(word(t + 14), [17, 19], shifted(word(t + 14), 10)), ...add, ...set(word(t))],
      );
    code.push(
      ...[...get(h), ...mixed(e, [6, 11], rotated(e, 25)), ...add],
      ...[...get(f), ...get(g), ...get(e), ...select, ...add],
      ...[...splat(round[t]!), ...add, ...get(word(t)), ...add, ...set(sum)],
      ...[...get(d), ...get(sum), ...add, ...set(d)],
      ...[...get(sum), ...mixed(a, [2, 13], rotated(a, 22)), ...add],
      // The majority: where two differ the third decides.
      ...[...get(c), ...get(a), ...get(a), ...get(b), ...xor, ...select, ...add, ...set(h)],
    );
    names.unshift(names.pop()!);
  }
  for (let i = 0; i < 8; i++)
    code.push(
      ...number(0),
      ...get(names[i]!),
      ...number(0),
      ...load(stateAt + 16 * i),
      ...add,
      ...store(stateAt + 16 * i),
    );
  return code;
}

const begin = (initial: readonly number[]) =>
  initial.flatMap((value, i) => [...number(0), ...splat(value), ...store(stateAt + 16 * i)]);
const callCompress = [0x10, 0];
/** Word `i` of each lane from where `pointers` point, into the local `word`. */
const gathered = (pointers: readonly number[], offsets: readonly number[], word: number) => [
  ...[...splat(0), ...set(word)],
  ...pointers.flatMap((pointer, lane) => [
    ...[...get(pointer), ...get(word), ...loadLane(offsets[lane]!, lane), ...set(word)],
  ]),
];
const stored = (i: number, value: number[]) => [...number(0), ...value, ...store(wordsAt + 16 * i)];
const scattered = (pointers: readonly number[], offsets: readonly number[], word: number) =>
  Array.from({ length: 8 }, (_, i) => [
    ...[...number(0), ...load(stateAt + 16 * i), ...set(word), ...swapped(word), ...set(word)],
    ...pointers.flatMap((pointer, lane) => [
      ...[...get(pointer), ...get(word), ...storeLane(offsets[lane]! + 4 * i, lane)],
    ]),
  ]).flat();
const advanced = (local: number, by: number) => [...get(local), ...number(by), 0x6a, ...set(local)];
const lanes = [0, 1, 2, 3];

function blocksCode(initial: readonly number[]): number[] {
  const [pointers, count, outs, word] = [[0, 1, 2, 3], 4, [5, 6, 7, 8], 9] as const;
  return [
    ...begin(initial),
    ...[0x03, 0x40],
    ...Array.from({ length: 16 }, (_, i) => [
      ...gathered(
        pointers,
        lanes.map(() => 4 * i),
        word,
      ),
      ...stored(i, swapped(word)),
    ]).flat(),
    ...callCompress,
    ...pointers.flatMap((pointer) => advanced(pointer, 64)),
    ...[...advanced(count, -1), ...get(count), 0x0d, 0, 0x0b],
    ...scattered(
      outs,
      lanes.map(() => 0),
      word,
    ),
  ];
}

function nodesCode(initial: readonly number[]): number[] {
  const [from, to, groups, word] = [0, 1, 2, 3] as const;
  const pointers = lanes.map(() => from);
  // The prefix moves every byte of the two hashes by one: `from` stands one byte before them.
  const message = (i: number) =>
    gathered(
      pointers,
      lanes.map((lane) => 64 * lane + 4 * i),
      word,
    );
  const masked = (mask: number, bits: number) => [
    ...swapped(word),
    ...splat(mask),
    ...and,
    ...splat(bits),
    ...or,
  ];
  return [
    ...advanced(from, -1),
    ...[0x03, 0x40],
    ...begin(initial),
    ...Array.from({ length: 16 }, (_, i) => [
      ...message(i),
      ...stored(i, i === 0 ? masked(0x00ffffff, 0x01000000) : swapped(word)),
    ]).flat(),
    ...callCompress,
    ...[...message(16), ...stored(0, masked(0xff000000 | 0, 0x00800000))],
    ...Array.from({ length: 14 }, (_, i) => stored(i + 1, splat(0))).flat(),
    ...stored(15, splat(65 * 8)),
    ...callCompress,
    ...scattered(
      lanes.map(() => to),
      lanes.map((lane) => 32 * lane),
      word,
    ),
    ...[...advanced(from, 256), ...advanced(to, 128)],
    ...[...advanced(groups, -1), ...get(groups), 0x0d, 0, 0x0b],
  ];
}

function assembled(): Uint8Array<ArrayBuffer> {
  const { round, initial } = constants();
  const vector = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];
  const section = (id: number, content: readonly number[]) => [id, ...unsigned(content.length), ...content];
  const type = (params: number) => [0x60, ...unsigned(params), ...Array(params).fill(i32), 0];
  const body = (vectors: number, code: readonly number[]) => {
    const content = [1, ...unsigned(vectors), v128, ...code, 0x0b];
    return [...unsigned(content.length), ...content];
  };
  const named = (name: string, ...what: number[]) => [name.length, ...Buffer.from(name), ...what];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([type(0), type(9), type(3)])),
    ...section(3, vector([[0], [1], [2]])),
    ...section(5, vector([[0, 1]])),
    ...section(7, vector([named('memory', 2, 0), named('blocks', 0, 1), named('nodes', 0, 2)])),
    ...section(
      10,
      vector([body(25, compress(round)), body(1, blocksCode(initial)), body(1, nodesCode(initial))]),
    ),
  ]);
}
