/** Drilling, tapping and boring cycles: G73, G74, G76, G81 – G89. */
import type { CycleCall } from '../../moves/move-context.ts';
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { planeAxes } from '../../moves/plane-axes.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { gName } from '../g-codes.ts';
import { moveToGoal } from '../motion/emit.ts';
import { lengthOf, namesAxis, setGoal } from '../motion/target.ts';
import { report } from '../report.ts';
import { drillHole, type Hole, nothing } from './hole.ts';

const stickyWords = [Word.R, Word.Q, Word.P, Word.I, Word.J, Word.K, Word.D, Word.E] as const;
const axisWords = [Word.X, Word.Y, Word.Z] as const;
const axisLetters = 'XYZ';
const mostRepeats = 100_000;

export const drillCycle = (state: Control, code: number): void => {
  const { block, sticky, goal, programmed, modal } = state;
  const normal = drillingAxis(state, code);
  const depthWord = axisWords[normal]!;
  const named = namesAxis(state) || has(block, Word.R);
  if (!named && !block.hasMotion) return;
  if (!state.initialLevelSet) {
    state.initialLevelSet = true;
    state.initialLevel = programmed[normal]!;
  }
  for (const word of stickyWords) {
    if (!has(block, word)) continue;
    const length = word !== Word.P && !(word === Word.K && !isHaas(state));
    sticky[word] = length ? lengthOf(state, word) : seconds(state, word);
  }
  if (has(block, depthWord)) {
    const value = lengthOf(state, depthWord);
    sticky[depthWord] = normal === 0 && modal.diameter ? value / 2 : value;
    state.depthIsIncrement = !modal.absolute;
  } else if (state.lathe && has(block, normal === 0 ? Word.U : Word.W)) {
    const value = lengthOf(state, normal === 0 ? Word.U : Word.W);
    sticky[depthWord] = normal === 0 && modal.diameter ? value / 2 : value;
    state.depthIsIncrement = true;
  }
  if (has(block, Word.R)) state.rIsIncrement = !modal.absolute;
  // LinuxCNC reads what an earlier block left in the mode of this one; a Fanuc control keeps it as it was programmed.
  if (state.linuxcnc) state.depthIsIncrement = state.rIsIncrement = !modal.absolute;
  if (!named) return;
  const levels = levelsOf(state, { code, normal, depthWord });
  if (!levels) return;
  const repeats = repeatsOf(state);
  const hole = holeOf(state, { code, normal, ...levels });
  const placedBefore = state.unplaced;
  for (let turn = 0; turn < repeats; turn++) {
    if (state.writer.count > mostRows) {
      report(state, 'cycle.too-many-moves', { limit: mostRows });
      break;
    }
    setGoal(state);
    const [u, v] = [goal[(normal + 1) % 3]!, goal[(normal + 2) % 3]!];
    // An absolute depth does not place the tool before it gets there.
    if (turn === 0) state.unplaced |= placedBefore & (1 << normal);
    approach(state, { hole, u, v, first: turn === 0 });
    drillHole(state, hole);
  }
};

/** The cycle in force at each of these places of the XY plane, in program coordinates. */
export const drillAt = (state: Control, places: readonly (readonly [x: number, y: number])[]): void => {
  const code = state.modal.motion;
  const levels = levelsOf(state, { code, normal: 2, depthWord: Word.Z });
  if (!levels) return;
  const hole = holeOf(state, { code, normal: 2, ...levels });
  for (const [at, [u, v]] of places.entries()) {
    approach(state, { hole, u, v, first: at === 0 });
    drillHole(state, hole);
  }
};

/** More rows than a chunk should have: a cycle with a tiny peck. */
const mostRows = 250_000;

const drillingAxis = (state: Control, code: number): number => {
  if (!state.lathe) return planeAxes(state.modal.plane).normal;
  // Lathes: G87, G88, G89 drill into the side, along X; the rest into the face.
  return (code === 870 || code === 880 || code === 890) && !isHaas(state) ? 0 : 2;
};

const isHaas = (state: Control): boolean => state.dialect === 'haas-mill' || state.dialect === 'haas-lathe';

const seconds = (state: Control, word: number): number => {
  const { block } = state;
  const whole = (block.integers & (1 << word)) !== 0 && word === Word.P && !state.linuxcnc;
  return whole ? block.words[word]! / 1000 : block.words[word]!;
};

const repeatsOf = (state: Control): number => {
  const { block, linuxcnc } = state;
  const word = has(block, Word.L) ? Word.L : !linuxcnc && !isHaas(state) && has(block, Word.K) ? Word.K : -1;
  if (word < 0) return 1;
  return Math.min(mostRepeats, Math.max(0, Math.trunc(block.words[word]!)));
};

interface Levels {
  readonly initial: number;
  readonly r: number;
  readonly bottom: number;
}

interface Asked {
  readonly code: number;
  readonly normal: number;
  readonly depthWord: number;
}

