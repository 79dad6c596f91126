/** The stock of a clamping: told by notes as far as they go, else assumed from what is cut, and always said which. */
import type { StockNote } from '../stock-note.ts';
import type { StockBox } from './height-map.ts';
import type { Surveyed } from './mill-survey.ts';
import { placedBySize, type SureStock } from './sure-stock.ts';

/** By whoever knows it: a block in the program's coordinates, mm. */
export interface GivenStock {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

export interface MillStock {
  readonly box: StockBox;
  readonly cellMm: number;
  /** Whether the top is known; else what is cut at it, or above it, is of a thickness that nobody has told. */
  readonly topTold: boolean;
  /** Where material is sure to have been; a rapid through it is told. */
  readonly sure: SureStock | undefined;
  /** 0–1, of what is cut out of material that nothing had cut before. */
  readonly confidence: number;
  /** Sentences. */
  readonly because: readonly string[];
}

/** Of the height maps of all clampings together: 48 MiB. */
const mostCells = 4 << 20;
/** Cells that tools look at, over the whole program: a second or two. */
const mostVisits = 1.5e8;
/** Finer is of no use to a figure in hundredths of a millimetre. */
const finestMm = 0.02;
const cellsAcross = 32;
/** Of large tools, whose finishing cuts are as thin as those of small ones. */
const coarsestMm = 0.5;
/** A tool turns into so many pieces of its way as one diameter is long. */
const piecesPerDiameter = 4;
const mostStepMm = 2.5;
/** Z0 where most is cut below it; other tops are steps above a level. */
const sureTop = 0.6;

export function millStocks(
  surveyed: readonly Surveyed[],
  { note, given }: { note: StockNote | undefined; given: GivenStock | undefined },
): ReadonlyMap<number, MillStock> {
  const cells = mostCells / Math.max(1, surveyed.length);
  const visits = mostVisits / Math.max(1, surveyed.length);
  return new Map(
    surveyed.map((each, at) => {
      // Other clampings hold the part otherwise: of them nobody has told where material is.
      const stock = given ? told(each, given, at === 0) : assumed(each, note);
      const cellMm = resolution(each, stock.box, cells, visits);
      return [each.clamping.index, { ...stock, cellMm }];
    }),
  );
}

const told = (
  { offsetMm: [x, y, z] }: Surveyed,
  { min, max }: GivenStock,
  sure: boolean,
): Omit<MillStock, 'cellMm'> => ({
  box: {
    minX: min[0] + x,
    minY: min[1] + y,
    maxX: max[0] + x,
    maxY: max[1] + y,
    top: max[2] + z,
    bottom: min[2] + z,
  },
  topTold: true,
  sure: sure
    ? { source: 'given', minX: -Infinity, maxX: Infinity, minY: -Infinity, maxY: Infinity }
    : undefined,
  confidence: 0.9,
  because: ['The stock is the block that was given.'],
});

type Top = Pick<MillStock, 'topTold' | 'confidence'> & { readonly top: number; readonly because: string };

function assumed(found: Surveyed, note: StockNote | undefined): Omit<MillStock, 'cellMm'> {
  const top = topOf(found);
  const size = note?.block;
  const { minX, minY, maxX, maxY } = found;
  if (!size) {
    const because =
      'The stock is assumed to be as large as what the tools sweep: at its edge ae is at most what is said.';
    const box = { minX, minY, maxX, maxY, top: top.top, bottom: Number.NEGATIVE_INFINITY };
    return { ...top, box, sure: undefined, because: [because, top.because] };
  }
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const box = {
    minX: x - size[0] / 2,
    maxX: x + size[0] / 2,
    minY: y - size[1] / 2,
    maxY: y + size[1] / 2,
    top: top.top,
    bottom: top.top - size[2],
  };
  const because = `The stock is ${size.map((mm) => Math.round(mm * 100) / 100).join(' × ')} mm by the note "${note.text}" in line ${note.line}, and assumed to lie in the middle of what is cut.`;
  return {
    ...top,
    box,
    sure: top.confidence >= sureTop ? placedBySize(found, size) : undefined,
    confidence: Math.min(0.8, top.confidence + 0.15),
    because: [because, top.because],
  };
}

/** Z0 where most is cut below it; else the highest level, with as much above it as there is below. */
function topOf({ offsetMm: [, , zero], levels, belowZeroMm, aboveZeroMm, highest, lowest }: Surveyed): Top {
  const total = belowZeroMm + aboveZeroMm;
  const all = [...levels].reduce((sum, [, way]) => sum + way, 0);
  const listed = [...levels]
    .filter(([, way]) => way >= 0.01 * all)
    .map(([level]) => level / 100)
    .sort((a, b) => b - a);
  const mostlyBelow = lowest < zero && belowZeroMm >= 0.6 * total;
  // Levels over Z0 in small steps are what is faced; a single high one is where tools travel.
  const above = mostlyBelow ? steps(listed.filter((level) => level > zero - mostStepMm)) : listed;
  const [first, second] = above;
  const base = { topTold: false };
  if (mostlyBelow && (first === undefined || first <= zero + 0.005))
    return { ...base, top: zero, confidence: 0.6, because: 'Its top is assumed at Z0.' };
  if (first !== undefined && second !== undefined && first - second <= 2 * mostStepMm)
    return {
      ...base,
      top: first + (first - second),
      confidence: 0.5,
      because: `Its top is assumed ${round(first - second)} mm above the highest level, as far as the next level is below.`,
    };
  const top = first ?? (Number.isFinite(highest) ? highest : zero);
  return { ...base, top, confidence: 0.4, because: 'Its top is assumed at the highest level that is cut.' };
}

/** Those from the lowest on that follow each other in steps of facing. */
function steps(levels: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (const level of [...levels].reverse()) {
    const before = kept[0];
    if (before !== undefined && level - before > mostStepMm) break;
    kept.unshift(level);
  }
  return kept;
}

function resolution({ loads }: Surveyed, box: StockBox, cells: number, visits: number): number {
  const area = (box.maxX - box.minX) * (box.maxY - box.minY);
  let smallest = Number.POSITIVE_INFINITY;
  let work = 0;
  for (const { cutter, lengthMm, rows } of loads.values()) {
    const diameter = 2 * cutter.radiusMm;
    if (diameter < smallest) smallest = diameter;
    const pieces = rows + (piecesPerDiameter * lengthMm) / diameter;
    work += lengthMm * diameter + pieces * Math.min(diameter * diameter, area);
  }
  let cellMm = Math.max(
    finestMm,
    Math.min(coarsestMm, smallest / cellsAcross),
    Math.sqrt(area / cells),
    Math.sqrt(work / visits),
  );
  // A strip narrower than a cell still has a whole row of them.
  const [wide, high] = [box.maxX - box.minX, box.maxY - box.minY];
  while (Math.ceil(wide / cellMm) * Math.ceil(high / cellMm) > cells) cellMm *= 1.2;
  return cellMm;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
