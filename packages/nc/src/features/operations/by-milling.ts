/** What a mill's ways tell: whether they come by where they were, go along lines, rise and fall, or go straight down. */
import type { Say } from './clues.ts';
import type { Shape } from './shape.ts';

/** What goes deeper is no writing (mm). */
const deepestLetterMm = 2;
/** Letters are written in a pass or few, and do not lie on each other. */
const mostLetterLevels = 4;
const mostTimesALetter = 12;
const skinMm = 0.3;
/** From the zero of the program, where the top of the part mostly is (mm). */
const deepestFaceMm = 1;
/** Wider steps than these are a face mill's, or a fly cutter's (mm). */
const wideStepMm = 12;
const widestStepMm = 80;

/** `known`: the width of what the tool cuts. */
export function byMilling(shape: Shape, say: Say, clues: { shallowest: boolean; known: boolean }): void {
  const { plungeMm, liftMm, levelMm, slopedMm, helixMm, arcMm, plunges, times } = shape;
  const { count: chains, closedMm } = shape.chains;
  const work = shape.cutMm - shape.linkMm;
  const percent = (part: number) => `${Math.round((100 * part) / work)} %`;
  if (plungeMm + liftMm > 0.9 * work) {
    say('drill', 2, `feeds along the tool's axis only, ${plunges} times`);
    return;
  }
  if (shape.rotaryMm > 0.1 * work)
    say('surface', 2, `rotary axes move on ${percent(shape.rotaryMm)} of the way`);
  const levels = Math.max(1, shape.levels.size);
  // A ramp goes down only; a surface of free form goes up as well.
  const surface = shape.climbMm > 0.1 * slopedMm;
  if (slopedMm > 0.35 * work && surface)
    say(
      'surface',
      2.5 * Math.min(1, slopedMm / (0.6 * work)),
      `${percent(slopedMm)} of the way rises and falls`,
    );
  else if (slopedMm > 0.35 * work) say('contour', 1, `goes down along ${percent(slopedMm)} of the way`);
  const widest = shape.diameterMm > 0 ? 4 * shape.diameterMm : 30;
  const { enteredMm } = shape.helices;
  if (enteredMm > 0.5 * work) say('pocket', 2, 'enters by a helix and goes on beyond it');
  else if (helixMm > 0.25 * work && helixMm + arcMm > 0.75 * work && shape.helixRadiusMm < widest)
    say('bore', 2.2, `${percent(helixMm)} of the way are helices`);
  if (levelMm + helixMm < 0.35 * work) return;
  if (shape.compensatedMm > 0.5 * work)
    say('contour', 2, `cutter compensation on ${percent(shape.compensatedMm)} of the way`);
  const often = `comes by ${times.toFixed(1)} times at each of ${levels} levels`;
  const directions = [...shape.lines.directions].sort((a, b) => b - a);
  const lines = levelMm - arcMm;
  const parallel = lines > 0 && directions[0]! + directions[1]! > 0.9 * lines && arcMm < 0.35 * levelMm;
  // Where the cutter is not known, letters as large as it come by as often as a pocket does.
  const depth = shape.highestZ - shape.lowestZ;
  if (
    chains >= 8 &&
    depth < deepestLetterMm &&
    levels <= mostLetterLevels &&
    levelMm / chains < 40 &&
    times < (clues.known ? 2.2 : mostTimesALetter)
  )
    say(
      'engrave',
      clues.known ? 1.5 : 1.9,
      `${chains} short ways, ${depth.toFixed(2)} mm from the highest to the lowest`,
    );
  const { stepMm = 0 } = shape;
  // Two sides of a rectangle lie beside each other as well.
  const rows = parallel && directions[0]! > 0.7 * lines && closedMm < 0.2 * levelMm;
  // Below a skin's thickness nothing but lines is meant: circuits, scales, letters.
  if (
    chains >= 8 &&
    depth < skinMm &&
    shape.lowestZ > -skinMm &&
    levels === 1 &&
    !rows &&
    times < mostTimesALetter
  )
    say('engrave', 2, `no deeper than ${skinMm} mm`);
  if (rows && clues.shallowest && levels <= 3 && stepMm > wideStepMm && stepMm < widestStepMm)
    say('face', 2, `parallel passes ${Math.round(stepMm)} mm beside each other`);
  const clears = Math.max(0, Math.min(1, (times - 1.4) / 0.6));
  if (parallel && closedMm < 0.2 * levelMm && clears > 0 && levels <= 3 && clues.shallowest)
    say('face', 2 * clears, `parallel passes at ${levels} levels, above what else is cut`);
  say('pocket', 1.6 * clears, often);
  say('contour', (1 - clears) * (closedMm > 0.5 * levelMm ? 1.8 : 1.2), often);
  const straight = directions[0]! > 0.9 * levelMm;
  if (straight && chains > 0 && times < 2) {
    if (clues.shallowest && shape.lowestZ > -deepestFaceMm) say('face', 1.5, 'along one line at the top');
    else say('slot', 1.3, 'there and back along one line');
  }
}