const levelsOf = (state: Control, { code, normal, depthWord }: Asked): Levels | undefined => {
  const { sticky } = state;
  const name = { code: gName(code), letter: axisLetters[normal]! };
  const depth = sticky[depthWord]!;
  if (Number.isNaN(depth)) {
    report(state, 'cycle.no-depth', name);
    return undefined;
  }
  let initial = state.initialLevel;
  const rWord = sticky[Word.R]!;
  let r: number;
  if (Number.isNaN(rWord)) {
    if (!state.lathe) report(state, 'cycle.no-r', name);
    r = initial;
  } else r = state.rIsIncrement || isDistance(state, { rWord, initial, depth }) ? initial + rWord : rWord;
  if (state.linuxcnc) initial = Math.max(initial, r);
  const bottom = state.depthIsIncrement ? r + depth : depth;
  const backwards = code === 870 && !state.lathe;
  if (r < bottom && !backwards && normal !== 0) report(state, 'cycle.r-below-bottom', name);
  return { initial, r, bottom };
};

/** Fanuc lathes take R as the way from the initial level, Haas as a coordinate; posts write both. Towards the part it is a way. */
const isDistance = (
  state: Control,
  { rWord, initial, depth }: { rWord: number; initial: number; depth: number },
): boolean => {
  if (!state.lathe || isHaas(state)) return false;
  const towards = depth < initial ? rWord < 0 : rWord > 0;
  const reached = initial + rWord;
  return towards && (depth < initial ? reached >= depth : reached <= depth);
};

const kinds: Readonly<Record<number, CycleCall['kind']>> = {
  ...{
    730: 'chip-break',
    740: 'tap',
    760: 'bore',
    810: 'drill',
    820: 'spot',
    830: 'peck',
    840: 'tap',
    841: 'tap',
  },
  ...{ 850: 'bore', 860: 'bore', 870: 'bore', 880: 'bore', 890: 'bore' },
};

const kindOf = (state: Control, code: number): CycleCall['kind'] => {
  if (state.lathe && !isHaas(state)) {
    if (code === 870) return 'peck';
    if (code === 880) return 'tap';
  }
  return kinds[code] ?? 'drill';
};

const holeOf = (
  state: Control,
  { code, normal, initial, r, bottom }: Levels & { code: number; normal: number },
): Hole => {
  const { sticky, modal } = state;
  const kind = kindOf(state, code);
  const or = (word: number, otherwise: number): number =>
    Number.isNaN(sticky[word]!) ? otherwise : sticky[word]!;
  const peck = Math.abs(or(Word.Q, isHaas(state) ? or(Word.I, 0) : 0));
  let pitch = 0;
  if (kind === 'tap') {
    pitch = modal.feedMode === 'per-revolution' ? modal.feed : modal.speed > 0 ? modal.feed / modal.speed : 0;
    if (pitch === 0) report(state, 'cycle.tap-no-pitch');
  }
  if ((kind === 'peck' || kind === 'chip-break') && peck === 0)
    report(state, 'cycle.no-peck', { code: gName(code) });
  const offset = state.placing.placement().offsetMm[normal]!;
  const call: CycleCall = {
    code: code / 10,
    kind,
    depthMm: Math.abs(r - bottom),
    retractMm: r + offset,
    bottomMm: bottom + offset,
    peckMm: peck,
    dwellS: or(Word.P, 0),
    pitchMm: pitch,
    returnTo: modal.returnToInitial ? 'initial' : 'r',
  };
  if (!sameCall(state.cycle, call)) {
    state.cycle = call;
    state.context = undefined;
  }
  const shiftU = or(Word.I, 0);
  const shiftV = or(Word.J, 0);
  const back = modal.returnToInitial || state.lathe ? initial : r;
  return {
    code,
    kind,
    normal,
    initial,
    r,
    bottom,
    back,
    peck,
    dwell: call.dwellS,
    pitch,
    shiftU: shiftU || peck,
    shiftV,
  };
};

const sameCall = (a: CycleCall | undefined, b: CycleCall): boolean =>
  a !== undefined && (Object.keys(b) as (keyof CycleCall)[]).every((key) => a[key] === b[key]);

interface Approach {
  readonly hole: Hole;
  readonly u: number;
  readonly v: number;
  readonly first: boolean;
}

/** Over the hole at the level at hand, then down to R. */
const approach = (state: Control, { hole, u, v, first }: Approach): void => {
  const { goal, programmed } = state;
  const { normal, r } = hole;
  let level = programmed[normal]!;
  // Below an R that was raised: up first, or, where the cycle began above it, on a slope to that level.
  if (state.linuxcnc && first && level < r && hole.initial > r) level = hole.initial;
  else if (state.linuxcnc && first && level < r) {
    goal.set(programmed);
    goal[normal] = r;
    moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
    level = r;
  }
  setGoal(state);
  goal[(normal + 1) % 3] = u;
  goal[(normal + 2) % 3] = v;
  goal[normal] = level;
  moveToGoal(state, MoveKind.rapid, MoveFlag.cycle | MoveFlag.cycleStart);
  if (Math.abs(level - r) > nothing) {
    goal[normal] = r;
    state.unplaced &= ~(1 << normal);
    moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
  }
};
