/** The coordinates of a program as a person with a pencil follows them: what is known before and behind each block, in the units that it is written in. */
import { latheDialects, systemADialects } from '../../src/dialect/dialect.ts';
import type { DialectFinding, NcProgram } from '../../src/index.ts';
import { type WrittenBlock, wordOf, writtenBlocks } from './written.ts';

export const axes = ['X', 'Y', 'Z', 'A', 'B', 'C'] as const;
export type Axis = (typeof axes)[number];
/** As written: X of a lathe is a diameter. */
export type Known = Partial<Record<Axis, number>>;

export interface Cycle {
  /** G code × 10. */
  readonly code: number;
  readonly initial: number;
  readonly r: number;
  readonly z: number;
  readonly backToR: boolean;
}

export interface Step {
  readonly block: WrittenBlock;
  readonly before: Known;
  readonly after: Known;
  readonly absolute: boolean;
  /** G code × 10 in force. */
  readonly motion: number;
  readonly plane: 17 | 18 | 19;
  /** Nothing stands in it beside G0 – G3, or a drilling cycle, that has to do with where it goes. */
  readonly quiet: boolean;
  /** Drilling, with levels that are known, in force behind the block. */
  readonly cycle: Cycle | undefined;
}

/** Of motions and of what says nothing about places. */
const harmless = new Set(
  [
    0, 1, 2, 3, 32, 33, 34, 5.1, 9, 17, 18, 19, 40, 41, 42, 61, 64, 80, 90, 91, 93, 94, 95, 96, 97, 98, 99,
    187,
  ].map((code) => code * 10),
);
const motions = new Set([0, 10, 20, 30, 320, 330, 340]);
const drilling = new Set([730, 810, 820, 830, 850, 890]);
/** Behind these an absolute coordinate is where it says. */
const placing = new Set(
  [43, 49, 54, 55, 56, 57, 58, 59, 54.1, 154, 20, 21].map((code) => Math.round(code * 10)),
);
const declined = new Set([16, 65, 66, 66.1, 51, 51.1, 68].map((code) => Math.round(code * 10)));
const calls = new Set([97, 98, 198]);

/** Undefined where the order of the file is not the order of the moves, or something bends the coordinates. */
export function stepsOf(program: NcProgram, dialect: DialectFinding): Step[] | undefined {
  const raw = writtenBlocks(program, dialect);
  if (!raw) return undefined;
  const blocks = dialect.decimals === 'least-increment' ? counted(raw) : raw;
  if (blocks.some(({ g, m }) => g.some((code) => declined.has(code)) || m.some((code) => calls.has(code))))
    return undefined;
  const lathe = latheDialects.includes(dialect.dialect);
  const systemA = systemADialects.includes(dialect.dialect);
  const noMotion = dialect.dialect === 'linuxcnc' ? -1 : 0;
  const contours = contoursOf(blocks);
  const steps: Step[] = [];
  let known: Known = {};
  let absolute = true;
  let motion = noMotion;
  let plane: Step['plane'] = lathe ? 18 : 17;
  let cycle: Cycle | undefined;
  let backToR = false;
  for (const block of blocks) {
    const number = wordOf(block, 'N')?.value ?? -1;
    // A contour is gone through from wherever its cycle began, and behind it the tool is there again.
    if (contours.starts.has(number)) known = {};
    const before = known;
    let quiet = true;
    let places = true;
    for (const code of block.g) {
      const cycles = isCycle(code, { lathe, systemA });
      if (!systemA && (code === 900 || code === 910)) absolute = code === 900;
      else if (code === 170 || code === 180 || code === 190) plane = (code / 10) as Step['plane'];
      else if (cycles || motions.has(code)) motion = code;
      else if (code === 800 && motion >= 730) {
        motion = noMotion;
        if (names(block)) places = quiet = false;
      }
      if (!lathe && (code === 980 || code === 990)) backToR = code === 990;
      if (cycles || harmless.has(code)) continue;
      quiet = false;
      if (!placing.has(code)) places = false;
    }
    const drills = motion >= 730;
    if (!drills || lathe) cycle = undefined;
    // A dwell names X and goes nowhere.
    const forgets = block.g.includes(40) ? false : !quiet || (lathe && drills && names(block));
    const after: Known = forgets ? {} : { ...before };
    if (places && !(lathe && drills)) {
      if (drills) cycle = nextCycle(block, { motion, absolute, before, cycle, backToR });
      follow(block, { absolute, systemA, drills, after });
      if (drills && names(block)) {
        delete after.Z;
        if (cycle) after.Z = cycle.backToR ? cycle.r : cycle.initial;
      }
    }
    steps.push({ block, before, after, absolute, motion, plane, quiet, cycle });
    known = contours.ends.has(number) ? {} : after;
  }
  return steps;
}

