import type { Place } from '../diagnostics/collector.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';

/** The block of a row; its end is not known to the stream. */
export const placeOf = (chunk: MoveChunk, row: number): Place => ({
  file: chunk.contexts[chunk.context[row]!]!.frame.file,
  line: chunk.line[row]!,
  column: 1,
  start: chunk.source[row]!,
  end: chunk.source[row]!,
});
