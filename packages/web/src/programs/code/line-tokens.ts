/** Tokens of one line as they are coloured: by the scanner that the interpreter reads with. */
import { bytesInMemory, readTokens, type ScanOptions, TokenKind, textOfBytes } from '@mantinel/nc';

/** What a token is for whoever looks at it. */
export type TokenClass =
  | 'blank'
  | 'preparatory'
  | 'machine'
  | 'axis'
  | 'technology'
  | 'number'
  | 'comment'
  | 'program'
  | 'macro'
  | 'unknown';

export interface LineToken {
  readonly text: string;
  readonly kind: TokenClass;
}

const ofLetter = new Map<string, TokenClass>([
  ['G', 'preparatory'],
  ['M', 'machine'],
  ...[...'XYZABCUVWIJKR'].map((letter) => [letter, 'axis'] as const),
  ...[...'FSTHDE'].map((letter) => [letter, 'technology'] as const),
  ['N', 'number'],
  ['O', 'program'],
]);

export function tokensOfLine(bytes: Uint8Array, scan: ScanOptions): LineToken[] {
  const found: LineToken[] = [];
  let at = 0;
  const put = (to: number, kind: TokenClass) => {
    if (to > at) found.push({ text: textOfBytes(bytes, at, to), kind });
    at = to;
  };
  for (const { count, kind, start, end, offset } of readTokens(bytesInMemory(bytes), scan)) {
    for (let token = 0; token < count; token++) {
      put(offset + start[token]!, 'blank');
      put(offset + end[token]!, classOf(kind[token]!));
    }
  }
  put(bytes.length, 'blank');
  return found;
}

function classOf(kind: number): TokenClass {
  switch (kind) {
    case TokenKind.comment:
    case TokenKind.lineComment:
      return 'comment';
    case TokenKind.percent:
    case TokenKind.blockSkip:
      return 'program';
    case TokenKind.endOfBlock:
      return 'blank';
    case TokenKind.unknown:
      return 'unknown';
    case TokenKind.number:
    case TokenKind.symbol:
    case TokenKind.keyword:
    case TokenKind.address:
    case TokenKind.name:
      return 'macro';
    default:
      return ofLetter.get(String.fromCharCode(kind)) ?? 'number';
  }
}
