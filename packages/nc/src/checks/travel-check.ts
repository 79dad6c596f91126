/** Moves beyond the ends of travel, of axes whose place in the machine is known. */
import type { collector } from '../diagnostics/collector.ts';
import { arcExtent } from '../moves/arc-extent.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { MoveContext } from '../moves/move-context.ts';
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { planeAxes } from '../moves/plane-axes.ts';
import type { AxisName, MachineProfile } from '../profile/machine-profile.ts';
import { placeOf } from './place-of.ts';

type Report = ReturnType<typeof collector>['report'];

const names: readonly AxisName[] = ['x', 'y', 'z', 'a', 'b', 'c'];
/** Rounding of an arc's extent, and of inches. */
const nothing = 0.002;
const alongZ = 2;

/** Undefined where no axis has ends. */
export function travelCheck(
  profile: MachineProfile,
  report: Report,
): ((chunk: MoveChunk, row: number) => void) | undefined {
  const limits = names.map((name) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = profile.travel[name] ?? {};
    return { min, max };
  });
  if (limits.every(({ min, max }) => min === Number.NEGATIVE_INFINITY && max === Number.POSITIVE_INFINITY))
    return undefined;
  const lathe = profile.kind === 'lathe';

  /** From the tool's tip to the point that the machine's scales show; undefined where nobody has told it. */
  const lengthAlong = (axis: number, machine: boolean, { lengthOffset }: MoveContext): number | undefined => {
    if (lengthOffset === 0 || (axis !== alongZ && !(lathe && axis === 0))) return 0;
    const offset = profile.toolOffsets[lengthOffset];
    // The interpreter has taken off the length that it knows, and no other.
    if (machine) return lathe ? 0 : (offset?.lengthMm ?? 0);
    return axis === alongZ ? offset?.lengthMm : offset && (offset.xMm ?? 0);
  };

  return (chunk, row) => {
    const context = chunk.contexts[chunk.context[row]!]!;
    const machine = (chunk.flags[row]! & MoveFlag.machine) !== 0;
    const { workOffset } = context;
    const placed = workOffset === 0 || profile.workOffsetsMm?.[workOffset] !== undefined;
    if (!machine && !placed) return;
    const columns = [chunk.x, chunk.y, chunk.z, chunk.a, chunk.b, chunk.c];
    const arc = chunk.kind[row] === MoveKind.arc ? arcExtent(chunk, row) : undefined;
    const plane = arc && planeAxes(context.plane);
    for (const [axis, { min, max }] of limits.entries()) {
      const [from, to] = [columns[axis]![row]!, columns[axis]![row + 1]!];
      const extent = axis === plane?.first ? arc?.first : axis === plane?.second ? arc?.second : undefined;
      if (from === to && !extent) continue;
      if (!machine && (chunk.unplaced[row]! & (1 << axis)) !== 0) continue;
      const length = lengthAlong(axis, machine, context);
      if (length === undefined) continue;
      const shift = length - profile.machineZeroMm[axis]!;
      const [least, most] = [(extent?.min ?? to) + shift, (extent?.max ?? to) + shift];
      const below = least < min - nothing;
      if (!below && most <= max + nothing) continue;
      report('check.over-travel', placeOf(chunk, row), {
        axis: names[axis]!.toUpperCase(),
        to: below ? least : most,
        limit: below ? min : max,
        unit: axis < 3 ? 'mm' : 'degrees',
      });
    }
  };
}
