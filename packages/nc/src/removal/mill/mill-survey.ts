/** First reading of a mill's program: where it cuts, at which levels, and how much work a model of it is. */
import type { ProgramTool } from '../../features/tools/tools.ts';
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { MoveContext } from '../../moves/move-context.ts';
import { MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import { eachChord } from './chords.ts';
import { type Clamping, Clampings } from './clampings.ts';
import { type Cutter, cutterOf, type NoCutter } from './cutter.ts';

/** Of one clamping, in the stream's frame, mm. */
export interface Surveyed {
  readonly clamping: Clamping;
  /** Of the program's X0 Y0 Z0. */
  readonly offsetMm: readonly [number, number, number];
  readonly units: 'mm' | 'inch';
  /** Swept by the tools at feed, below everything that is only travelled. */
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Way across the tool's axis by its level, in hundredths of a millimetre from the frame's zero. */
  readonly levels: ReadonlyMap<number, number>;
  /** mm across, at a level or sloping, up to Z0 and above it. */
  readonly belowZeroMm: number;
  readonly aboveZeroMm: number;
  readonly highest: number;
  readonly lowest: number;
  /** By the cutter's number: way and rows, from which follows what a resolution costs. */
  readonly loads: ReadonlyMap<number, Load>;
}

export interface Load {
  readonly cutter: Cutter;
  readonly lengthMm: number;
  readonly rows: number;
}

export type CutterOf = (tool: number) => Cutter | NoCutter;

export const cuttersOf = (tools: readonly ProgramTool[]): CutterOf => {
  const known = new Map<number, Cutter | NoCutter>();
  return (number) => {
    const before = known.get(number);
    if (before) return before;
    const found = cutterOf(
      tools.find((tool) => tool.number === number),
      number,
    );
    known.set(number, found);
    return found;
  };
};

const mostLevels = 2048;
/** A way that rises less than this for its length is at a level. */
const levelRise = 1e-3;
const boxToleranceMm = 0.2;

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };
type Gathering = Writable<Omit<Surveyed, 'levels' | 'loads'>> & {
  readonly levels: Map<number, number>;
  readonly loads: Map<number, Writable<Load>>;
};

export class MillSurvey {
  readonly #clampings = new Clampings();
  readonly #cutters: CutterOf;
  readonly #found: Gathering[] = [];
  readonly #way = new Way();

  constructor(cutters: CutterOf) {
    this.#cutters = cutters;
  }

  take(chunk: MoveChunk): void {
    for (let row = 0; row < chunk.count; row++) {
      const context = chunk.contexts[chunk.context[row]!]!;
      const clamping = this.#clampings.read(chunk, row, context);
      if (!clamping) continue;
      if (chunk.kind[row] === MoveKind.rapid) {
        this.#peck(chunk, row, clamping, context.tool);
        continue;
      }
      const cutter = this.#cutters(context.tool);
      if ('unknown' in cutter || !this.#way.read(chunk, row)) continue;
      this.#found[clamping.index] ??= begun(clamping, context);
      this.#row(this.#found[clamping.index]!, chunk, row, cutter, context.tool);
    }
  }

  /** Rapids in holes are work as well. */
  #peck({ x, y }: MoveChunk, row: number, { index }: Clamping, tool: number): void {
    const load = this.#found[index]?.loads.get(tool);
    if (load && x[row] === x[row + 1] && y[row] === y[row + 1]) load.rows += 1;
  }

  #row(found: Gathering, chunk: MoveChunk, row: number, cutter: Cutter, tool: number): void {
    const { length, deltas } = this.#way;
    const load = found.loads.get(tool);
    if (load) {
      load.lengthMm += length;
      load.rows += 1;
    } else found.loads.set(tool, { cutter, lengthMm: length, rows: 1 });
    const { radiusMm } = cutter;
    const extend = (x: number, y: number): void => {
      if (x - radiusMm < found.minX) found.minX = x - radiusMm;
      if (x + radiusMm > found.maxX) found.maxX = x + radiusMm;
      if (y - radiusMm < found.minY) found.minY = y - radiusMm;
      if (y + radiusMm > found.maxY) found.maxY = y + radiusMm;
    };
    const z = chunk.z[row + 1]!;
    const across = Math.hypot(deltas[0]!, deltas[1]!);
    const arc = chunk.kind[row] === MoveKind.arc;
    if (z < found.lowest) found.lowest = z;
    // A tool that is fed down over the part has not cut at the level where it began.
    if (across < 1e-6 && !arc) {
      extend(chunk.x[row + 1]!, chunk.y[row + 1]!);
      return;
    }
    extend(chunk.x[row]!, chunk.y[row]!);
    if (arc) eachChord(chunk, row, this.#way, boxToleranceMm, extend);
    else extend(chunk.x[row + 1]!, chunk.y[row + 1]!);
    if (z > found.highest) found.highest = z;
    if (z > found.offsetMm[2] + 0.005) found.aboveZeroMm += length;
    else found.belowZeroMm += length;
    if (Math.abs(deltas[2]!) > levelRise * length) return;
    const level = Math.round(z * 100);
    const known = found.levels.get(level);
    if (known !== undefined) found.levels.set(level, known + length);
    else if (found.levels.size < mostLevels) found.levels.set(level, length);
  }

  finish(): readonly Surveyed[] {
    return this.#found.filter(Boolean);
  }
}

const begun = (clamping: Clamping, { placement, units }: MoveContext): Gathering => ({
  clamping,
  offsetMm: [placement.offsetMm[0], placement.offsetMm[1], placement.offsetMm[2]],
  units,
  minX: Number.POSITIVE_INFINITY,
  minY: Number.POSITIVE_INFINITY,
  maxX: Number.NEGATIVE_INFINITY,
  maxY: Number.NEGATIVE_INFINITY,
  levels: new Map(),
  belowZeroMm: 0,
  aboveZeroMm: 0,
  highest: Number.NEGATIVE_INFINITY,
  lowest: Number.POSITIVE_INFINITY,
  loads: new Map(),
});
