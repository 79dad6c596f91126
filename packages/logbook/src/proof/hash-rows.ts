/** The hashes of the rows of a table, as many at a time as lanes allow: the same as `canonicalEvent` gives, at a tenth of the cost. */
import { hash } from 'node:crypto';
import type { RowTable } from '../blocks/row-table.ts';
import { traceBytes } from '../blocks/row-table.ts';
import { powersOfTen, rawScale } from '../codec/decimal.ts';
import { canonicalSeries } from './canonical.ts';
import { type Hash, hashBytes, nodeHash, spansOf } from './merkle.ts';
import { firstFree, type Sha256Lanes } from './sha256-lanes.ts';

/** Messages of more blocks are hashed one by one. */
const mostBlocks = 32;
const arenaBytes = 256 * 1024;
const slack = 512;
const digestWords = hashBytes / 4;
const fixedBytes = 1 + hashBytes + 3 * 8 + 1;

export interface HashRowsOptions {
  readonly node: string;
  readonly lanes: Sha256Lanes;
}

/** Hashes of the largest whole subtrees of the rows, which become the tree's leaves from `start` on (`spansOf`). */
export type HashRows = (rows: Uint32Array, start: number) => Hash[];

/** For all parts of a table: its series are hashed once. */
export function hashRowsOf(table: RowTable, options: HashRowsOptions): HashRows {
  const { lanes } = options;
  const hasher = new RowHasher(table, options);
  return (rows, start) => {
    hasher.leaves(rows);
    return spansOf(start, start + rows.length).map(({ from, size }) =>
      subtree(lanes, firstFree + (from - start) * hashBytes, size),
    );
  };
}

/** Overwrites the leaves. */
function subtree(lanes: Sha256Lanes, at: number, size: number): Hash {
  let count = size;
  for (; count >= 8; count /= 2) lanes.nodes(at, at, count / 8);
  let hashes: Hash[] = Array.from({ length: count }, (_, i) =>
    lanes.memory.slice(at + i * hashBytes, at + (i + 1) * hashBytes),
  );
  while (hashes.length > 1)
    hashes = Array.from({ length: hashes.length / 2 }, (_, i) =>
      nodeHash(hashes[2 * i]!, hashes[2 * i + 1]!),
    );
  return hashes[0]!;
}

/** Up to four messages of as many blocks: where they stand, and where their hashes go. */
class Waiting {
  readonly at = new Uint32Array(4);
  readonly to = new Uint32Array(4);
  count = 0;
}

class RowHasher {
  readonly #table: RowTable;
  readonly #lanes: Sha256Lanes;
  /** Of each series: the eight words of its digest, and what its attributes are. */
  readonly #digests: Uint32Array;
  readonly #types: readonly Uint8Array[];
  readonly #waiting: Waiting[] = Array.from({ length: mostBlocks + 1 }, () => new Waiting());
  #arena = 0;
  #next = 0;
  #view = new DataView(new ArrayBuffer(0));

  constructor(table: RowTable, { node, lanes }: HashRowsOptions) {
    this.#table = table;
    this.#lanes = lanes;
    const origin = { node, epoch: table.epoch };
    this.#digests = new Uint32Array(digestWords * table.series.length);
    for (const [i, series] of table.series.entries()) {
      const digest = hash('sha256', canonicalSeries(series, origin), 'buffer');
      for (let word = 0; word < digestWords; word++)
        this.#digests[digestWords * i + word] = digest.readUInt32BE(4 * word);
    }
    const kinds = { number: 0, string: 1, boolean: 2, null: 3, json: 1 };
    this.#types = table.series.map(({ shape }) => Uint8Array.from(shape, ({ type }) => kinds[type]));
  }

  /** From `firstFree` on, in order. */
  leaves(rows: Uint32Array): void {
    this.#arena = firstFree + rows.length * hashBytes + slack;
    this.#lanes.reserve(this.#arena + arenaBytes + mostBlocks * 64 + slack);
    this.#view = new DataView(this.#lanes.memory.buffer);
    this.#next = this.#arena;
    for (let i = 0; i < rows.length; i++) this.#row(rows[i]!, firstFree + i * hashBytes);
    this.#flush();
  }

