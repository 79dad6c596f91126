/** Names for a program's content: the bytes; what a control reads of them; and a sketch by which revisions are told from strangers. */

import { detectDialect } from '../../dialect/detect.ts';
import type { DialectFinding } from '../../dialect/dialect.ts';
import { textOfBytes } from '../../source/byte-source.ts';
import type { NcProgram } from '../../source/program.ts';
import { TokenKind } from '../../tokens/token-chunk.ts';
import { blocksOf, type FileBlock, isNote, namesProgram } from '../blocks.ts';
import { hash64 } from './hash.ts';

export interface Fingerprint {
  /** Of every byte; 16 hexadecimal digits, not cryptographic. */
  readonly content: string;
  /** Of the words: survives block numbers, notes, white space, line ends, leading and trailing zeros, case and the program's number or name. */
  readonly meaning: string;
  /** Blocks with words. */
  readonly blocks: number;
  /** MinHash over normalised blocks, without speeds and feeds, in pairs: see `similarity`. 128 values of 32 bits; a set of fewer pairs has repeated ones. */
  readonly sketch: Uint32Array;
}

const sketchSize = 128;

type Hash = ReturnType<typeof hash64>;

export function fingerprintOf(program: NcProgram, given?: DialectFinding): Fingerprint {
  const { source } = program;
  const dialect = given ?? detectDialect(source);
  const content = hash64();
  for (let at = 0; at < source.size; at += 1 << 16) content.bytes(source.read(at, 1 << 16));
  const meaning = hash64();
  const sketch = new Uint32Array(sketchSize).fill(0xffffffff);
  const block = hash64();
  /** The block without its speed and feed: a revision that cuts the same way slower is near. */
  const way = hash64();
  let before = 0;
  let blocks = 0;
  const jumps = givesBlocksNames(program, dialect);
  for (const each of blocksOf(source, dialect)) {
    block.reset();
    way.reset();
    const words = normalise(each, { block, way, names: jumps });
    if (words.all === 0) continue;
    blocks += 1;
    const [low, high] = block.value();
    meaning.number(low);
    meaning.number(high);
    if (words.ofWay === 0) continue;
    const [shape] = way.value();
    // Pairs of blocks, so that the order counts: a hole at another place in the list is another pair.
    const pair = Math.imul(before, 0x9e3779b1) ^ shape;
    before = shape;
    for (let i = 0; i < sketchSize; i++) {
      const value = mixed(pair + Math.imul(i + 1, 0x85ebca6b));
      if (value < sketch[i]!) sketch[i] = value;
    }
  }
  return { content: content.text(), meaning: meaning.text(), blocks, sketch };
}

/**
 * 0–1: share of pairs of successive blocks that both have, ± 0.09 at worst (128 values). 1 for programs that mean the same or differ in
 * speeds and feeds alone, 0.9 and more for a changed block here and there, near 0 for strangers; a program without blocks is like nothing.
 */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  if (a.blocks === 0 || b.blocks === 0) return 0;
  let same = 0;
  for (let i = 0; i < sketchSize; i++) if (a.sketch[i] === b.sketch[i]) same += 1;
  return same / sketchSize;
}

/** Block numbers are names where GOTO, M99 P, G70 – G73 or M97 P point to them: then they are kept. */
function givesBlocksNames(program: NcProgram, dialect: DialectFinding): boolean {
  for (const { tokens, from, to } of blocksOf(program.source, dialect)) {
    let p = false;
    let refers = false;
    for (let i = from; i < to; i++) {
      const kind = tokens.kind[i]!;
      const value = tokens.value[i]!;
      if (kind === 80) p = true;
      else if (kind === 71 && value >= 70 && value <= 73) refers = true;
      else if (kind === 77 && (value === 97 || value === 99)) refers = true;
      else if (
        kind === TokenKind.keyword &&
        /^GOTO/i.test(textOfBytes(tokens.bytes, tokens.start[i]!, tokens.end[i]!))
      )
        return true;
    }
    if (p && refers) return true;
  }
  return false;
}

/** Words as a control reads them: how many, and how many that are neither speed nor feed. */
function normalise(
  each: FileBlock,
  { block, way, names }: { block: Hash; way: Hash; names: boolean },
): { all: number; ofWay: number } {
  const { tokens, from, to } = each;
  let all = 0;
  let ofWay = 0;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    if (isNote(kind) || kind === TokenKind.percent || kind === 79) continue;
    if (kind === TokenKind.name && namesProgram(each, i)) continue;
    const named = kind === 78;
    if (named && !names) continue;
    if (!named) all += 1;
    put(block, tokens, i);
    if (kind === 70 || kind === 83) continue;
    if (!named) ofWay += 1;
    put(way, tokens, i);
  }
  return { all, ofWay };
}

function put(into: Hash, tokens: FileBlock['tokens'], i: number): void {
  const kind = tokens.kind[i]!;
  into.number(kind);
  if (kind === TokenKind.unknown || kind === TokenKind.name)
    into.bytes(tokens.bytes.subarray(tokens.start[i]!, tokens.end[i]!));
  else {
    into.real(tokens.value[i]!);
    // X100 and X100. may be different lengths.
    if (kind >= 65 && 'XYZUVWIJKRQ'.includes(String.fromCharCode(kind)))
      into.number(tokens.decimals[i]! < 0 ? 1 : 0);
  }
}

const mixed = (value: number): number => {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
};
