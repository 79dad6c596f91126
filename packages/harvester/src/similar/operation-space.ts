/** The space in which operations are compared: ratios, so that a tool of 6 mm and one of 20 mm that work alike lie beside each other. */
import type { MaterialGroup, OperationKind, ToolKind } from '@mantinel/nc';

/** What is known of an operation; undefined is unknown, never nothing. */
export interface ComparedOperation {
  readonly kind: OperationKind;
  readonly toolKind: ToolKind | undefined;
  readonly material: MaterialGroup | undefined;
  readonly diameterMm: number | undefined;
  /** m/min. */
  readonly vc: number | undefined;
  /** mm per tooth; of tools without teeth mm per turn. */
  readonly fz: number | undefined;
  readonly apMm: number | undefined;
  readonly aeMm: number | undefined;
  readonly overhangMm: number | undefined;
}

export const dimensions = ['vc', 'fz', 'ap/D', 'ae/D', 'D', 'overhang/D'] as const;
export type Dimension = (typeof dimensions)[number];

/**
 * Ratio of two values at which they are one unit apart. A speed a third higher is another speed; a depth twice as large is another depth; tools
 * differ in size by more before they work differently.
 */
const unitRatio: Readonly<Record<Dimension, number>> = {
  vc: 1.35,
  fz: 1.5,
  'ap/D': 2,
  'ae/D': 2,
  D: 2.5,
  'overhang/D': 1.6,
};

/** Squared distance along a dimension that one of the two does not tell: neither alike nor unlike. */
export const unknownSquare = 0.5;

/** Logarithms in units of `unitRatio`, in the order of `dimensions`; NaN where it is unknown. */
export function coordinatesOf(operation: ComparedOperation): Float32Array {
  const { vc, fz, apMm, aeMm, diameterMm, overhangMm } = operation;
  const byDiameter = (mm: number | undefined) =>
    mm === undefined || !diameterMm ? undefined : mm / diameterMm;
  const values = [vc, fz, byDiameter(apMm), byDiameter(aeMm), diameterMm, byDiameter(overhangMm)];
  return Float32Array.from(dimensions, (dimension, i) => {
    const value = values[i];
    return value !== undefined && value > 0 ? Math.log(value) / Math.log(unitRatio[dimension]) : Number.NaN;
  });
}

/** Tools that can take each other's place; others are never compared. */
const toolClasses: readonly (readonly ToolKind[])[] = [
  ['end-mill', 'ball-end-mill', 'bull-nose-mill', 'taper-mill'],
  ['face-mill'],
  ['slot-mill', 'form-mill', 'thread-mill'],
  ['chamfer-mill', 'engraver', 'countersink', 'spot-drill', 'centre-drill'],
  ['drill', 'counterbore'],
  ['reamer'],
  ['tap'],
  ['boring-bar'],
  ['turning'],
  ['grooving', 'cut-off'],
  ['threading'],
];

/** From 1; 0: unknown. */
export const toolClassOf = (kind: ToolKind | undefined): number =>
  kind === undefined ? 0 : 1 + toolClasses.findIndex((kinds) => kinds.includes(kind));

/** Groups of ISO 513; what is no metal has its own. */
const isoGroups: Readonly<Record<MaterialGroup, string>> = {
  steel: 'P',
  stainless: 'M',
  'cast-iron': 'K',
  aluminium: 'N',
  'copper-alloy': 'N',
  magnesium: 'N',
  titanium: 'S',
  'heat-resistant': 'S',
  plastic: 'O',
  wood: 'W',
  wax: 'W',
  foam: 'W',
};

/** Squared distance between two materials: none, a related one of the same group, or another. */
export function materialSquare(a: MaterialGroup | undefined, b: MaterialGroup | undefined): number {
  if (a === undefined || b === undefined) return 0.7;
  if (a === b) return 0;
  return isoGroups[a] === isoGroups[b] ? 1 : 4;
}

const relatedKinds: readonly (readonly OperationKind[])[] = [
  ['pocket', 'slot', 'contour', 'face'],
  ['surface', 'contour'],
  ['drill', 'spot'],
  ['bore', 'ream', 'turn-finish'],
  ['turn-rough', 'turn-finish', 'bore'],
  ['groove', 'part-off'],
  ['chamfer', 'engrave', 'spot'],
];

/** Squared distance between two kinds of work. */
export const kindSquare = (a: OperationKind, b: OperationKind): number =>
  a === b ? 0 : relatedKinds.some((kinds) => kinds.includes(a) && kinds.includes(b)) ? 1 : 5;

/** 1 for the same, 0.61 one unit apart, 0.14 two. */
export const similarityAt = (square: number): number => Math.exp(-square / 2);
