/** Rows of the store in the space in which operations are compared. */
import { materialGroups, operationKinds, toolKinds } from '@mantinel/contract';
import type { ComparedOperation } from '@mantinel/harvester';
import type { ComparedRow, OutcomeSums } from '@mantinel/store';

const known = <Name extends string>(names: readonly Name[], name: string | undefined): Name | undefined =>
  names.find((each) => each === name);

/** Tools with teeth: what they take per turn says nothing of a tooth while nobody knows how many they have. */
const toothed: ReadonlySet<string | undefined> = new Set([
  'end-mill',
  'ball-end-mill',
  'bull-nose-mill',
  'face-mill',
  'chamfer-mill',
  'slot-mill',
  'form-mill',
  'taper-mill',
  'thread-mill',
  'engraver',
  undefined,
]);

export const comparedOf = (row: ComparedRow): ComparedOperation => ({
  kind: known(operationKinds, row.kind) ?? 'unknown',
  toolKind: known(toolKinds, row.toolKind),
  material: known(materialGroups, row.material),
  diameterMm: row.diameterMm,
  vc: row.vc,
  fz: row.fz ?? (toothed.has(row.toolKind) ? undefined : row.f),
  apMm: row.apMm,
  aeMm: row.aeMm,
  overhangMm: undefined,
});

/** Nobody told how it went. */
export const unknownWeight = 0.8;
const leastWeight = 0.2;

/** 1: good parts or a good verdict, and no scrap; less with the share of scrap. */
export function weightOf({ good, scrap, verdict }: OutcomeSums): number {
  if (scrap > 0 || verdict === 'poor') {
    // Of scrap alone nobody knows the share.
    const share = good > 0 ? scrap / (good + scrap) : 0.5;
    return Math.max(leastWeight, unknownWeight * (1 - share));
  }
  return good > 0 || verdict === 'good' ? 1 : unknownWeight;
}
