/** The bar or blank of a lathe: told by notes, else as much above the first pass as there is between it and the second. */
import type { StockNote } from '../stock-note.ts';
import type { LatheSurveyed } from './lathe-survey.ts';

export interface LatheStock {
  readonly minZ: number;
  readonly maxZ: number;
  readonly cellMm: number;
  /** Infinity where nothing tells it: the first pass then has no depth. */
  readonly radiusMm: number;
  /** Z of its front. Where it is not known, in front of this nothing is known. */
  readonly frontZ: number;
  readonly frontKnown: boolean;
  readonly confidence: number;
  readonly because: readonly string[];
}

/** Deeper passes than this are no step from one pass to the next. */
const mostStepMm = 8;
const mostFaceMm = 3;
const marginMm = 1;
const finestMm = 0.01;
const mostCells = 1 << 18;
/** Cells that tools pass, over the whole program. */
const mostVisits = 5e7;

/** `outside`: whether a tool turns from outside. */
export function latheStock(
  found: LatheSurveyed,
  note: StockNote | undefined,
  outside: (tool: number) => boolean,
): LatheStock {
  const faces = [...found.faces].map((level) => level / 1000).filter((z) => z > found.zero - 0.01);
  const front = steppedOver(faces, mostFaceMm);
  const because: string[] = [];
  let radiusMm = Number.POSITIVE_INFINITY;
  let confidence = 0;
  if (note?.barDiameterMm !== undefined) {
    radiusMm = note.barDiameterMm / 2;
    confidence = 0.75;
    because.push(
      `The bar has ${round(note.barDiameterMm)} mm by the note "${note.text}" in line ${note.line}.`,
    );
  } else if (found.roughedFromMm > 0) {
    radiusMm = found.roughedFromMm;
    confidence = 0.6;
    because.push(`The bar is assumed to have ${round(2 * radiusMm)} mm, where G71 begins.`);
  } else {
    const stepped = [...found.radii]
      .filter(([tool]) => outside(tool))
      .map(([, radii]) =>
        steppedOver(
          [...radii].map((level) => level / 1000),
          mostStepMm,
        ),
      )
      .filter((radius) => radius !== undefined);
    if (stepped.length > 0) {
      radiusMm = Math.max(...stepped);
      confidence = 0.5;
      because.push(
        `The bar is assumed to have ${round(2 * radiusMm)} mm: the first pass as deep as the one behind it.`,
      );
    }
  }
  if (front !== undefined)
    because.push('In front as much material is assumed before the first facing pass as before the next.');
  const minZ = found.minZ - marginMm;
  const maxZ = Math.max(found.maxZ, front ?? found.zero) + marginMm;
  return {
    minZ,
    maxZ,
    cellMm: Math.max(finestMm, (maxZ - minZ) / mostCells, found.alongMm / mostVisits),
    radiusMm,
    // What is faced in one pass has a thickness that nobody has told.
    frontZ: front ?? Math.max(found.zero, ...faces),
    frontKnown: front !== undefined || faces.length === 0,
    confidence,
    because,
  };
}

/** In the order in which they are cut: a first one farther out than the second, by no more than a pass is deep. */
const steppedOver = ([first, second, ...rest]: readonly number[], most: number): number | undefined =>
  first !== undefined &&
  second !== undefined &&
  first - second <= most &&
  first - second > 0.05 &&
  rest.every((level) => level < first)
    ? first + (first - second)
    : undefined;

const round = (value: number): number => Math.round(value * 1000) / 1000;
