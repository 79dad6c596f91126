/** What is to be said of a program's text alone, before anything is carried out. */
import { collector } from '../diagnostics/collector.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { textOfBytes } from '../source/byte-source.ts';
import type { NcProgram } from '../source/program.ts';
import type { ScanOptions, TokenBuffer } from './scan.ts';
import { TokenKind } from './token-chunk.ts';
import { tokenReader } from './token-reader.ts';

/** Unknown text and comments that are not closed. Memory does not grow with the program. */
export const checkTokens = (
  program: NcProgram,
  options: ScanOptions,
  perCode = 100,
): readonly Diagnostic[] => {
  const found = collector(perCode);
  const reader = tokenReader(program.source, options);
  for (let chunk = reader.next(); chunk; chunk = reader.next()) {
    if (chunk.suspicious > 0) lookAgain(chunk, program.name, found);
  }
  return found.list;
};

const lookAgain = (chunk: TokenBuffer, file: string, found: ReturnType<typeof collector>): void => {
  const { kind, start, end, value, bytes, offset } = chunk;
  let line = chunk.line;
  let lineStart = 0;
  for (let i = 0; i < chunk.count; i++) {
    if (kind[i] === TokenKind.endOfBlock && bytes[start[i]!] !== 59) {
      line++;
      lineStart = end[i]!;
    }
    const open = kind[i] === TokenKind.comment && value[i] === 1;
    if (!open && kind[i] !== TokenKind.unknown) continue;
    const from = start[i]!;
    const place = { file, line, column: from - lineStart + 1, start: offset + from, end: offset + end[i]! };
    if (open) found.report('text.not-closed', place);
    else
      found.report('text.unknown', place, { text: textOfBytes(bytes, from, Math.min(end[i]!, from + 40)) });
  }
};
