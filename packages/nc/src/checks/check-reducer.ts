/** What goes wrong on a machine though the program is well formed: one reducer over the stream of moves. */
import { collector, type Place } from '../diagnostics/collector.ts';
import type { Diagnostic, DiagnosticCount } from '../diagnostics/diagnostic.ts';
import type { ProgramTool } from '../features/tools/tools.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { MoveContext } from '../moves/move-context.ts';
import { firstEvent, MoveFlag, MoveKind } from '../moves/move-kind.ts';
import type { MachineProfile } from '../profile/machine-profile.ts';
import { placeOf } from './place-of.ts';
import { travelCheck } from './travel-check.ts';
import { type Obstacle, uncutMaterial } from './uncut-material.ts';

export interface CheckOptions {
  /** `Interpretation.profile`. */
  readonly profile: MachineProfile;
  /** `toolsOf`: spares what is known not to turn, and tells what is listed and never called. */
  readonly tools?: readonly ProgramTool[];
  /** Diagnostics kept of one code. */
  readonly perCode?: number;
}

export interface CheckReducer {
  take(chunk: MoveChunk): void;
  /** After the last chunk. */
  finish(): { readonly diagnostics: readonly Diagnostic[]; readonly counts: readonly DiagnosticCount[] };
}

/** Of a tool from its call to the next one. */
interface Use {
  readonly tool: number;
  readonly place: Place;
  cuts: boolean;
  /** H at the first move down, where that is asked. */
  offset: number | undefined;
  offsetPlace: Place | undefined;
}

const mostUses = 2000;
const nothing = 0.01;
const axisNames = 'XYZABC';

export function checkReducer(options: CheckOptions): CheckReducer {
  const { profile, tools = [] } = options;
  const found = collector(options.perCode ?? 20);
  const lathe = profile.kind === 'lathe';
  const uses: Use[] = [];
  let use: Use | undefined;
  let unplaced = 0b111111;
  let spindleRan = false;
  /** Mill: Z has moved since the tool came in; before, a tool is fed over the table. */
  let down = true;
  /** Lathe: driven tools and second spindles are started by M codes of the builder; after one nobody knows what turns, until M5. */
  let driven = false;
  /** Findings about a standing spindle, kept until it is known that the program starts one. */
  const stopped: { readonly tool: number; readonly place: Place }[] = [];
  let toldStopped = false;
  let toldSpeed = false;
  const obstacles: Obstacle[] = [];
  const material = lathe ? undefined : uncutMaterial((obstacle) => obstacles.push(obstacle));
  const overTravel = travelCheck(profile, found.report);
  const standing = new Set(
    tools.filter(({ kind }) => kind && ['probe', 'stop'].includes(kind.value)).map(({ number }) => number),
  );

  const cut = (chunk: MoveChunk, row: number, context: MoveContext) => {
    const kind = chunk.kind[row]!;
    if (use && kind !== MoveKind.probe) use.cuts = true;
    if (kind === MoveKind.probe || standing.has(context.tool)) return;
    if (context.spindle === 'off') {
      if (!down || driven || !goesOn(chunk, row)) return;
      if (!toldStopped && stopped.length < 100)
        stopped.push({ tool: context.tool, place: placeOf(chunk, row) });
      toldStopped = true;
    } else {
      toldStopped = false;
      if (context.speed === 0 && !toldSpeed)
        found.report('check.speed-zero', placeOf(chunk, row), { tool: context.tool });
      toldSpeed = context.speed === 0;
    }
  };

  const lengthOffset = (chunk: MoveChunk, row: number, context: MoveContext) => {
    if (lathe || !use || use.offset !== undefined || (chunk.flags[row]! & MoveFlag.machine) !== 0) return;
    if (chunk.z[row + 1]! > chunk.z[row]! - nothing) return;
    use.offset = context.lengthOffset;
    use.offsetPlace = placeOf(chunk, row);
  };

  /** G28 and G30 are two rows of one block: to the point between, and on from there. */
  const reference = (chunk: MoveChunk, row: number) => {
    if (row === 0 || chunk.source[row - 1] !== chunk.source[row] || chunk.kind[row - 1] !== MoveKind.rapid)
      return;
    const { offsetMm } = chunk.contexts[chunk.context[row]!]!.placement;
    for (const axis of lathe ? [0, 2] : [2]) {
      const column = [chunk.x, chunk.y, chunk.z][axis]!;
      const [from, over, to] = [column[row - 1]!, column[row]!, column[row + 1]!];
      if (from === over || over === to || (chunk.unplaced[row - 1]! & (1 << axis)) !== 0) continue;
      // Towards the part: down on a mill, to the centre or the chuck on a lathe.
      if (over > from - nothing) continue;
      const at = (over - offsetMm[axis]!) * (axis === 0 && profile.diameter ? 2 : 1);
      found.report('check.reference-through-part', placeOf(chunk, row), {
        axis: axisNames[axis]!,
        to: at,
        increment: axis === 0 ? 'U' : 'W',
      });
    }
  };

  return {
    take(chunk) {
      for (let row = 0; row < chunk.count; row++) {
        const kind = chunk.kind[row]!;
        const context = chunk.contexts[chunk.context[row]!]!;
        if (kind === MoveKind.toolChange) {
          const tool = chunk.value[row]!;
          use = { tool, place: placeOf(chunk, row), cuts: false, offset: undefined, offsetPlace: undefined };
          if (tool > 0 && uses.length < mostUses) uses.push(use);
          down = lathe;
        } else if (kind === MoveKind.spindle) {
          if (context.spindle === 'off') driven = false;
          else spindleRan = true;
        }
        if (kind >= firstEvent) {
          material?.row(chunk, row, unplaced);
          if (kind === MoveKind.mCode && lathe) driven = true;
          continue;
        }
        if (chunk.z[row + 1]! < chunk.z[row]!) down = true;
        lengthOffset(chunk, row, context);
        if ((chunk.flags[row]! & MoveFlag.reference) !== 0) reference(chunk, row);
        else if (kind !== MoveKind.rapid) cut(chunk, row, context);
        overTravel?.(chunk, row);
        material?.row(chunk, row, unplaced);
        unplaced = chunk.unplaced[row]!;
      }
    },
    finish() {
      // A program that never starts a spindle drives a laser, a pen, or is called by one that does.
      if (spindleRan)
        for (const { tool, place } of stopped) found.report('check.spindle-stopped', place, { tool });
      offsetsOf(uses, found.report);
      callsOf(uses, tools, found.report);
      for (const { place, ...data } of obstacles) found.report('check.rapid-through-uncut', place, data);
      return { diagnostics: found.list, counts: found.counts() };
    },
  };
}

