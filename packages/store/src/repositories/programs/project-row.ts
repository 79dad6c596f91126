/** A project as it stands in its table. */
import type { PlaceId } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

export interface ProjectRow {
  readonly id: string;
  readonly place: PlaceId;
  readonly name: string;
  readonly partNumber: string | undefined;
  readonly customer: string | undefined;
  readonly material: string | undefined;
  readonly grade: string | undefined;
  readonly materialConfidence: number | undefined;
  readonly confirmedUs: number | undefined;
  /** One of its latest revisions has a toolpath to show. */
  readonly pictured: boolean;
  readonly changedUs: number;
}

export const toProject = (row: Selectable<Tables['project']>): ProjectRow => ({
  id: row.id,
  place: row.place,
  name: row.name,
  partNumber: row.part_number ?? undefined,
  customer: row.customer ?? undefined,
  material: row.material_group ?? undefined,
  grade: row.material_grade ?? undefined,
  materialConfidence: row.material_confidence ?? undefined,
  confirmedUs: row.confirmed_us ?? undefined,
  pictured: row.pictured,
  changedUs: row.changed_us,
});
