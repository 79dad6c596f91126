/** The operations of a program: one reducer over the stream, and the groups for the reducers beside it. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { MoveContext } from '../../moves/move-context.ts';
import { firstEvent, MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import type { ProgramTool } from '../tools/tools.ts';
import { type Classification, type Clues, classify } from './classify.ts';
import { type CuttingData, CuttingGathering } from './cutting-data.ts';
import { Digest } from './digest.ts';
import type { OperationNote } from './notes.ts';
import { Shape } from './shape.ts';
import { type SourceRange, SourceRanges } from './source-ranges.ts';

export interface Operation extends Classification {
  /** Its place in the list, which is its group. */
  readonly index: number;
  /** 0: none was called. */
  readonly tool: number;
  /** The note it stands under. */
  readonly name: string | undefined;
  /** Of its first block. */
  readonly line: number;
  /** The blocks it is made of. */
  readonly ranges: readonly SourceRange[];
  /** In the order in which they were in force while it cuts; numbers as `MoveContext.workOffset`. */
  readonly workOffsets: readonly number[];
  readonly lengthOffsets: readonly number[];
  readonly radiusOffsets: readonly number[];
  /** mm at feed. */
  readonly cutMm: number;
  readonly cutting: CuttingData;
  /** Of what is cut and where, in the program's coordinates, to a thousandth: alike for alike paths, whatever their speeds. */
  readonly pathDigest: string;
  /** Cycles in it by kind: how many holes or passes, and the deepest. */
  readonly cycles: Readonly<Record<string, number>>;
  readonly cycleDepthMm: number;
}

export interface OperationOptions {
  /** `MachineProfile.kind`. */
  readonly kind: 'mill' | 'lathe';
  /** Name of the main program, whose notes these are. */
  readonly file?: string;
  readonly notes?: readonly OperationNote[];
  readonly tools?: readonly ProgramTool[];
}

export interface OperationReducer {
  /** Of each chunk before the reducers that take their groups from here. */
  take(chunk: MoveChunk): void;
  /** Operation of a row of the chunk that was taken last: `groupOf` of `timeReducer` and `pathReducer`. */
  readonly groupOf: (chunk: MoveChunk, row: number) => number;
  finish(): readonly Operation[];
}

/** Beyond, everything belongs to the last one: a program of so many notes tells no operations by them. */
const mostOperations = 2000;

/** Notes about a step of an operation, not about another one. */
const withinOperation = /^(PASS|LEVEL|LAYER|CUT|DEPTH|STEP|LINE|BLOCK|BEGIN|END|START|TURN O(N|FF)|Z)\b/i;

/**
 * A new operation begins, once something was cut, with a tool, behind M0 and M1, with another speed or a restarted spindle after a rapid, with
 * a note after a rapid, and with another kind of cycle.
 */
