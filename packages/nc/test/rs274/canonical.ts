/** LinuxCNC's canonical output as motions, and our stream in the same form, so that the two can be compared. */
import { type Interpretation, MoveKind } from '../../src/index.ts';

export interface CanonicalMotion {
  readonly kind: 'traverse' | 'feed' | 'arc' | 'dwell' | 'tap' | 'thread' | 'probe';
  /** Program coordinates in program units: end X Y Z A B C; of an arc: first end, second end, first centre, second centre, rotation, third end, A B C. */
  readonly numbers: readonly number[];
  /** As printed, or the source line. */
  readonly from: string;
}

const kinds: Readonly<Record<string, CanonicalMotion['kind']>> = {
  STRAIGHT_TRAVERSE: 'traverse',
  STRAIGHT_FEED: 'feed',
  ARC_FEED: 'arc',
  STRAIGHT_PROBE: 'probe',
  RIGID_TAP: 'tap',
};

/** Where the last motion ended, as rs274 prints it: four digits of the program's unit. */
interface Stand {
  readonly unitMm: number;
  readonly rounded: readonly number[];
}

const standAt = (numbers: readonly number[], unitMm: number): Stand => ({
  unitMm,
  rounded: numbers.slice(0, 6).map((value) => Math.round(value * 1e4) + 0),
});

/** Whether a motion between the two would show. In another unit the digits say little; what matters then is far more than they lose. */
const isSame = (a: Stand | undefined, b: Stand): boolean => {
  if (!a) return false;
  if (a.unitMm === b.unitMm) return a.rounded.every((value, axis) => value === b.rounded[axis]);
  return a.rounded.every((value, axis) => {
    const [from, to] = axis < 3 ? [a.unitMm, b.unitMm] : [1, 1];
    return Math.abs(value * from - b.rounded[axis]! * to) < 50;
  });
};

/** Where LinuxCNC begins. */
const nowhere = standAt([0, 0, 0, 0, 0, 0], 1);

/** Motions of rs274's text. A motion that does not move is left out, as in `motionsOfStream`. */
export const motionsOfText = (text: string): CanonicalMotion[] => {
  const motions: CanonicalMotion[] = [];
  let last: Stand | undefined = nowhere;
  let unit = 1;
  for (const line of text.split('\n')) {
    const found = /^\s*\d*\s*N[\d.]*\s*([A-Z][A-Z_0-9]*)\((.*)\)\s*$/.exec(line);
    if (!found) continue;
    const [, name, list] = found;
    if (name === 'USE_LENGTH_UNITS') unit = list!.includes('INCH') ? 25.4 : 1;
    // The same coordinates may be another place then; the units at the start are printed before anything has moved.
    if (motions.length > 0 && /^SET_(G5X|G92|XY_ROTATION)/.test(name!)) last = undefined;
    const kind = kinds[name!];
    if (!kind) continue;
    const numbers = list!.split(',').map(Number);
    const end = kind === 'arc' ? undefined : standAt(numbers, unit);
    if (end && isSame(last, end)) continue;
    last = end;
    motions.push({ kind, numbers, from: line.trim() });
  }
  return motions;
};

export const motionsOfStream = (run: Interpretation): CanonicalMotion[] => {
  const motions: CanonicalMotion[] = [];
  let last: Stand | undefined = nowhere;
  for (const chunk of run.chunks) {
    for (let i = 0; i < chunk.count; i++) {
      const kind = chunk.kind[i]!;
      if (kind >= MoveKind.dwell) {
        if (kind === MoveKind.offsets && motions.length > 0) last = undefined;
        continue;
      }
      const { placement, units, plane } = chunk.contexts[chunk.context[i]!]!;
      const scale = units === 'inch' ? 1 / 25.4 : 1;
      const angle = (-placement.rotationDeg * Math.PI) / 180;
      const back = (x: number, y: number, z: number): [number, number, number] => {
        const dx = x - placement.offsetMm[0];
        const dy = y - placement.offsetMm[1];
        const turnedX = dx * Math.cos(angle) - dy * Math.sin(angle);
        const turnedY = dx * Math.sin(angle) + dy * Math.cos(angle);
        return [turnedX * scale, turnedY * scale, (z - placement.offsetMm[2]) * scale];
      };
      const at = i + 1;
      const [x, y, z] = back(chunk.x[at]!, chunk.y[at]!, chunk.z[at]!);
      const rotary = [chunk.a[at]!, chunk.b[at]!, chunk.c[at]!];
      const from = `line ${chunk.line[i]}`;
      if (kind === MoveKind.arc) {
        const first = chunk.centre1[i]!;
        const second = chunk.centre2[i]!;
        const [cx, cy, cz] =
          plane === 17
            ? back(first, second, 0)
            : plane === 18
              ? back(second, 0, first)
              : back(0, first, second);
        const numbers =
          plane === 17
            ? [x, y, cx, cy, chunk.turns[i]!, z]
            : plane === 18
              ? [z, x, cz, cx, chunk.turns[i]!, y]
              : [y, z, cy, cz, chunk.turns[i]!, x];
        motions.push({ kind: 'arc', numbers: [...numbers, ...rotary], from });
        last = undefined;
        continue;
      }
      const numbers = [x, y, z, ...rotary];
      const end = standAt(numbers, units === 'inch' ? 25.4 : 1);
      if (isSame(last, end)) continue;
      last = end;
      const name =
        kind === MoveKind.rapid
          ? 'traverse'
          : kind === MoveKind.linear
            ? 'feed'
            : kind === MoveKind.tap
              ? 'tap'
              : kind === MoveKind.thread
                ? 'thread'
                : 'probe';
      motions.push({ kind: name, numbers, from });
    }
  }
  return motions;
};

/** The first difference, in words; undefined where there is none. `tolerance` in program units. */
export const firstDifference = (
  ours: readonly CanonicalMotion[],
  theirs: readonly CanonicalMotion[],
  tolerance = 1.5e-4,
): string | undefined => {
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const a = ours[i];
    const b = theirs[i];
    if (!a || !b) return `motion ${i + 1}: ours ${show(a)}, theirs ${show(b)}`;
    const same =
      a.kind === b.kind && b.numbers.every((value, k) => Math.abs(value - (a.numbers[k] ?? 0)) <= tolerance);
    if (!same) return `motion ${i + 1}: ours ${show(a)}, theirs ${show(b)}`;
  }
  return undefined;
};

const show = (motion: CanonicalMotion | undefined): string =>
  motion
    ? `${motion.kind}(${motion.numbers.map((value) => value.toFixed(4)).join(', ')}) from ${motion.from}`
    : 'nothing';
