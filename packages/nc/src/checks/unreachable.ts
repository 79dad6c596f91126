/** Blocks behind a jump that nothing leads to. */
import { type Collector, collector } from '../diagnostics/collector.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { detectDialect } from '../dialect/detect.ts';
import type { DialectFinding } from '../dialect/dialect.ts';
import { blocksOf, type FileBlock, hasCode, isNote, namesProgram } from '../features/blocks.ts';
import { textOfBytes } from '../source/byte-source.ts';
import type { NcProgram } from '../source/program.ts';
import { TokenKind } from '../tokens/token-chunk.ts';

/** Behind GOTO without IF, M99, M2 and M30, up to the next number, program, `%` or word of a loop. */
export function unreachableBlocks(program: NcProgram, given?: DialectFinding): readonly Diagnostic[] {
  const found: Collector = collector(20);
  let away = false;
  for (const block of blocksOf(program.source, given ?? detectDialect(program.source))) {
    const { labelled, jumps, onlyEnds } = looks(block);
    if (labelled) away = false;
    if (away && hasCode(block) && !onlyEnds) {
      const { line, start, end } = block;
      found.report('check.unreachable', {
        file: program.name,
        line,
        column: start - block.lineStart + 1,
        start,
        end,
      });
      away = false;
    }
    if (jumps) away = true;
  }
  return found.list;
}

const endings = new Set([2, 30, 99]);

function looks(block: FileBlock) {
  const { tokens, from, to } = block;
  // M30 with M2 or M99 behind it ends the program on whatever control reads it.
  let onlyEnds = true;
  let labelled = false;
  let jump = false;
  let ends = false;
  let conditional = false;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    if (!isNote(kind) && !(kind === 77 && endings.has(tokens.value[i]!))) onlyEnds = false;
    if (kind === 78 || kind === 79 || kind === TokenKind.percent || namesProgram(block, i)) labelled = true;
    else if (kind === TokenKind.blockSkip) conditional = true;
    else if (kind === 77 && endings.has(tokens.value[i]!)) ends = true;
    // M99 P and L go somewhere else, which is away as well.
    else if (kind === 9 && tokens.value[i] === 79) labelled = true;
    else if (kind === TokenKind.keyword) {
      const word = textOfBytes(tokens.bytes, tokens.start[i]!, tokens.end[i]!).toUpperCase();
      if (word === 'GOTO') jump = true;
      else if (word === 'IF') conditional = true;
      // WHILE, DO, END and their kind: a loop may come back here.
      else labelled = true;
    }
  }
  return { labelled, jumps: (jump || ends) && !conditional, onlyEnds };
}
