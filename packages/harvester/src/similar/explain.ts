/** Why two operations are alike, in words that a programmer would use; the strongest reasons first. */
import {
  type ComparedOperation,
  coordinatesOf,
  type Dimension,
  dimensions,
  kindSquare,
  materialSquare,
  toolClassOf,
} from './operation-space.ts';

export interface Likeness {
  readonly about: Dimension | 'tool' | 'material' | 'operation';
  /** 0: the same; 1: one unit apart (`unitRatio`); undefined: one of the two does not tell. */
  readonly apart: number | undefined;
  readonly one: string | undefined;
  readonly other: string | undefined;
}

/** The nearest first, what is unknown last. */
export function explain(one: ComparedOperation, other: ComparedOperation): Likeness[] {
  const likenesses: Likeness[] = [
    {
      about: 'operation',
      apart: Math.sqrt(kindSquare(one.kind, other.kind)),
      one: one.kind,
      other: other.kind,
    },
    {
      about: 'tool',
      apart:
        one.toolKind &&
        other.toolKind &&
        (toolClassOf(one.toolKind) === toolClassOf(other.toolKind)
          ? one.toolKind === other.toolKind
            ? 0
            : 0.5
          : 3),
      one: one.toolKind,
      other: other.toolKind,
    },
    {
      about: 'material',
      apart: one.material && other.material && Math.sqrt(materialSquare(one.material, other.material)),
      one: one.material,
      other: other.material,
    },
  ];
  const a = coordinatesOf(one);
  const b = coordinatesOf(other);
  for (const [i, about] of dimensions.entries()) {
    const apart = Math.abs(a[i]! - b[i]!);
    likenesses.push({
      about,
      apart: Number.isNaN(apart) ? undefined : Math.round(apart * 100) / 100,
      one: shown(one, about),
      other: shown(other, about),
    });
  }
  return likenesses.sort((x, y) => (x.apart ?? 99) - (y.apart ?? 99));
}

function shown(
  { vc, fz, apMm, aeMm, diameterMm, overhangMm }: ComparedOperation,
  about: Dimension,
): string | undefined {
  const ratio = (mm: number | undefined) => (mm === undefined || !diameterMm ? undefined : mm / diameterMm);
  const values: Record<Dimension, readonly [number | undefined, string]> = {
    vc: [vc, ' m/min'],
    fz: [fz, ' mm'],
    'ap/D': [ratio(apMm), ' D'],
    'ae/D': [ratio(aeMm), ' D'],
    D: [diameterMm, ' mm'],
    'overhang/D': [ratio(overhangMm), ' D'],
  };
  const [value, unit] = values[about];
  return value === undefined ? undefined : `${Number(value.toPrecision(3))}${unit}`;
}
