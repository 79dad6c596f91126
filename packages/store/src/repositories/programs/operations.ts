/** Operations of all latest revisions: for the index of what is alike, and for drawings. */
import type { PlaceId } from '@mantinel/domain';
import { sql } from 'kysely';
import type { Run } from '../../run.ts';
import { type OperationRow, operationColumns, toOperation } from './operation-row.ts';
import {
  type Feature,
  featureColumns,
  operationConditions,
  type ProjectFilter,
  projectCondition,
} from './project-filter.ts';
import { rowsOf } from './rows-of.ts';

/** An operation within its revision. */
export interface OperationKey {
  readonly revision: string;
  readonly number: number;
}

export interface ComparedRow extends OperationRow {
  readonly project: string;
  readonly place: PlaceId;
  readonly material: string | undefined;
}

export interface FoundOperation extends ComparedRow {
  readonly projectName: string;
  readonly partNumber: string | undefined;
  readonly program: string;
  readonly programName: string;
  readonly revisionNumber: number;
}

export interface DrawnOperation {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  readonly kind: string;
  readonly toolKind: string | undefined;
  readonly material: string | undefined;
  readonly project: string;
  readonly projectName: string;
  readonly program: string;
  readonly programName: string;
  readonly revisionNumber: number;
}

export interface Drawing extends ProjectFilter {
  readonly x: Feature;
  readonly y: Feature;
  readonly limit: number;
}

export interface Operations {
  /** In the order of their keys. */
  page(page: { after?: OperationKey | undefined; limit: number }): Promise<ComparedRow[]>;
  /** In no order. */
  byKeys(keys: readonly OperationKey[]): Promise<FoundOperation[]>;
  /** Of the latest revisions of a project, those that take longest first. */
  ofProject(project: string, limit: number): Promise<ComparedRow[]>;
  /** Another text than before: what `page` and the weights tell may have changed since. */
  state(): Promise<string>;
  /** Those that have both features: how many, and all of them or a sample that is the same each time. */
  drawn(drawing: Drawing): Promise<{ total: number; rows: DrawnOperation[] }>;
}

export const operations = (run: Run): Operations => ({
  page: ({ after, limit }) =>
    run(async (db) => {
      let query = compared(db).orderBy('operation.revision').orderBy('operation.number').limit(limit);
      if (after)
        query = query.where(
          sql<boolean>`(operation.revision, operation.number) > (${after.revision}, ${after.number})`,
        );
      return (await query.execute()).map(toCompared);
    }),
  byKeys: (keys) =>
    run(async (db) => {
      const rows = await compared(db)
        .innerJoin('program_revision as revision', 'revision.id', 'operation.revision')
        .select(['project.name as project_name', 'project.part_number', 'program.id as program_id'])
        .select(['program.name as program_name', 'revision.number as revision_number'])
        .where(
          sql<boolean>`(operation.revision, operation.number) in (
            select * from unnest(${keys.map(({ revision }) => revision)}::text[], ${keys.map(({ number }) => number)}::integer[]))`,
        )
        .execute();
      return rows.map((row) => ({
        ...toCompared(row),
        projectName: row.project_name,
        partNumber: row.part_number ?? undefined,
        program: row.program_id,
        programName: row.program_name,
        revisionNumber: row.revision_number,
      }));
    }),
  ofProject: (project, limit) =>
    run(async (db) => {
      const rows = await compared(db)
        .where('program.project', '=', project)
        .orderBy(sql`operation.seconds desc nulls last`)
        .orderBy('operation.revision')
        .orderBy('operation.number')
        .limit(limit)
        .execute();
      return rows.map(toCompared);
    }),
  state: () =>
    run(async (db) => {
      const { rows } = await sql<{ state: string }>`
        select concat_ws(' ', (select max(ended_us) from ${rowsOf(db, 'harvest')} as harvest), (select max(changed_us) from ${rowsOf(db, 'project')} as project),
          (select count(*) from ${rowsOf(db, 'outcome')} as outcome)) as state`.execute(db);
      return rows[0]?.state ?? '';
    }),
  drawn: ({ x, y, limit, operation = {}, ...filter }) =>
    run(async (db) => {
      const [across, up] = [
        sql.ref(`operation.${featureColumns[x]}`),
        sql.ref(`operation.${featureColumns[y]}`),
      ];
      const from = sql`
        ${rowsOf(db, 'program_operation')} as operation
        join ${rowsOf(db, 'program')} as program on program.latest = operation.revision
        join ${rowsOf(db, 'project')} as project on project.id = program.project
        where ${projectCondition(db, filter)} and ${across} is not null and ${up} is not null
          and ${sql.join([sql`true`, ...operationConditions(operation)], sql` and `)}`;
      const counted = await sql<{ total: number }>`select count(*)::integer as total from ${from}`.execute(
        db,
      );
      const total = counted.rows[0]?.total ?? 0;
      const buckets = Math.ceil(total / limit);
      const { rows } = await sql<Drawn>`
        select ${across} as x, ${up} as y, operation.number, operation.kind, operation.tool_kind, project.material_group,
          project.id as project, project.name as project_name, program.id as program, program.name as program_name,
          (select revision.number from ${rowsOf(db, 'program_revision')} as revision where revision.id = program.latest) as revision_number
        from ${from}
          and (${buckets} <= 1 or mod(hashtext(operation.revision || '/' || operation.number)::bigint + 2147483648, ${buckets}) = 0)
        limit ${limit}`.execute(db);
      return {
        total,
        rows: rows.map(
          ({ tool_kind, material_group, project_name, program_name, revision_number, ...row }) => ({
            ...row,
            toolKind: tool_kind ?? undefined,
            material: material_group ?? undefined,
            projectName: project_name,
            programName: program_name,
            revisionNumber: revision_number,
          }),
        ),
      };
    }),
});

type Db = Parameters<Parameters<Run>[0]>[0];

const compared = (db: Db) =>
  db
    .selectFrom('program_operation as operation')
    .innerJoin('program', 'program.latest', 'operation.revision')
    .innerJoin('project', 'project.id', 'program.project')
    .select(operationColumns)
    .select(['project.id as project', 'project.place', 'project.material_group']);

type Compared = Awaited<ReturnType<ReturnType<typeof compared>['execute']>>[number];

const toCompared = (row: Compared): ComparedRow => ({
  ...toOperation(row),
  project: row.project,
  place: row.place,
  material: row.material_group ?? undefined,
});

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  readonly kind: string;
  readonly tool_kind: string | null;
  readonly material_group: string | null;
  readonly project: string;
  readonly project_name: string;
  readonly program: string;
  readonly program_name: string;
  readonly revision_number: number;
}
