/** Inches for millimetres and the other way round. */

import { latheDialects, systemADialects } from '../../src/dialect/dialect.ts';
import type { DialectFinding, NcProgram, Splice } from '../../src/index.ts';
import { numberBy, type WrittenBlock, type WrittenWord, wordOf, writtenBlocks } from './written.ts';

const lengths = new Set(['X', 'Y', 'Z', 'U', 'V', 'W', 'I', 'J', 'K', 'R', ',R', ',C']);
/** Blocks in which words mean something of their own; a program with one stays as it is. */
const declined = new Set([41.1, 42.1, 10, 12, 13, 16, 150, 65, 66, 66.1].map((code) => code * 10));
const metresPerFoot = 0.3048;

interface Mode {
  readonly lathe: boolean;
  readonly haas: boolean;
  readonly iso: boolean;
  readonly systemA: boolean;
  /** Whole numbers count least increments. */
  readonly increments: boolean;
  inch: boolean;
  surface: boolean;
  feed: 'per-minute' | 'per-revolution' | 'inverse-time';
  cycle: boolean;
}

/** Undefined where it may not be rewritten. */
export function otherUnits(program: NcProgram, dialect: DialectFinding): Splice[] | undefined {
  const blocks = writtenBlocks(program, dialect);
  if (!blocks || blocks.some(({ g }) => g.some((code) => declined.has(code)))) return undefined;
  const lathe = latheDialects.includes(dialect.dialect);
  const mode: Mode = {
    lathe,
    haas: dialect.dialect.startsWith('haas'),
    iso: dialect.dialect === 'iso',
    systemA: systemADialects.includes(dialect.dialect),
    increments: dialect.decimals === 'least-increment',
    inch: false,
    surface: false,
    feed: lathe ? 'per-revolution' : 'per-minute',
    cycle: false,
  };
  const splices: Splice[] = [];
  let begun = false;
  for (const block of blocks) {
    if (block.first < 0) continue;
    const units = block.words.filter(({ letter, value }) => letter === 'G' && (value === 20 || value === 21));
    for (const word of units) {
      mode.inch = word.value === 20;
      splices.push({ ...word.number, text: mode.inch ? '21' : '20' });
    }
    if (!begun && units.length === 0) splices.push({ start: block.first, end: block.first, text: 'G20' });
    begun = true;
    modes(mode, block);
    for (const word of block.words) {
      const { letter, value } = word;
      if (letter === 'S' && mode.surface && !isLimit(block, mode))
        splices.push(numberBy(word, value * (mode.inch ? metresPerFoot : 1 / metresPerFoot)));
      const mm = millimetres(word, block, mode);
      if (mm !== undefined) splices.push(numberBy(word, mode.inch ? mm : mm / 25.4));
    }
  }
  return splices;
}

function modes(mode: Mode, { g }: WrittenBlock): void {
  for (const code of g) {
    if (code === 960 || code === 970) mode.surface = code === 960;
    else if (code === 930) mode.feed = 'inverse-time';
    else if (mode.systemA ? code === 980 : code === 940) mode.feed = 'per-minute';
    else if (mode.systemA ? code === 990 : code === 950) mode.feed = 'per-revolution';
    if (mode.lathe && code >= 700 && code <= 760) continue;
    if ((code >= 0 && code <= 30 && code % 10 === 0) || code === 800) mode.cycle = false;
    else if (code >= 730 && code <= 890) mode.cycle = true;
  }
}

const isLimit = ({ g }: WrittenBlock, { systemA }: Mode): boolean =>
  g.includes(500) || (!systemA && g.includes(920));

/** What a word says as a length; undefined: it is none. */
function millimetres(word: WrittenWord, block: WrittenBlock, mode: Mode): number | undefined {
  const { letter, value, decimals } = word;
  const { g } = block;
  const whole = decimals < 0;
  const unit = mode.inch ? 25.4 : 1;
  const counted = value * (mode.inch ? 0.0001 * 25.4 : 0.001);
  const plain = whole && mode.increments ? counted : value * unit;
  if (g.includes(40) && (letter !== 'F' || mode.iso)) return undefined;
  if (g.includes(1870) || g.includes(640)) return undefined;
  if (letter === 'F') {
    if (mode.feed === 'inverse-time') return undefined;
    return whole && mode.increments && mode.feed === 'per-revolution' ? counted : value * unit;
  }
  const turning = mode.lathe ? (g.find((code) => code >= 710 && code <= 760) ?? 0) : 0;
  if (turning !== 0) {
    const form = ofTurning(word, block, { code: turning, mode });
    if (form === 'none') return undefined;
    if (form === 'step') return whole ? counted : value * unit;
    if (form === 'length') return plain;
  }
  if (letter === 'Q') return mode.cycle ? plain : undefined;
  // Fanuc repeats a cycle K times.
  if (letter === 'K' && mode.cycle) return mode.haas ? plain : undefined;
  if (letter === 'R' && g.includes(680)) return undefined;
  if ('IJK'.includes(letter) && g.includes(510)) return undefined;
  if (letter === 'E') return mode.lathe ? plain : undefined;
  return lengths.has(letter) ? plain : undefined;
}

/** Whole numbers from here on are no depth of a roughing cut, but least increments. */
const mostRoughing = ({ inch }: Mode): number => (inch ? 2 : 25);

/** Words of G71 – G76, in the one-line and the two-line form. */
function ofTurning(
  { letter, value, decimals }: WrittenWord,
  block: WrittenBlock,
  { code, mode }: { code: number; mode: Mode },
): 'step' | 'length' | 'none' | undefined {
  const whole = decimals < 0;
  const goes = ['X', 'Z', 'U', 'W'].some((axis) => wordOf(block, axis));
  if (letter === 'P' || letter === 'Q') {
    if (code < 740) return 'none';
    return code === 760 && !goes && letter === 'P' ? 'none' : 'step';
  }
  if (letter === 'D')
    return code === 730 ? 'none' : whole && (code === 760 || value >= mostRoughing(mode)) ? 'step' : 'length';
  if (letter === 'R' && code === 730) return 'none';
  if ('UWR'.includes(letter) && code <= 730 && whole && Math.abs(value) >= mostRoughing(mode)) return 'step';
  if (letter === 'R' && code === 760 && !goes && whole && value >= 1) return 'step';
  return undefined;
}
