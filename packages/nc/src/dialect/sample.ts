/** What a program shows of itself: codes, words and notes of its beginning and its end. */
import type { ByteSource } from '../source/byte-source.ts';
import { scanInto, tokenBuffer } from '../tokens/scan.ts';
import { TokenKind } from '../tokens/token-chunk.ts';

export interface Sample {
  /** Of the beginning, latin-1; `bare` is without notes in parentheses, `code` also without those behind `;`. */
  readonly text: string;
  readonly bare: string;
  readonly code: string;
  readonly g: ReadonlyMap<number, number>;
  readonly m: ReadonlyMap<number, number>;
  /** How often each word occurs, by its letter. */
  readonly words: ReadonlyMap<string, number>;
  /** T with four digits, or three. */
  readonly turretTools: number;
  readonly blocks: number;
  /** Coordinates with a point; without one and not zero; the largest of the latter. */
  readonly pointed: number;
  readonly whole: number;
  readonly largestWhole: number;
  /** Whole numbers of a hundred and more as U, W or R of G71 – G73: no cut is as deep. */
  readonly countedDepths: number;
  readonly returnsOnly: boolean;
  /** From 1, of a byte of `text`. */
  lineAt(offset: number): number;
}

const beginning = 20_000;
const coordinates = 'XYZUW';

export const takeSample = (source: ByteSource): Sample => {
  const bytes = source.read(0, beginning).slice();
  // The byte order mark of an editor is no part of the program.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes.fill(32, 0, 3);
  // Patterns are in ASCII; what the other half of the bytes is called does not matter.
  const text = new TextDecoder('latin1').decode(bytes);
  const returnsOnly = bytes.includes(13) && !bytes.includes(10);
  const tokens = tokenBuffer(bytes.length + 1);
  tokens.bytes = bytes;
  scanInto(tokens, { semicolon: 'comment', carriageReturn: returnsOnly ? 'end-of-block' : 'blank' });
  const g = new Map<number, number>();
  const m = new Map<number, number>();
  const words = new Map<string, number>();
  let turretTools = 0;
  let blocks = 0;
  let pointed = 0;
  let whole = 0;
  let largestWhole = 0;
  let countedDepths = 0;
  let roughs = false;
  let code = '';
  let bare = '';
  let from = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i]!;
    if (kind === TokenKind.endOfBlock) {
      blocks++;
      roughs = false;
    }
    if (kind === TokenKind.comment || kind === TokenKind.lineComment) {
      const between = text.slice(from, tokens.start[i]!);
      code += between;
      bare += between;
      if (kind === TokenKind.lineComment) bare += text.slice(tokens.start[i]!, tokens.end[i]!);
      from = tokens.end[i]!;
    }
    if (kind < 65) continue;
    const value = tokens.value[i]!;
    const letter = String.fromCharCode(kind);
    if (kind === 71 && value >= 71 && value <= 73) roughs = true;
    if (roughs && 'UWR'.includes(letter) && tokens.decimals[i]! < 0 && Math.abs(value) >= 100)
      countedDepths++;
    if (kind === 71) count(g, Math.round(value * 10));
    else if (kind === 77) count(m, Math.round(value));
    else {
      count(words, letter);
      if (kind === 84 && value >= 100 && tokens.decimals[i] === -1) turretTools++;
    }
    if (coordinates.includes(letter)) {
      if (tokens.decimals[i]! >= 0) pointed++;
      else if (value !== 0) {
        whole++;
        largestWhole = Math.max(largestWhole, Math.abs(value));
      }
    }
  }
  code += text.slice(from);
  bare += text.slice(from);
  const counts = { turretTools, blocks, pointed, whole, largestWhole, countedDepths };
  const short = shortLines(text);
  const lineAt = (offset: number): number => short.slice(0, offset).split('\n').length;
  return {
    text: short,
    bare: shortLines(bare),
    code: shortLines(code),
    g,
    m,
    words,
    ...counts,
    returnsOnly,
    lineAt,
  };
};

const count = <Key>(map: Map<Key, number>, key: Key): void => {
  map.set(key, (map.get(key) ?? 0) + 1);
};

const longestLine = 200;

/** Patterns look at lines, and some take the square of their length; no block of a program is that long. */
const shortLines = (text: string): string =>
  text
    .split(/\r?\n|\r/)
    .map((line) => (line.length > longestLine ? line.slice(0, longestLine) : line))
    .join('\n');
