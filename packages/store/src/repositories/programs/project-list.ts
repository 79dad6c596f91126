/** Pages of projects, and what each is made of. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { type ProjectFilter, projectCondition } from './project-filter.ts';
import { type ProjectRow, toProject } from './project-row.ts';
import { rowsOf } from './rows-of.ts';

/** The last row of the page before. */
export interface AfterProject {
  /** `changedUs` in the order `newest`, the name in the order `name`. */
  readonly key: string;
  /** In the order `newest`. */
  readonly pictured?: boolean;
  readonly id: string;
}

export interface ProjectPage extends ProjectFilter {
  /** `newest`: what has a toolpath first; macros and parameters are few people's question. */
  readonly order: 'newest' | 'name';
  readonly after?: AfterProject | undefined;
  readonly limit: number;
}

/** Of the programs of a project; operations and tools are those of the latest revisions. */
export interface ProjectContents {
  readonly kinds: readonly string[];
  readonly programs: number;
  readonly revisions: number;
  readonly operations: number;
  readonly tools: number;
  readonly estimateS: number | undefined;
  readonly thumbnail: { readonly program: string; readonly revision: number } | undefined;
}

export async function listProjects(
  db: Kysely<Tables>,
  { order, after, limit, ...filter }: ProjectPage,
): Promise<ProjectRow[]> {
  const [column, direction] =
    order === 'newest' ? (['changed_us', 'desc'] as const) : (['name', 'asc'] as const);
  let query = db.selectFrom('project').selectAll().where(projectCondition(db, filter));
  if (after?.key !== undefined)
    query = query.where(
      order === 'newest'
        ? sql<boolean>`(project.pictured, project.changed_us, project.id) < (${after.pictured ?? false}, ${after.key}::bigint, ${after.id})`
        : sql<boolean>`(project.name, project.id) > (${after.key}, ${after.id})`,
    );
  if (order === 'newest') query = query.orderBy('pictured', 'desc');
  const rows = await query.orderBy(column, direction).orderBy('id', direction).limit(limit).execute();
  return rows.map(toProject);
}

/** Not beyond `most`: whoever looks for something wants to know whether it is few. */
export async function countProjects(
  db: Kysely<Tables>,
  filter: ProjectFilter,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from (select from ${rowsOf(db, 'project')} as project where ${projectCondition(db, filter)} limit ${most}) as counted`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

type Contents = Selectable<{
  project: string;
  kinds: string[];
  programs: number;
  revisions: number;
  operations: number;
  tools: number;
  estimate_s: number | null;
  thumbnail: { program: string; revision: number } | null;
}>;

export async function contentsOf(
  db: Kysely<Tables>,
  projects: readonly string[],
): Promise<Map<string, ProjectContents>> {
  const { rows } = await sql<Contents>`
    select program.project,
      array_agg(distinct program.kind) as kinds,
      count(*)::integer as programs,
      sum((select count(*) from ${rowsOf(db, 'program_revision')} as one where one.program = program.id))::integer as revisions,
      sum((select count(*) from ${rowsOf(db, 'program_operation')} as one where one.revision = program.latest))::integer as operations,
      sum((select count(*) from ${rowsOf(db, 'program_tool')} as one where one.revision = program.latest and one.calls > 0))::integer as tools,
      sum(latest.estimate_s)::real as estimate_s,
      (array_agg(jsonb_build_object('program', program.id, 'revision', latest.number)
        order by latest.estimate_s desc nulls last) filter (where latest.thumbnail is not null))[1] as thumbnail
    from ${rowsOf(db, 'program')} as program
      join ${rowsOf(db, 'program_revision')} as latest on latest.id = program.latest
    where program.project = any(${projects}::text[])
    group by program.project`.execute(db);
  return new Map(
    rows.map(({ project, estimate_s, thumbnail, ...contents }) => [
      project,
      { ...contents, estimateS: estimate_s ?? undefined, thumbnail: thumbnail ?? undefined },
    ]),
  );
}
