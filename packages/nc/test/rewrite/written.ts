/** A program as it is written: its blocks with their words, for rewriters that say the same in another way. */
import { blocksOf } from '../../src/features/blocks.ts';
import {
  type DialectFinding,
  type NcProgram,
  numberOfWord,
  type Splice,
  TokenKind,
} from '../../src/index.ts';

export interface WrittenWord {
  /** A capital letter; `,R` and `,C` with their comma. */
  readonly letter: string;
  readonly value: number;
  /** Digits behind the point; -1: it has none. */
  readonly decimals: number;
  /** Byte offsets of the word, and of its number. */
  readonly start: number;
  readonly end: number;
  readonly number: { readonly start: number; readonly end: number };
}

export interface WrittenBlock {
  readonly line: number;
  readonly words: readonly WrittenWord[];
  /** G codes × 10. */
  readonly g: readonly number[];
  readonly m: readonly number[];
  /** Byte offset of the first word that is neither N nor O; -1: there is none. */
  readonly first: number;
}

const letterN = 'N'.charCodeAt(0);
const comma = ','.charCodeAt(0);

/** Undefined where something is no plain word: variables, jumps, loops, text. */
export function writtenBlocks(program: NcProgram, dialect: DialectFinding): WrittenBlock[] | undefined {
  const blocks: WrittenBlock[] = [];
  for (const { tokens, from, to, line } of blocksOf(program.source, dialect)) {
    const words: WrittenWord[] = [];
    let behindComma = '';
    for (let i = from; i < to; i++) {
      const kind = tokens.kind[i]!;
      if (kind === TokenKind.symbol && tokens.value[i] === comma) {
        behindComma = ',';
        continue;
      }
      if (kind < 65) {
        if (!passedOver.has(kind)) return undefined;
        continue;
      }
      words.push({
        letter: behindComma + String.fromCharCode(kind),
        value: tokens.value[i]!,
        decimals: tokens.decimals[i]!,
        start: tokens.offset + tokens.start[i]!,
        end: tokens.offset + tokens.end[i]!,
        number: numberOfWord(tokens, i),
      });
      behindComma = '';
    }
    const codes = (letter: string, scale: number) =>
      words.filter((word) => word.letter === letter).map(({ value }) => Math.round(value * scale));
    const first = words.find(({ letter }) => letter !== 'O' && letter.charCodeAt(0) !== letterN);
    blocks.push({ line, words, g: codes('G', 10), m: codes('M', 1), first: first?.start ?? -1 });
  }
  return blocks;
}

const passedOver: ReadonlySet<number> = new Set([
  TokenKind.comment,
  TokenKind.lineComment,
  TokenKind.percent,
  TokenKind.blockSkip,
]);

export const wordOf = ({ words }: WrittenBlock, letter: string): WrittenWord | undefined =>
  words.findLast((word) => word.letter === letter);

/** With a point, so that no control takes it for increments. */
export const written = (value: number, decimals = 9): string => {
  const text = value.toFixed(decimals).replace(/0+$/, '');
  return text === '-0.' ? '0.' : text;
};

export const numberBy = (word: WrittenWord, value: number, decimals?: number): Splice => ({
  ...word.number,
  text: written(value, decimals),
});
