/** What a lathe's ways tell: the centre, the front, the side of the wall, and which way the tool feeds. */
import type { ToolKind } from '../tools/tool-kind.ts';
import type { Clues, Say } from './clues.ts';
import type { Shape } from './shape.ts';

/** So near to the centre nothing but it is meant (mm). */
export const atCentreMm = 1;
/** What is cut to the centre that far behind the front is another part (mm). */
const farBehindMm = 4;
/** Part-off ends where turning did, give or take (mm). */
const partedMm = 2;
/** Farther from the centre no drill stands that is set off (mm). */
const widestDrillMm = 20;
const plunging: ReadonlySet<ToolKind> = new Set(['grooving', 'cut-off', 'threading']);

export function byTurning(shape: Shape, say: Say, { earlierMinZ, earlierMaxZ, tool }: Clues): void {
  const { cutMm, alongZMm, inwardMm, outwardMm, centreMm, passes } = shape;
  if (centreMm > 0.8 * cutMm) {
    say('drill', 2.5, 'feeds along the centre line');
    return;
  }
  const across = inwardMm + outwardMm;
  if (shape.acrossMm === 0 && shape.maxX < widestDrillMm) {
    say('drill', 2, 'feeds along Z only, and draws straight back');
    return;
  }
  if (shape.againMm > 0.5 * cutMm) {
    say('turn-finish', 3, 'goes along the contour of a roughing cycle again');
    return;
  }
  const { retractsIn, retractsOut, wider, narrower } = shape.walls;
  // What parts and grooves may end towards the centre outside as well.
  const bores = !tool || !plunging.has(tool.kind);
  if (bores && retractsIn > 2 * retractsOut)
    say('bore', retractsIn > 2 ? 2 : 1.6, 'draws back from the wall towards the centre');
  if (bores && wider > 2 && wider > 3 * narrower) say('bore', 0.6, 'goes from the inside outwards');
  const { plunges, plungedAtZ } = shape.walls;
  if (plunges > 1 && 3 * plunges >= passes && plungedAtZ < earlierMaxZ - farBehindMm)
    say('groove', 2, `${plunges} passes plunge in behind the front before they go along`);
  if (outwardMm > 0.5 * cutMm && alongZMm < 0.3 * cutMm && shape.maxZ < earlierMaxZ - farBehindMm)
    say('groove', 2, 'feeds from the inside outwards, behind the front');
  if (across > 0.85 * cutMm) {
    const front = shape.maxZ > earlierMaxZ - 0.5;
    if (shape.minX > 0.5 && front) say('face', 1.2, 'feeds across only, at the front');
    else if (shape.minX > 0.5) say('groove', 1.5, 'feeds across only, and not to the centre');
    else if (!front && shape.maxZ < Math.max(earlierMinZ + partedMm, earlierMaxZ - farBehindMm))
      say('part-off', 1.8, 'feeds to the centre behind everything that was cut before');
    else say('face', 2, 'feeds across to the centre');
    return;
  }
  if (
    shape.minX < atCentreMm &&
    inwardMm > 0.6 * cutMm &&
    alongZMm < 0.2 * cutMm &&
    shape.maxZ > earlierMaxZ - farBehindMm
  )
    say('face', 1.6, 'feeds to the centre at the front');
  if (shape.minX < atCentreMm && inwardMm > 0.4 * cutMm && shape.maxZ < earlierMaxZ - farBehindMm)
    say('part-off', 2, 'feeds to the centre well behind the front');
  if (inwardMm > 0.35 * cutMm && alongZMm < 0.3 * cutMm && shape.minX > 0.5)
    say('groove', 1, `feeds across on ${Math.round((100 * inwardMm) / cutMm)} % of the way`);
  if (passes >= 4) say('turn-rough', 1.5, `${passes} passes`);
  else say('turn-finish', 1.3, `${passes} ${passes === 1 ? 'pass' : 'passes'} along the part`);
  if (shape.compensatedMm > 0.5 * cutMm) say('turn-finish', 0.8, 'nose radius compensation');
}
