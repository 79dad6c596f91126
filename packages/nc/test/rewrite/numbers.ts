/** Notes before every block, and block numbers anew where no block is called by its number. */
import { latheDialects } from '../../src/dialect/dialect.ts';
import {
  type DialectFinding,
  type NcProgram,
  numberOfWord,
  readTokens,
  type Splice,
  TokenKind,
} from '../../src/index.ts';

/** Undefined where it may not be rewritten. */
export function noted({ source }: NcProgram, dialect: DialectFinding): Splice[] {
  const splices: Splice[] = [];
  // `%` and an O number begin a file, and a control looks for them there.
  let begun = false;
  for (const { offset, count, kind, start } of readTokens(source, dialect)) {
    for (let i = 0; i < count; i++) {
      begun ||= kind[i] === 71;
      const first = i === 0 ? offset === 0 : kind[i - 1] === TokenKind.endOfBlock;
      if (!begun || !first || kind[i]! < TokenKind.blockSkip || kind[i] === 79) continue;
      splices.push({ start: offset + start[i]!, end: offset + start[i]!, text: '(NOTE)' });
    }
  }
  return splices;
}

/** Undefined where it may not be rewritten. */
export function renumbered({ source }: NcProgram, dialect: DialectFinding): Splice[] | undefined {
  const splices: Splice[] = [];
  if (dialect.macroB) return undefined;
  const lathe = latheDialects.includes(dialect.dialect);
  let number = 0;
  for (const chunk of readTokens(source, dialect)) {
    for (let i = 0; i < chunk.count; i++) {
      const value = chunk.value[i]!;
      // Mills peck with G73.
      if (lathe && chunk.kind[i] === 71 && value >= 70 && value <= 73) return undefined;
      if (chunk.kind[i] === 77 && (value === 97 || value === 99)) return undefined;
      if (chunk.kind[i] === 78) splices.push({ ...numberOfWord(chunk, i), text: String(++number) });
    }
  }
  return splices;
}
