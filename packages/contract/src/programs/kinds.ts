/** Names of kinds, as the reading of NC programs gives them. */
import type { MaterialGroup, OperationKind, ToolKind } from '@mantinel/nc';

export const operationKinds = [
  'face',
  'pocket',
  'contour',
  'slot',
  'chamfer',
  'engrave',
  'surface',
  'drill',
  'spot',
  'tap',
  'bore',
  'ream',
  'turn-rough',
  'turn-finish',
  'groove',
  'thread',
  'part-off',
  'probe',
  'unknown',
] as const satisfies readonly OperationKind[];

export const toolKinds = [
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
  'drill',
  'spot-drill',
  'centre-drill',
  'countersink',
  'counterbore',
  'tap',
  'reamer',
  'boring-bar',
  'turning',
  'grooving',
  'threading',
  'cut-off',
  'knurling',
  'probe',
  'stop',
] as const satisfies readonly ToolKind[];

export const materialGroups = [
  'steel',
  'stainless',
  'cast-iron',
  'aluminium',
  'copper-alloy',
  'magnesium',
  'titanium',
  'heat-resistant',
  'plastic',
  'wood',
  'wax',
  'foam',
] as const satisfies readonly MaterialGroup[];

/** What is compared, searched and drawn of operations; units in `operationFeatureUnits`. */
export const operationFeatures = [
  'vc',
  'n',
  'fz',
  'f',
  'vf',
  'ap',
  'ae',
  'depth',
  'diameter',
  'cut',
  'seconds',
] as const;
export type OperationFeature = (typeof operationFeatures)[number];

export const operationFeatureUnits: Readonly<Record<OperationFeature, string>> = {
  vc: 'm/min',
  n: '1/min',
  fz: 'mm',
  f: 'mm',
  vf: 'mm/min',
  ap: 'mm',
  ae: 'mm',
  depth: 'mm',
  diameter: 'mm',
  cut: 'mm',
  seconds: 's',
};
