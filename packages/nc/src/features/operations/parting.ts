/** What parts one operation from the next: places in the main program, kinds of work, speeds, tools. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { CallFrame, MoveContext } from '../../moves/move-context.ts';
import { firstEvent, MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import type { ProgramTool } from '../tools/tools.ts';

/** A block of the contour that G70 goes along. */
export const inContour = ({ flags, kind }: MoveChunk, row: number, { cycle }: MoveContext): boolean =>
  cycle?.kind === 'finish' && kind[row]! < firstEvent && (flags[row]! & MoveFlag.cycle) === 0;

export const offsetInMain = (frame: CallFrame, source: number): number => {
  let at = source;
  for (let level: CallFrame | undefined = frame; level?.caller; level = level.caller) at = level.calledAt;
  return at;
};

export const fileOf = (frame: CallFrame): string => {
  let level = frame;
  while (level.caller) level = level.caller;
  return level.file;
};

/** Where the stream knows of no tool, because the program writes its call as no control reads it (`MO6 T1`). */
export const calledBefore = (tools: readonly ProgramTool[] | undefined, line: number): number => {
  let last: ProgramTool | undefined;
  for (const tool of tools ?? [])
    if (tool.calls > 0 && tool.line <= line && tool.line > (last?.line ?? 0)) last = tool;
  return last?.number ?? 0;
};

/** Feeding out along the tool's axis: posts without rapids retract so. */
export const lifts = ({ x, y, z, flags }: MoveChunk, row: number): boolean =>
  z[row + 1]! - z[row]! > 0.5 &&
  x[row] === x[row + 1] &&
  y[row] === y[row + 1] &&
  (flags[row]! & MoveFlag.cycle) === 0;

export const speedOf = ({ speed, speedMode }: MoveContext): number =>
  speedMode === 'surface' ? -speed : speed;

/** Kinds of work between which a tool that stays in the spindle does another operation. Undefined: a rapid, which tells nothing. */
export const familyOf = (chunk: MoveChunk, row: number, { cycle }: MoveContext): string | undefined => {
  const flags = chunk.flags[row]!;
  const kind = chunk.kind[row]!;
  // The blocks of its contour are cut as they stand; the cycle itself only goes back to where it began.
  if (cycle?.kind === 'finish') return kind === MoveKind.rapid ? undefined : 'cut';
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
export const changes = (from: string, to: string): boolean =>
  !((from === 'thread' || from === 'probe') && to === 'cut');
