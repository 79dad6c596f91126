/** An operation of a revision as it is read. */
import type { Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** n 1/min, vc m/min, f mm per turn, vf mm/min, fz mm per tooth. */
export interface OperationRow {
  readonly revision: string;
  readonly number: number;
  readonly name: string | undefined;
  readonly kind: string;
  readonly confidence: number;
  readonly tool: number;
  readonly toolKind: string | undefined;
  readonly diameterMm: number | undefined;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly seconds: number | undefined;
  readonly cutMm: number;
  readonly n: number | undefined;
  readonly vc: number | undefined;
  readonly f: number | undefined;
  readonly vf: number | undefined;
  readonly fz: number | undefined;
  readonly apMm: number | undefined;
  readonly aeMm: number | undefined;
  readonly depthMm: number | undefined;
}

export const operationColumns = [
  'operation.revision',
  'operation.number',
  'operation.name',
  'operation.kind',
  'operation.confidence',
  'operation.tool',
  'operation.tool_kind',
  'operation.diameter_mm',
  'operation.first_line',
  'operation.last_line',
  'operation.seconds',
  'operation.cut_mm',
  'operation.n',
  'operation.vc',
  'operation.f',
  'operation.vf',
  'operation.fz',
  'operation.ap_mm',
  'operation.ae_mm',
  'operation.depth_mm',
] as const;

export const toOperation = (
  row: Omit<Selectable<Tables['program_operation']>, 'features'>,
): OperationRow => ({
  revision: row.revision,
  number: row.number,
  name: row.name ?? undefined,
  kind: row.kind,
  confidence: row.confidence,
  tool: row.tool,
  toolKind: row.tool_kind ?? undefined,
  diameterMm: row.diameter_mm ?? undefined,
  firstLine: row.first_line,
  lastLine: row.last_line,
  seconds: row.seconds ?? undefined,
  cutMm: row.cut_mm,
  n: row.n ?? undefined,
  vc: row.vc ?? undefined,
  f: row.f ?? undefined,
  vf: row.vf ?? undefined,
  fz: row.fz ?? undefined,
  apMm: row.ap_mm ?? undefined,
  aeMm: row.ae_mm ?? undefined,
  depthMm: row.depth_mm ?? undefined,
});