export function operationReducer(options: OperationOptions): OperationReducer {
  const lathe = options.kind === 'lathe';
  const notes = options.notes ?? [];
  const operations: Gathering[] = [];
  let groups = new Int32Array(0);
  let current: Gathering | undefined;
  let note = -1;
  let highest = -1;
  /** Byte offsets between which `note` holds. */
  let noteFrom = 0;
  let noteTo = notes[0]?.start ?? Number.POSITIVE_INFINITY;
  let newNote = false;
  let rapidSince = false;
  let stopped = false;
  let restarts = false;
  let family = 'cut';
  let speed = Number.NaN;

  const begin = (chunk: MoveChunk, row: number): Gathering => {
    stopped = false;
    restarts = false;
    if (operations.length < mostOperations) {
      current = new Gathering(operations.length, chunk.line[row]!, chunk.contexts[chunk.context[row]!]!.tool);
      operations.push(current);
      if (newNote) current.name = notes[note]?.text;
      newNote = false;
    }
    return current!;
  };

  const seek = (offset: number) => {
    let low = 0;
    let high = notes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (notes[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    note = low - 1;
    noteFrom = notes[note]?.start ?? 0;
    noteTo = notes[low]?.start ?? Number.POSITIVE_INFINITY;
    // Going back (GOTO, the contour of G70) begins nothing that was not begun before.
    if (note <= highest) return;
    highest = note;
    newNote = !withinOperation.test(notes[note]!.text) && notes[note]!.text !== current?.name;
  };

  const operationOf = (chunk: MoveChunk, row: number): Gathering => {
    const kind = chunk.kind[row]!;
    const context = chunk.contexts[chunk.context[row]!]!;
    const source = chunk.source[row]!;
    if (notes.length > 0 && context.frame.depth === 0 && (source < noteFrom || source >= noteTo)) {
      if (options.file === undefined || context.frame.file === options.file) seek(source);
    }
    if (!current) return begin(chunk, row);
    if (kind === MoveKind.rapid) rapidSince = true;
    const started = current.shape.cuts > 0;
    if (!started) {
      if (newNote) current.name = notes[note]!.text;
      newNote = false;
      stopped = false;
      restarts = false;
      current.tool = context.tool;
    }
    if (kind === MoveKind.programEnd) return current;
    if (kind >= firstEvent) {
      if (kind === MoveKind.toolChange && started) return begin(chunk, row);
      if (kind === MoveKind.stop || kind === MoveKind.optionalStop) stopped = true;
      else if (kind === MoveKind.spindle) {
        if (context.spindle === 'off') restarts = true;
        else if (started && rapidSince && (restarts || speedOf(context) !== speed)) return begin(chunk, row);
      }
      return current;
    }
    if (!started) return current;
    if (stopped || (newNote && rapidSince)) return begin(chunk, row);
    const next = familyOf(chunk, row, context);
    if (next !== family && next !== undefined && changes(family, next)) return begin(chunk, row);
    return current;
  };

  return {
    take(chunk) {
      if (groups.length < chunk.count) groups = new Int32Array(chunk.kind.length);
      for (let row = 0; row < chunk.count; row++) {
        const operation = operationOf(chunk, row);
        groups[row] = operation.index;
        operation.row(chunk, row, lathe);
        const kind = chunk.kind[row]!;
        if (kind >= firstEvent || kind === MoveKind.rapid) continue;
        const context = chunk.contexts[chunk.context[row]!]!;
        family = familyOf(chunk, row, context) ?? family;
        speed = speedOf(context);
        rapidSince = false;
      }
    },
    groupOf: (_chunk, row) => groups[row]!,
    finish() {
      let earlierMinZ = Number.POSITIVE_INFINITY;
      let earlierMaxZ = Number.NEGATIVE_INFINITY;
      return operations.map((each) => {
        const tool = options.tools?.find(({ number }) => number === each.tool);
        const found = each.finish(tool, { lathe, earlierMinZ, earlierMaxZ });
        if (each.shape.cuts > 0) {
          earlierMinZ = Math.min(earlierMinZ, each.shape.minZ);
          earlierMaxZ = Math.max(earlierMaxZ, each.shape.maxZ);
        }
        return found;
      });
    },
  };
}

const speedOf = ({ speed, speedMode }: MoveContext): number => (speedMode === 'surface' ? -speed : speed);

/** Kinds of work between which a tool that stays in the spindle does another operation. Undefined: a rapid, which tells nothing. */
const familyOf = (chunk: MoveChunk, row: number, { cycle }: MoveContext): string | undefined => {
  const flags = chunk.flags[row]!;
  const kind = chunk.kind[row]!;
  if (cycle && (flags & (MoveFlag.cycle | MoveFlag.cycleStart)) !== 0)
    return cycle.kind === 'peck' || cycle.kind === 'chip-break' ? 'drill' : cycle.kind;
  if (kind === MoveKind.rapid) return undefined;
  return kind === MoveKind.thread
    ? 'thread'
    : kind === MoveKind.tap
      ? 'tap'
      : kind === MoveKind.probe
        ? 'probe'
        : 'cut';
};

/** Threads cut block by block have lead-ins at feed between them, and so has probing. */
const changes = (from: string, to: string): boolean =>
  !((from === 'thread' || from === 'probe') && to === 'cut');

class Gathering {
  readonly shape = new Shape();
  name: string | undefined;
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
  tool: number;

  constructor(index: number, line: number, tool: number) {
    this.index = index;
    this.line = line;
    this.tool = tool;
  }

  row(chunk: MoveChunk, row: number, lathe: boolean): void {
    const context = chunk.contexts[chunk.context[row]!]!;
    this.#ranges.add(context.frame.file, chunk.source[row]!);
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return;
    const rapid = kind === MoveKind.rapid;
    const length = !rapid && this.#way.read(chunk, row) ? this.#way.length : 0;
    this.shape.row(chunk, row, length);
    this.#digest.row(chunk, row);
    if (rapid || length === 0) return;
    this.#cutting.row(chunk, row, { length, lathe });
    if (context === this.#context) return;
    this.#context = context;
    this.#workOffsets.add(context.workOffset);
    this.#lengthOffsets.add(context.lengthOffset);
    if (context.compensation !== 'off') this.#radiusOffsets.add(context.radiusOffset);
  }

  finish(
    tool: ProgramTool | undefined,
    clues: Pick<Clues, 'lathe' | 'earlierMinZ' | 'earlierMaxZ'>,
  ): Operation {
    const shape = this.shape.finish();
    const kind = tool?.kind && { kind: tool.kind.value, confidence: tool.kind.confidence };
    const classified = classify(shape, { ...clues, name: this.name, tool: kind });
    // On a lathe the part turns about the axis of a drill: vc is that of the drill's diameter.
    const axial = ['drill', 'spot', 'tap', 'ream'].includes(classified.kind);
    return {
      ...classified,
      index: this.index,
      tool: this.tool,
      name: this.name,
      line: this.line,
      ranges: this.#ranges.list(),
      workOffsets: [...this.#workOffsets],
      lengthOffsets: [...this.#lengthOffsets],
      radiusOffsets: [...this.#radiusOffsets],
      cutMm: shape.cutMm,
      cutting: this.#cutting.data(tool, { number: this.tool, turned: clues.lathe && !axial }),
      pathDigest: this.#digest.text(),
      cycles: Object.fromEntries(shape.cycles),
      cycleDepthMm: shape.cycleDepthMm,
    };
  }
}
