/** What is gathered of an operation while its rows go by. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { MoveContext } from '../../moves/move-context.ts';
import { firstEvent, MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import type { ProgramTool } from '../tools/tools.ts';
import { classify } from './classify.ts';
import type { Clues } from './clues.ts';
import { CuttingGathering } from './cutting-data.ts';
import { Digest } from './digest.ts';
import { kindByName } from './kind-by-words.ts';
import type { Operation } from './operation.ts';
import { Shape } from './shape.ts';
import { SourceRanges } from './source-ranges.ts';

export class Gathering {
  readonly shape = new Shape();
  name: string | undefined;
  /** The name and what stands below it. */
  noted: string | undefined;
  /** Byte offsets in the main program. */
  first: number;
  #last: number;
  readonly #cutting = new CuttingGathering();
  readonly #digest = new Digest();
  readonly #ranges = new SourceRanges();
  readonly #workOffsets = new Set<number>();
  readonly #lengthOffsets = new Set<number>();
  readonly #radiusOffsets = new Set<number>();
  readonly #way = new Way();
  #context: MoveContext | undefined;
  readonly index: number;
  readonly line: number;
  /** Of the first cut; 0: there is none. */
  cutLine = 0;
  tool: number;

  constructor(index: number, at: { line: number; tool: number; offset: number }) {
    this.index = index;
    this.line = at.line;
    this.tool = at.tool;
    this.first = at.offset;
    this.#last = at.offset;
  }

  /** `offset`: in the main program. */
  row(
    chunk: MoveChunk,
    row: number,
    { lathe, offset, again }: { lathe: boolean; offset: number; again: boolean },
  ): void {
    const context = chunk.contexts[chunk.context[row]!]!;
    this.#ranges.add(context.frame.file, chunk.source[row]!);
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return;
    const rapid = kind === MoveKind.rapid;
    // What only turns or slides on a lathe is a sub-spindle, a tailstock or the part itself.
    const cuts = !rapid && this.#way.read(chunk, row) && !(lathe && this.#way.rotary);
    const length = cuts ? this.#way.length : 0;
    this.shape.row(chunk, row, { length, lathe });
    if (again) this.shape.againMm += length;
    if (!rapid || ((chunk.flags[row]! & MoveFlag.machine) === 0 && !passes(chunk, row))) this.reach(offset);
    this.#digest.row(chunk, row);
    if (rapid || length === 0) return;
    this.cutLine ||= chunk.line[row]!;
    this.#cutting.row(chunk, row, { length, lathe });
    if (context === this.#context) return;
    this.#context = context;
    this.#workOffsets.add(context.workOffset);
    this.#lengthOffsets.add(context.lengthOffset);
    if (context.compensation !== 'off') this.#radiusOffsets.add(context.radiusOffset);
  }

  /** `text` is what it stands under; what only goes on about it does not take its name. */
  note(text: string, more: string, lathe: boolean): void {
    const said = `${text} ${more}`;
    const goesOn = this.noted !== undefined && kindByName(said, lathe) === undefined;
    this.noted = goesOn ? `${this.noted} ${said}` : said;
    if (!goesOn) this.name = text;
  }

  /** Its blocks go on to there, though nothing moves at them. */
  reach(offset: number): void {
    if (offset > this.#last) this.#last = offset;
  }

  finish(tool: ProgramTool | undefined, clues: Omit<Clues, 'name' | 'tool'>): Operation {
    const shape = this.shape.finish();
    const kind = tool?.kind && { kind: tool.kind.value, confidence: tool.kind.confidence };
    const classified = classify(shape, { ...clues, name: this.noted, tool: kind });
    // On a lathe the part turns about the axis of a drill: vc is that of the drill's diameter.
    const axial = ['drill', 'spot', 'tap', 'ream'].includes(classified.kind);
    return {
      ...classified,
      index: this.index,
      tool: this.tool,
      lathe: clues.lathe,
      name: this.name,
      line: this.line,
      span: { first: this.first, last: Math.max(this.first, this.#last) },
      ranges: this.#ranges.list(),
      workOffsets: [...this.#workOffsets],
      lengthOffsets: [...this.#lengthOffsets],
      radiusOffsets: [...this.#radiusOffsets],
      cutMm: shape.cutMm,
      cutting: this.#cutting.data(tool, { number: this.tool, turned: clues.lathe && !axial }),
      pathDigest: this.#digest.text(),
      cycles: Object.fromEntries(shape.cycles),
      cycleDepthMm: shape.cycleDepthMm,
      pitchMm: shape.pitchMm > 0 ? shape.pitchMm : undefined,
      stepMm: shape.stepMm,
      inside: clues.lathe ? shape.inside : 0,
    };
  }
}

/** The point that a G28 goes by, where it is where the tool stands: its block is on the way home. */
const passes = ({ x, y, z, flags, source }: MoveChunk, row: number): boolean =>
  x[row] === x[row + 1] &&
  y[row] === y[row + 1] &&
  z[row] === z[row + 1] &&
  source[row] === source[row + 1] &&
  (flags[row + 1]! & MoveFlag.machine) !== 0;