const inMillimetres = new Set([...'XYZUVWIJKR']);

/** Whole numbers as what they count: thousandths of a millimetre or a degree, tenthousandths of an inch. */
function counted(blocks: readonly WrittenBlock[]): WrittenBlock[] {
  let inch = false;
  return blocks.map((block) => {
    for (const code of block.g) if (code === 200 || code === 210) inch = code === 200;
    const words = block.words.map((word) => {
      if (word.decimals >= 0) return word;
      if (inMillimetres.has(word.letter)) return { ...word, value: word.value * (inch ? 0.0001 : 0.001) };
      return 'ABCH'.includes(word.letter) ? { ...word, value: word.value * 0.001 } : word;
    });
    return { ...block, words };
  });
}

/** Block numbers P and Q of G70 – G73. */
function contoursOf(blocks: readonly WrittenBlock[]): Record<'starts' | 'ends', Set<number>> {
  const [starts, ends] = [new Set<number>(), new Set<number>()];
  for (const block of blocks) {
    const [p, q] = [wordOf(block, 'P'), wordOf(block, 'Q')];
    if (!p || !q || !block.g.some((code) => code >= 700 && code <= 730)) continue;
    starts.add(p.value);
    ends.add(q.value);
  }
  return { starts, ends };
}

const isCycle = (code: number, { lathe, systemA }: { lathe: boolean; systemA: boolean }): boolean =>
  lathe
    ? (code >= 770 && code <= 890 && code !== 800) ||
      (systemA && (code === 900 || code === 920 || code === 940))
    : code >= 730 && code <= 890 && code !== 800;

const names = (block: WrittenBlock): boolean =>
  ['X', 'Y', 'Z', 'R', 'U', 'V', 'W'].some((letter) => wordOf(block, letter));

interface Following {
  readonly absolute: boolean;
  readonly systemA: boolean;
  readonly drills: boolean;
  readonly after: Known;
}

function follow(block: WrittenBlock, { absolute, systemA, drills, after }: Following): void {
  for (const axis of axes) {
    const word = wordOf(block, axis);
    if (!word || (drills && axis === 'Z')) continue;
    if (absolute) after[axis] = word.value;
    else if (after[axis] !== undefined) after[axis] = after[axis]! + word.value;
  }
  if (!systemA) return;
  for (const [letter, axis] of increments) {
    const word = wordOf(block, letter);
    if (word && after[axis] !== undefined) after[axis] = after[axis]! + word.value;
  }
}

export const increments: readonly (readonly [string, Axis])[] = [
  ['U', 'X'],
  ['V', 'Y'],
  ['W', 'Z'],
  ['H', 'C'],
];

interface Drilling {
  readonly motion: number;
  readonly absolute: boolean;
  readonly before: Known;
  readonly cycle: Cycle | undefined;
  readonly backToR: boolean;
}

function nextCycle(
  block: WrittenBlock,
  { motion, absolute, before, cycle, backToR }: Drilling,
): Cycle | undefined {
  if (!drilling.has(motion)) return undefined;
  const z = wordOf(block, 'Z');
  const r = wordOf(block, 'R');
  // What was given as an increment stays one: only cycles that are absolute throughout are followed.
  if ((z || r) && !absolute) return undefined;
  const fresh = cycle?.code !== motion;
  const initial = cycle ? cycle.initial : before.Z;
  const level = r?.value ?? (fresh ? undefined : cycle?.r);
  const depth = z?.value ?? (fresh ? undefined : cycle?.z);
  if (initial === undefined || level === undefined || depth === undefined) return undefined;
  return { code: motion, initial, r: level, z: depth, backToR };
}