  #row(row: number, to: number): void {
    const length = this.#lengthOf(row);
    const blocks = (length + 9 + 63) >>> 6;
    if (blocks > mostBlocks) {
      const bytes = new Uint8Array(length);
      this.#write(row, bytes, new DataView(bytes.buffer), 0);
      this.#lanes.memory.set(hash('sha256', bytes, 'buffer'), to);
      return;
    }
    if (this.#next + blocks * 64 > this.#arena + arenaBytes) this.#flush();
    const at = this.#next;
    const { memory } = this.#lanes;
    this.#next += blocks * 64;
    const end = this.#write(row, memory, this.#view, at);
    memory[end] = 0x80;
    // A few stores instead of a call of `fill`; what goes beyond is the length's place and the next row's, not written yet.
    for (let zero = end + 1; zero < this.#next - 4; zero += 8) this.#view.setFloat64(zero, 0);
    this.#view.setUint32(this.#next - 4, length * 8);
    const waiting = this.#waiting[blocks]!;
    waiting.at[waiting.count] = at;
    waiting.to[waiting.count++] = to;
    if (waiting.count === 4) this.#run(waiting, blocks);
  }

  #lengthOf(row: number): number {
    const { seriesOf, textsAt, texts, strings, traces } = this.#table;
    const types = this.#types[seriesOf[row]!]!;
    let text = textsAt[row]!;
    let length = fixedBytes + 4 + sizeOf(strings, texts[text++]!);
    for (let i = 0; i < types.length; i++) {
      if (types[i] === 0) length += 8;
      else if (types[i] === 1) length += 4 + sizeOf(strings, texts[text++]!);
      else if (types[i] === 2) length += 1;
    }
    const trace = traces.of[row]!;
    return trace < 0 ? length : length + (traces.withSpan[trace] === 1 ? traceBytes : 16);
  }

  /** Prefix and leaf; returns where they end. */
  #write(row: number, out: Uint8Array, view: DataView, from: number): number {
    const { seriesOf, seq, timeUs, receivedUs, textsAt, texts, numbersAt, traces } = this.#table;
    const series = seriesOf[row]!;
    out[from] = 0;
    let at = from + 1;
    for (let word = digestWords * series; word < digestWords * (series + 1); word++, at += 4)
      view.setUint32(at, this.#digests[word]!);
    view.setFloat64(at, seq[row]!);
    view.setFloat64(at + 8, timeUs[row]!);
    view.setFloat64(at + 16, receivedUs[row]!);
    at += 24;
    let text = textsAt[row]!;
    let number = numbersAt[row]!;
    at = this.#writeText(texts[text++]!, out, at);
    const types = this.#types[series]!;
    for (let i = 0; i < types.length; i++) {
      if (types[i] === 0) {
        view.setFloat64(at, this.#number(number++));
        at += 8;
      } else if (types[i] === 1) at = this.#writeText(texts[text++]!, out, at);
      else if (types[i] === 2) out[at++] = this.#number(number++);
    }
    const trace = traces.of[row]!;
    const withSpan = trace >= 0 && traces.withSpan[trace] === 1;
    out[at++] = trace < 0 ? 0 : withSpan ? 2 : 1;
    if (trace < 0) return at;
    const size = withSpan ? traceBytes : 16;
    out.set(traces.ids.subarray(trace * traceBytes, trace * traceBytes + size), at);
    return at + size;
  }

  /** Its length and its bytes; returns where they end. */
  #writeText(string: number, out: Uint8Array, from: number): number {
    const { strings } = this.#table;
    const start = strings.startOf(string);
    const size = sizeOf(strings, string);
    for (let i = 0; i < 4; i++) out[from + i] = size >>> (24 - 8 * i);
    const at = from + 4;
    if (size > 32) strings.bytes.copy(out, at, start, start + size);
    else for (let i = 0; i < size; i++) out[at + i] = strings.bytes[start + i]!;
    return at + size;
  }

  #number(place: number): number {
    const { mantissas, scales } = this.#table.numbers;
    const scale = scales[place]!;
    return scale === rawScale || scale === 0 ? mantissas[place]! : mantissas[place]! / powersOfTen[scale]!;
  }

  #run(waiting: Waiting, blocks: number): void {
    const { at, to } = waiting;
    this.#lanes.blocks(at[0]!, at[1]!, at[2]!, at[3]!, blocks, to[0]!, to[1]!, to[2]!, to[3]!);
    waiting.count = 0;
  }

  /** Lanes that nothing waits for do the first one's work again. */
  #flush(): void {
    for (const [blocks, waiting] of this.#waiting.entries()) {
      if (waiting.count === 0) continue;
      waiting.at.fill(waiting.at[0]!, waiting.count);
      waiting.to.fill(waiting.to[0]!, waiting.count);
      this.#run(waiting, blocks);
    }
    this.#next = this.#arena;
  }
}

const sizeOf = (strings: RowTable['strings'], string: number): number =>
  string === 0 ? 0 : strings.ends[string]! - strings.startOf(string);
