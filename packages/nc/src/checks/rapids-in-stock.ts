/** Rapids through material, by the model of the stock: where somebody gives the block, or a note tells how large it is. */
import { type Collector, collector } from '../diagnostics/collector.ts';
import type { Diagnostic, DiagnosticCount } from '../diagnostics/diagnostic.ts';
import type { ProgramTool } from '../features/tools/tools.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import { engagementReducer } from '../removal/engagement-reducer.ts';
import type { GivenStock } from '../removal/mill/mill-stock.ts';
import { cuttersOf } from '../removal/mill/mill-survey.ts';
import { stockNoteOf } from '../removal/stock-note.ts';
import { surveyReducer } from '../removal/survey.ts';
import type { NcProgram } from '../source/program.ts';

export interface RapidsInStockOptions {
  /** `toolsOf`. */
  readonly tools: readonly ProgramTool[];
  /** In the coordinates of the work offset in which the program cuts first. */
  readonly stock?: GivenStock | undefined;
  /** Diagnostics kept of one code. */
  readonly perCode?: number;
}

export interface RapidsInStock {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: readonly DiagnosticCount[];
}

/** A program without a block is not read again; beyond this size it is only where somebody asks. Bytes: two readings of a second or two. */
const largestUnasked = 8 * 2 ** 20;

/** Of mills. `read` begins the stream anew; it is read twice, or not at all. */
export function rapidsInStock(
  program: NcProgram,
  read: () => Iterable<MoveChunk>,
  { tools, stock, perCode = 20 }: RapidsInStockOptions,
): RapidsInStock {
  const found = collector(perCode);
  if (stock || (program.source.size <= largestUnasked && stockNoteOf(program.source, 'mm')?.block)) {
    const survey = surveyReducer({ kind: 'mill', tools, source: program.source, ...(stock && { stock }) });
    for (const chunk of read()) survey.take(chunk);
    const surveyed = survey.finish();
    const engaged = engagementReducer({ model: 'removal', survey: surveyed });
    for (const chunk of read()) engaged.take(chunk);
    for (const { file, line, source, x, y, z, depthMm, known } of engaged.finish().rapids) {
      const [zeroX, zeroY, zeroZ] = surveyed.mill[0]?.offsetMm ?? [0, 0, 0];
      const place = { file, line, column: 1, start: source, end: source };
      const data = { x: x - zeroX, y: y - zeroY, z: z - zeroZ, depth: depthMm };
      if (known === 'given') found.report('check.rapid-through-stock', place, data);
      else
        found.report('check.rapid-through-noted-stock', place, {
          ...data,
          note: surveyed.note!.text,
          noteLine: surveyed.note!.line,
        });
    }
    if (stock) untold(program.name, tools, found);
  }
  return { diagnostics: found.list, counts: found.counts() };
}

/** Behind a tool without a model nobody knows what is left: that is said, lest silence be taken for an all-clear. */
function untold(file: string, tools: readonly ProgramTool[], found: Collector): void {
  const cutterOf = cuttersOf(tools);
  for (const { number, calls, line, description } of tools) {
    if (calls === 0 || !('unknown' in cutterOf(number))) continue;
    const place = { file, line, column: description?.column ?? 1, start: 0, end: 0 };
    found.report('check.stock-not-followed', place, { tool: number });
  }
}
