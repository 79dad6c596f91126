/** Increments for coordinates and the other way round: G90 ↔ G91, on lathes of system A X ↔ U. */
import { systemADialects } from '../../src/dialect/dialect.ts';
import type { DialectFinding, NcProgram, Splice } from '../../src/index.ts';
import { type Axis, axes, increments, type Step, stepsOf } from './steps.ts';
import { numberBy, type WrittenWord, wordOf, written } from './written.ts';

/** Undefined where it may not be rewritten. */
export function otherMode(program: NcProgram, dialect: DialectFinding): Splice[] | undefined {
  const steps = stepsOf(program, dialect);
  if (!steps) return undefined;
  return systemADialects.includes(dialect.dialect) ? byLetters(steps) : byCodes(steps);
}

/** Blocks that cannot be rewritten keep their mode, which is then said anew. */
function byCodes(steps: readonly Step[]): Splice[] {
  const splices: Splice[] = [];
  let now = true;
  for (const step of steps) {
    const { block, absolute } = step;
    const others = otherNumbers(step);
    const wanted = others ? !absolute : absolute;
    const said = block.words.filter(({ letter, value }) => letter === 'G' && (value === 90 || value === 91));
    for (const word of said) splices.push({ ...word.number, text: wanted ? '90' : '91' });
    if (others) splices.push(...others);
    else if (said.length === 0 && !hasAxes(step)) continue;
    if (said.length === 0 && wanted !== now && block.first >= 0)
      splices.push({ start: block.first, end: block.first, text: wanted ? 'G90' : 'G91' });
    now = wanted;
  }
  return splices;
}

const hasAxes = ({ block }: Step): boolean => axes.some((axis) => wordOf(block, axis));

/** The block's coordinates in the other mode; undefined where it must stay. */
function otherNumbers(step: Step): Splice[] | undefined {
  const { block, before, absolute, motion, quiet, cycle } = step;
  if (!quiet || !hasAxes(step)) return undefined;
  if (motion >= 730 && !(absolute && cycle && isOnce(step))) return undefined;
  const splices: Splice[] = [];
  for (const word of block.words) {
    if (motion >= 730 && (word.letter === 'Z' || word.letter === 'R')) {
      splices.push(numberBy(word, word.letter === 'R' ? cycle!.r - cycle!.initial : cycle!.z - cycle!.r));
      continue;
    }
    if (!isAxis(word)) continue;
    const from = before[word.letter];
    if (from === undefined) return undefined;
    splices.push(numberBy(word, absolute ? word.value - from : word.value + from));
  }
  return splices;
}

/** Repeats of a cycle go on by increments and stay in place by coordinates. A level of its own without the other one is in two modes. */
const isOnce = ({ block }: Step): boolean =>
  !wordOf(block, 'L') && !wordOf(block, 'K') && Boolean(wordOf(block, 'Z')) === Boolean(wordOf(block, 'R'));

const isAxis = (word: WrittenWord): word is WrittenWord & { letter: Axis } =>
  (axes as readonly string[]).includes(word.letter);

const incrementOf = new Map(increments.map(([letter, axis]) => [axis as string, letter]));
const axisOf = new Map<string, Axis>(increments);

function byLetters(steps: readonly Step[]): Splice[] {
  const splices: Splice[] = [];
  for (const { block, before, motion, quiet } of steps) {
    if (!quiet || motion >= 730) continue;
    const named = block.words.map(({ letter }) => axisOf.get(letter) ?? letter);
    for (const word of block.words) {
      const { letter, value } = word;
      // `X… U…` in one block means two things about one axis.
      if (named.indexOf(axisOf.get(letter) ?? letter) !== named.lastIndexOf(axisOf.get(letter) ?? letter))
        continue;
      const from = before[axisOf.get(letter) ?? (letter as Axis)];
      if (from === undefined) continue;
      const increment = incrementOf.get(letter);
      const axis = axisOf.get(letter);
      if (increment) splices.push({ ...word, text: `${increment}${written(value - from)}` });
      else if (axis) splices.push({ ...word, text: `${axis}${written(value + from)}` });
    }
  }
  return splices.map(({ start, end, text }) => ({ start, end, text }));
}
