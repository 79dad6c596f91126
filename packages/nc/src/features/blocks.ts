/** Blocks of a program in the order of the file, for whoever reads it without carrying it out. */
import type { ByteSource } from '../source/byte-source.ts';
import { textOfBytes } from '../source/byte-source.ts';
import { readTokens } from '../tokens/read-tokens.ts';
import type { ScanOptions } from '../tokens/scan.ts';
import { type TokenChunk, TokenKind } from '../tokens/token-chunk.ts';

/** Valid until the next one is asked for. */
export interface FileBlock {
  tokens: TokenChunk;
  /** Its tokens, the end of the block not among them. A line of more than 1 MiB comes in pieces. */
  from: number;
  to: number;
  /** From 1. */
  line: number;
  /** Where its line begins in the file. */
  lineStart: number;
  /** Byte offsets in the file of the first token and behind the end of the block. */
  start: number;
  end: number;
}

export function* blocksOf(source: ByteSource, scan: ScanOptions): Generator<FileBlock> {
  let block: FileBlock | undefined;
  let lineStart = 0;
  for (const tokens of readTokens(source, scan)) {
    const { count, kind, start, end, offset } = tokens;
    let line = tokens.line;
    let from = 0;
    for (let i = 0; i <= count; i++) {
      const last = i === count;
      if (!last && kind[i] !== TokenKind.endOfBlock) continue;
      if (last && from === i) break;
      const at = offset + start[from]!;
      const behind = offset + end[last ? i - 1 : i]!;
      if (block) {
        block.tokens = tokens;
        block.from = from;
        block.to = i;
        block.line = line;
        block.lineStart = lineStart;
        block.start = at;
        block.end = behind;
      } else block = { tokens, from, to: i, line, lineStart, start: at, end: behind };
      yield block;
      line += 1;
      lineStart = behind;
      from = i + 1;
    }
  }
}

/** Text of a comment without its parentheses or semicolon, trimmed. */
export const noteOf = (tokens: TokenChunk, token: number): string =>
  textOfBytes(tokens.bytes, tokens.start[token]!, Math.min(tokens.end[token]!, tokens.start[token]! + 400))
    .replace(/^[(;]+|\)+$/g, '')
    .trim();

export const isNote = (kind: number): boolean => kind === TokenKind.comment || kind === TokenKind.lineComment;

/** Whether the token is the name of the program that begins with this block, `<NAME>` where others have O and a number. */
export const namesProgram = ({ tokens: { kind }, from }: FileBlock, at: number): boolean => {
  if (kind[at] !== TokenKind.name) return false;
  for (let i = from; i < at; i++)
    if (kind[i] !== 78 && kind[i] !== TokenKind.blockSkip && !isNote(kind[i]!)) return false;
  return true;
};

/** Whether something stands in the block beyond notes, `%`, N, O and the program's name. */
export const hasCode = (block: FileBlock): boolean => {
  const { tokens, from, to } = block;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    if (isNote(kind) || kind === TokenKind.percent || kind === 78 || kind === 79) continue;
    if (!namesProgram(block, i)) return true;
  }
  return false;
};
