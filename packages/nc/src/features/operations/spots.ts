/** Which holes are spotted only: shallow, and drilled by another tool afterwards. */
import type { ProgramTool } from '../tools/tools.ts';
import type { Holes } from './holes.ts';
import type { Operation } from './operation.ts';

/** A spot for a countersunk M16 is as deep as that. */
const deepestSpotMm = 12;
/** A rest of the holes may be spotted by another tool, and the other way round. */
const mostOf = 0.6;
/** A drill that somebody noted as one. */
const surelyNoted = 0.75;

export interface HoledOperation {
  readonly holes: Holes;
  readonly tool: ProgramTool | undefined;
}

/** `operations` with those called spot that are; `holed` of each of them. */
export const withSpots = (
  operations: readonly Operation[],
  holed: readonly HoledOperation[],
): readonly Operation[] =>
  operations.map((operation, index) => {
    const { kind, tool } = operation;
    const shallow = holed[index]!.holes;
    if (kind !== 'drill' || !spots(operation, holed[index]!)) return operation;
    const deep = operations.findIndex(
      (later, at) =>
        at > index &&
        (later.tool !== tool || tool === 0) &&
        ['drill', 'tap', 'ream', 'bore'].includes(later.kind) &&
        holed[at]!.holes.bottomMm < shallow.bottomMm - 0.5 &&
        shared(shallow, holed[at]!.holes),
    );
    if (deep < 0) return operation;
    const because = `the holes are drilled deeper from line ${operations[deep]!.line} on`;
    return {
      ...operation,
      kind: 'spot',
      confidence: 0.7,
      reasons: [{ kind: 'spot', weight: 3, because }, ...operation.reasons],
    };
  });

/** Nobody pecks a spot, and what is called a drill and goes deeper than it is wide drills before a larger one does. */
const spots = ({ cycles }: Operation, { holes, tool }: HoledOperation): boolean => {
  if (cycles.peck || cycles['chip-break'] || holes.depthMm > deepestSpotMm) return false;
  if (holes.strokes > 1.5 * holes.places.size) return false;
  const drill = tool?.kind?.value === 'drill' && tool.kind.confidence >= surelyNoted;
  return !(drill && tool.diameterMm && holes.depthMm > tool.diameterMm.value);
};

const shared = ({ places }: Holes, other: Holes): boolean => {
  if (places.size === 0) return false;
  let found = 0;
  for (const place of places) if (other.places.has(place)) found++;
  return found >= mostOf * Math.min(places.size, other.places.size) && found > 0;
};