type Report = ReturnType<typeof collector>['report'];

function offsetsOf(uses: readonly Use[], report: Report): void {
  const asked = uses.filter(({ offset, cuts }) => offset !== undefined && cuts);
  const own = new Set(asked.filter(({ tool, offset }) => offset === tool).map(({ tool }) => tool));
  const with_ = new Set(asked.filter(({ offset }) => offset !== 0).map(({ tool }) => tool));
  for (const { tool, offset, offsetPlace } of asked) {
    if (offset === 0 && with_.size > 0 && !with_.has(tool))
      report('check.length-offset-missing', offsetPlace!, { tool });
    else if (
      offset !== 0 &&
      offset !== tool &&
      own.size >= 2 &&
      asked.every((each) => each.offset === each.tool || each.tool === tool)
    )
      report('check.length-offset-other', offsetPlace!, { tool, offset: offset! });
  }
}

function callsOf(uses: readonly Use[], tools: readonly ProgramTool[], report: Report): void {
  const first = uses[0]?.tool;
  const cutting = new Set(uses.filter(({ cuts }) => cuts).map(({ tool }) => tool));
  for (const { tool, place, cuts } of uses) {
    // The first tool is often put back at the end.
    if (!cuts && tool !== first && !cutting.has(tool) && cutting.size > 0)
      report('check.tool-idle', place, { tool });
  }
  const called = tools.filter(({ calls }) => calls > 0);
  if (called.length === 0 || uses.length === 0) return;
  for (const { number, calls, line, description } of tools) {
    if (calls > 0 || number === 0) continue;
    const place = { file: uses[0]!.place.file, line, column: description?.column ?? 1, start: 0, end: 0 };
    report(description?.line === line ? 'check.tool-unused' : 'check.tool-never-changed', place, {
      tool: number,
    });
  }
}

const goesOn = (chunk: MoveChunk, row: number): boolean =>
  Math.abs(chunk.x[row + 1]! - chunk.x[row]!) +
    Math.abs(chunk.y[row + 1]! - chunk.y[row]!) +
    Math.abs(chunk.z[row + 1]! - chunk.z[row]!) >
  nothing;
