/** R for I, J, K and the other way round. */
import { latheDialects } from '../../src/dialect/dialect.ts';
import type { DialectFinding, NcProgram, Splice } from '../../src/index.ts';
import { type Step, stepsOf } from './steps.ts';
import { type WrittenWord, wordOf, written } from './written.ts';

/** Of each plane the axes and the words of the centre, in the order that makes the normal positive. */
const planes = {
  17: ['X', 'Y', 'I', 'J'],
  18: ['Z', 'X', 'K', 'I'],
  19: ['Y', 'Z', 'J', 'K'],
} as const;
/** Near to a full or a half circle, or on a short chord, one rounding moves the centre by much. */
const leastShare = 0.05;
const leastChord = 0.2;

/** Undefined where it may not be rewritten. */
export function otherArcs(program: NcProgram, dialect: DialectFinding): Splice[] | undefined {
  const steps = stepsOf(program, dialect);
  const lathe = latheDialects.includes(dialect.dialect);
  return steps?.flatMap((step) => otherArc(step, lathe) ?? []);
}

function otherArc(step: Step, lathe: boolean): Splice[] | undefined {
  const { block, before, after, motion, plane, quiet } = step;
  if (!quiet || (motion !== 20 && motion !== 30)) return undefined;
  const [first, second, wordU, wordV] = planes[plane];
  const scale = (axis: string, value: number | undefined) =>
    value === undefined ? Number.NaN : axis === 'X' && lathe ? value / 2 : value;
  const [u0, v0] = [scale(first, before[first]), scale(second, before[second])];
  const [u1, v1] = [scale(first, after[first]), scale(second, after[second])];
  const chord = Math.hypot(u1 - u0, v1 - v0);
  if (!(chord > leastChord)) return undefined;
  const radius = wordOf(block, 'R');
  const [i, j] = [wordOf(block, wordU), wordOf(block, wordV)];
  if (wordOf(block, 'P') || block.words.filter(({ letter }) => 'RIJK'.includes(letter)).length > 2)
    return undefined;
  const clockwise = motion === 20;
  if (radius && !i && !j) {
    const half = chord / 2;
    const height2 = radius.value ** 2 - half ** 2;
    if (height2 < (leastShare * half) ** 2) return undefined;
    const side = (clockwise ? 1 : -1) * Math.sign(radius.value) * Math.sqrt(height2);
    const centreU = (u1 - u0) / 2 + ((v1 - v0) / chord) * side;
    const centreV = (v1 - v0) / 2 - ((u1 - u0) / chord) * side;
    return [splice(radius, `${wordU}${written(centreU)} ${wordV}${written(centreV)}`)];
  }
  if (radius || (!i && !j)) return undefined;
  const [centreU, centreV] = [u0 + (i?.value ?? 0), v0 + (j?.value ?? 0)];
  const [start, end] = [Math.hypot(u0 - centreU, v0 - centreV), Math.hypot(u1 - centreU, v1 - centreV)];
  const turned = Math.atan2(v1 - centreV, u1 - centreU) - Math.atan2(v0 - centreV, u0 - centreU);
  const sweep = (((clockwise ? -turned : turned) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  const aside = Math.min(Math.abs(sweep - Math.PI), sweep, 2 * Math.PI - sweep);
  if (aside < 0.1 || Math.abs(start - end) > 0.001) return undefined;
  const [kept, dropped] = i && j ? [i, j] : [i ?? j!, undefined];
  const text = `R${written(((start + end) / 2) * (sweep > Math.PI ? -1 : 1))}`;
  return [splice(kept, text), ...(dropped ? [splice(dropped, '')] : [])];
}

const splice = ({ start, end }: WrittenWord, text: string): Splice => ({ start, end, text });
