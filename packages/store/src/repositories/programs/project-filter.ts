/** What projects and operations are chosen by, as conditions of SQL. */
import type { PlaceId } from '@mantinel/domain';
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { inAnyCase } from '../any-case.ts';
import { containsWords, searchWords } from './project-search.ts';
import { rowsOf } from './rows-of.ts';

/** Both inclusive; one of the two may be open. */
export interface NumberRange {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Columns of `program_operation`, by what they are called outside. */
export const featureColumns = {
  vc: 'vc',
  n: 'n',
  fz: 'fz',
  f: 'f',
  vf: 'vf',
  ap: 'ap_mm',
  ae: 'ae_mm',
  depth: 'depth_mm',
  diameter: 'diameter_mm',
  cut: 'cut_mm',
  seconds: 'seconds',
} as const;
export type Feature = keyof typeof featureColumns;

export interface OperationFilter {
  readonly kind?: string | undefined;
  readonly toolKind?: string | undefined;
  readonly ranges?: Partial<Readonly<Record<Feature, NumberRange | undefined>>> | undefined;
}

export interface ProjectFilter {
  readonly places: readonly PlaceId[];
  /** Words, all of which stand somewhere in `project_search`. */
  readonly text?: string | undefined;
  readonly partNumber?: string | undefined;
  readonly customer?: string | undefined;
  readonly material?: string | undefined;
  /** Of one of its programs. */
  readonly kind?: string | undefined;
  /** One operation of a latest revision is so. */
  readonly operation?: OperationFilter | undefined;
}

type Condition = RawBuilder<SqlBool>;

/** Of a query in which `project` stands by its own name. */
export function projectCondition(db: Kysely<Tables>, filter: ProjectFilter): Condition {
  const { places, text, partNumber, customer, material, kind, operation } = filter;
  const conditions = [sql<SqlBool>`project.place = any(${places}::text[])`];
  if (partNumber !== undefined)
    conditions.push(inAnyCase(sql`lower(project.part_number)`, partNumber, 'beginning'));
  if (customer !== undefined) conditions.push(inAnyCase(sql`lower(project.customer)`, customer));
  if (material !== undefined) conditions.push(sql`project.material_group = ${material}`);
  if (kind !== undefined)
    conditions.push(
      sql`exists (select from ${rowsOf(db, 'program')} as program where program.project = project.id and program.kind = ${kind})`,
    );
  const words = searchWords(text);
  if (words.length > 0)
    conditions.push(
      sql`project.id in (select sought.project from ${rowsOf(db, 'project_search')} as sought where ${containsWords(words)})`,
    );
  const wanted = operation && operationConditions(operation);
  if (wanted && wanted.length > 0)
    conditions.push(sql`project.id in (
      select program.project from ${rowsOf(db, 'program_operation')} as operation
        join ${rowsOf(db, 'program')} as program on program.latest = operation.revision
      where ${sql.join(wanted, sql` and `)})`);
  return sql`(${sql.join(conditions, sql` and `)})`;
}

/** Of a query in which `program_operation` is called `operation`. */
export function operationConditions({ kind, toolKind, ranges = {} }: OperationFilter): Condition[] {
  const conditions: Condition[] = [];
  if (kind !== undefined) conditions.push(sql`operation.kind = ${kind}`);
  if (toolKind !== undefined) conditions.push(sql`operation.tool_kind = ${toolKind}`);
  for (const [feature, range] of Object.entries(ranges) as [Feature, NumberRange | undefined][]) {
    const column = sql.ref(`operation.${featureColumns[feature]}`);
    // The columns are of single precision: 0.1 must find what is stored of 0.1.
    if (range?.from !== undefined) conditions.push(sql`${column} >= ${range.from}::real`);
    if (range?.to !== undefined) conditions.push(sql`${column} <= ${range.to}::real`);
  }
  return conditions;
}
