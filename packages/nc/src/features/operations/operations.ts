/** The operations of a program: one reducer over the stream, and the groups for the reducers beside it. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveKind } from '../../moves/move-kind.ts';
import type { ProgramTool } from '../tools/tools.ts';
import { Gathering } from './gathering.ts';
import { NoteFollower } from './note-follower.ts';
import type { Operation } from './operation.ts';
import type { OperationNote } from './operation-note.ts';
import {
  calledBefore,
  changes,
  familyOf,
  fileOf,
  inContour,
  lifts,
  offsetInMain,
  speedOf,
} from './parting.ts';
import { withSpots } from './spots.ts';

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

/** What feeds along the centre line of a lathe before a drilling cycle begins its hole. */
const startsHole = ({ shape: { centreMm, cutMm } }: Gathering, next: string): boolean =>
  next === 'drill' && cutMm > 0 && centreMm === cutMm;

/** Beyond, everything belongs to the last one: a program of so many notes tells no operations by them. */
const mostOperations = 2000;

/**
 * A new operation begins, once something was cut, with a tool, behind M0 and M1, with another speed or a restarted spindle after a rapid, with
 * a note or an empty line after a retract, and with another kind of cycle.
 */
export function operationReducer(options: OperationOptions): OperationReducer {
  const lathe = options.kind === 'lathe';
  const notes = options.notes ?? [];
  const tools = new Map(options.tools?.map((tool) => [tool.number, tool]));
  const follower = new NoteFollower(notes, lathe);
  const operations: Gathering[] = [];
  let groups = new Int32Array(0);
  let current: Gathering | undefined;
  /** The way through the main program: a contour that is gone through again and a loop stand where they were called. */
  let reached = 0;
  let again = false;
  /** The opening of what is not cut yet is a note, not to be given up for the tool call behind it. */
  let noted = false;
  /** Where the tool of what is not cut yet was called: a note behind that does not open it anew. */
  let calledAt = Number.POSITIVE_INFINITY;
  let away = false;
  let stopped = false;
  let restarts = false;
  /** Lathe: where the spindle was given another speed since the last cut; -1: nowhere. */
  let respeededAt = -1;
  let family = 'cut';
  let speed = Number.NaN;

  const begin = (chunk: MoveChunk, row: number): Gathering => {
    respeededAt = -1;
    stopped = false;
    restarts = false;
    calledAt = chunk.kind[row] === MoveKind.toolChange ? reached : Number.POSITIVE_INFINITY;
    if (operations.length < mostOperations) {
      const { tool } = chunk.contexts[chunk.context[row]!]!;
      current = new Gathering(operations.length, { line: chunk.line[row]!, tool, offset: reached });
      operations.push(current);
      noted = false;
      if (follower.fresh) open(current);
    }
    return current!;
  };

  /** With the note that was met. */
  const open = (operation: Gathering) => {
    const { text, more, start } = follower.fresh!;
    follower.fresh = undefined;
    operation.first = Math.min(reached, start, calledAt);
    if (text !== '') operation.note(text, more, lathe);
    noted = true;
  };

  const operationOf = (chunk: MoveChunk, row: number): Gathering => {
    const kind = chunk.kind[row]!;
    const context = chunk.contexts[chunk.context[row]!]!;
    const offset = offsetInMain(context.frame, chunk.source[row]!);
    const contour = inContour(chunk, row, context);
    again = contour || (lathe && offset < reached && context.frame.depth === 0);
    if (
      !contour &&
      offset > reached &&
      (options.file === undefined || fileOf(context.frame) === options.file)
    ) {
      reached = offset;
      if (notes.length > 0) follower.follow(offset);
    }
    if (!current) return begin(chunk, row);
    if (!contour && current.first === Number.POSITIVE_INFINITY) {
      current.first = reached;
      if (follower.fresh) open(current);
    }
    if (kind === MoveKind.rapid) away = true;
    const started = current.shape.cuts > 0;
    if (!started) {
      if (kind === MoveKind.toolChange) {
        if (!noted && !follower.fresh) current.first = reached;
        calledAt = noted && !follower.fresh ? current.first : reached;
      }
      if (follower.fresh) open(current);
      respeededAt = -1;
      stopped = false;
      restarts = false;
      current.tool = context.tool;
    }
    if (kind === MoveKind.programEnd) return current;
    if (kind >= firstEvent) {
      if (kind === MoveKind.toolChange) follower.changeTool();
      if (kind === MoveKind.toolChange && started) return begin(chunk, row);
      if (kind === MoveKind.stop || kind === MoveKind.optionalStop) stopped = true;
      else if (kind === MoveKind.spindle) {
        if (context.spindle === 'off') restarts = true;
        else if (lathe) respeededAt = respeededAt < 0 ? reached : respeededAt;
        else if (started && away && (restarts || speedOf(context) !== speed)) return begin(chunk, row);
      }
      return current;
    }
    if (!started) {
      if (current.shape.diameterMm === 0)
        current.shape.diameterMm = tools.get(current.tool)?.diameterMm?.value ?? 0;
      return current;
    }
    if (stopped || (follower.fresh && away)) return begin(chunk, row);
    // A lathe drops to G97 to withdraw: another speed tells when it cuts again.
    const at = respeededAt;
    if (at >= 0 && kind !== MoveKind.rapid) {
      respeededAt = -1;
      if (away && (restarts || speedOf(context) !== speed)) {
        const next = begin(chunk, row);
        next.first = Math.min(next.first, at);
        return next;
      }
    }
    const next = familyOf(chunk, row, context);
    if (next !== family && next !== undefined && changes(family, next) && !startsHole(current, next)) {
      const begun = begin(chunk, row);
      if (at >= 0) begun.first = Math.min(begun.first, at);
      // The blocks of its contour are not where it stands: that tells its last row, the way back.
      if (contour && offset > reached) begun.first = Number.POSITIVE_INFINITY;
      return begun;
    }
    return current;
  };

  return {
    take(chunk) {
      if (groups.length < chunk.count) groups = new Int32Array(chunk.kind.length);
      for (let row = 0; row < chunk.count; row++) {
        const operation = operationOf(chunk, row);
        groups[row] = operation.index;
        operation.row(chunk, row, { lathe, offset: reached, again });
        const kind = chunk.kind[row]!;
        if (kind >= firstEvent || kind === MoveKind.rapid) continue;
        const context = chunk.contexts[chunk.context[row]!]!;
        const { cycle, frame } = context;
        // The contour of a roughing cycle belongs to it.
        if (cycle?.contourLast !== undefined && frame.depth === 0) operation.reach(cycle.contourLast);
        family = familyOf(chunk, row, context) ?? family;
        speed = speedOf(context);
        away = !lathe && lifts(chunk, row);
      }
    },
    groupOf: (_chunk, row) => groups[row]!,
    finish() {
      let earlierMinZ = Number.POSITIVE_INFINITY;
      let earlierMaxZ = Number.NEGATIVE_INFINITY;
      const list = operations.map((each) => {
        if (each.tool === 0) each.tool = calledBefore(options.tools, each.cutLine);
        const { lowestZ } = each.shape;
        const shallowest = operations.every(
          ({ shape }) => shape.lowestZ <= lowestZ || shape.levels.size === 0,
        );
        const found = each.finish(tools.get(each.tool), { lathe, earlierMinZ, earlierMaxZ, shallowest });
        if (each.shape.cuts > 0) {
          earlierMinZ = Math.min(earlierMinZ, each.shape.minZ);
          earlierMaxZ = Math.max(earlierMaxZ, each.shape.maxZ);
        }
        return found;
      });
      return withSpots(
        list,
        operations.map(({ shape, tool }) => ({ holes: shape.holes, tool: tools.get(tool) })),
      );
    },
  };
}
