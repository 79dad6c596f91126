/** Pages of the inbox and its counts, read from the questions that are kept. */
import type { PlaceId } from '@mantinel/domain';
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { InboxReason } from '../../program-tables.ts';
import type { Tables } from '../../tables.ts';
import { containsWord, containsWords } from './project-search.ts';
import { rowsOf } from './rows-of.ts';

/** What a page of the inbox is about. */
export interface InboxFilter {
  readonly places: readonly PlaceId[];
  readonly reason?: InboxReason | undefined;
  /** Words that stand in a name, a number or a path: all of them. */
  readonly words: readonly string[];
}

export interface InboxPage<After> extends InboxFilter {
  readonly after?: After | undefined;
  readonly limit: number;
}

export interface MaterialQuestionRow {
  readonly id: string;
  readonly place: PlaceId;
  readonly name: string;
  readonly partNumber: string | undefined;
  readonly customer: string | undefined;
  readonly programs: number;
  readonly path: string | undefined;
  readonly reason: InboxReason;
  readonly material: string | undefined;
  readonly grade: string | undefined;
  readonly confidence: number | undefined;
  readonly version: number;
}

export interface ToolQuestionRow {
  readonly program: string;
  readonly tool: number;
  readonly project: string;
  readonly place: PlaceId;
  readonly name: string;
  readonly projectName: string;
  readonly path: string | undefined;
  readonly reason: InboxReason;
  readonly kind: string | undefined;
  readonly diameterMm: number | undefined;
  readonly description: string | undefined;
  readonly confidence: number;
  readonly calls: number;
  readonly line: number;
  readonly version: number;
}

export interface AfterProject {
  readonly name: string;
  readonly id: string;
}
export interface AfterTool {
  readonly name: string;
  readonly program: string;
  readonly tool: number;
}

export type InboxCounts = Readonly<Record<InboxReason, number>>;

/** Of a query in which one of the two tables of questions is called `question`. */
type Condition = RawBuilder<SqlBool>;

const fitting = ({ places, reason }: Omit<InboxFilter, 'words'>): Condition =>
  sql`question.place = any(${places}::text[]) and (${reason ?? null}::text is null or question.reason = ${reason ?? null})`;

const projectsWith = (db: Kysely<Tables>, words: readonly string[]) =>
  sql`select sought.project from ${rowsOf(db, 'project_search')} as sought where ${containsWords(words)}`;

/** As an array, whose members are looked up in the order of the index. */
const materialsWith = (db: Kysely<Tables>, words: readonly string[]): Condition =>
  words.length === 0 ? sql`true` : sql`question.project = any(array(${projectsWith(db, words)}))`;

/** Each word stands with the tool's project or in what is said of the tool itself. */
const toolsWith = (db: Kysely<Tables>, words: readonly string[]): Condition =>
  words.length === 0
    ? sql`true`
    : sql.join(
        words.map(
          (word) =>
            sql`(${containsWord(sql.ref('question.text'), word)} or question.project in (${projectsWith(db, [word])}))`,
        ),
        sql` and `,
      );

/** In order of name. */
export async function materialPage(
  db: Kysely<Tables>,
  { after, limit, words, ...filter }: InboxPage<AfterProject>,
): Promise<MaterialQuestionRow[]> {
  const { rows } = await sql<MaterialRow>`
    select project.id, project.place, project.name, project.part_number, project.customer, project.material_group,
      project.material_grade, project.material_confidence, project.version, made.programs,
      ${pathOf(db, sql`revision.program = made.one`)} as path, asked.reason
    from (
      select question.project, question.reason from ${rowsOf(db, 'material_question')} as question
      where ${fitting(filter)} and ${materialsWith(db, words)} and (${after?.id ?? null}::text is null
        or (question.name, question.project) > (${after?.name ?? null}, ${after?.id ?? null}))
      order by question.name, question.project limit ${limit}) as asked
    join ${rowsOf(db, 'project')} as project on project.id = asked.project
    cross join lateral (
      select count(*)::int as programs, min(id) as one from ${rowsOf(db, 'program')} as program
      where program.project = project.id and program.kind in ('mill', 'lathe')
    ) as made
    order by project.name, project.id`.execute(db);
  return rows.map(({ part_number, material_group, material_grade, material_confidence, ...row }) => ({
    ...row,
    partNumber: part_number ?? undefined,
    customer: row.customer ?? undefined,
    path: row.path ?? undefined,
    material: material_group ?? undefined,
    grade: material_grade ?? undefined,
    confidence: material_confidence ?? undefined,
  }));
}

export const materialCounts = (db: Kysely<Tables>, { places, words }: InboxFilter): Promise<InboxCounts> =>
  countsOf(db, { table: 'material_question', places, having: words.length > 0 && materialsWith(db, words) });

/** In order of the program's name. */
export async function toolPage(
  db: Kysely<Tables>,
  { after, limit, words, ...filter }: InboxPage<AfterTool>,
): Promise<ToolQuestionRow[]> {
  const { rows } = await sql<ToolRow>`
    select program.id as program, tool.number as tool, project.id as project, project.place, program.name,
      project.name as project_name, project.version, tool.kind, tool.diameter_mm, tool.description, tool.confidence,
      tool.calls, tool.line, ${pathOf(db, sql`revision.id = program.latest`)} as path, asked.reason
    from (
      select question.program, question.tool, question.reason from ${rowsOf(db, 'tool_question')} as question
      where ${fitting(filter)} and ${toolsWith(db, words)} and (${after?.program ?? null}::text is null
        or (question.name, question.program, question.tool) > (${after?.name ?? null}, ${after?.program ?? null}, ${after?.tool ?? null}::int))
      order by question.name, question.program, question.tool limit ${limit}) as asked
    join ${rowsOf(db, 'program')} as program on program.id = asked.program
    join ${rowsOf(db, 'project')} as project on project.id = program.project
    join ${rowsOf(db, 'program_tool')} as tool on tool.revision = program.latest and tool.number = asked.tool
    order by program.name, program.id, tool.number`.execute(db);
  return rows.map(({ project_name, diameter_mm, ...row }) => ({
    ...row,
    projectName: project_name,
    path: row.path ?? undefined,
    kind: row.kind ?? undefined,
    diameterMm: diameter_mm ?? undefined,
    description: row.description ?? undefined,
  }));
}

export const toolCounts = (db: Kysely<Tables>, { places, words }: InboxFilter): Promise<InboxCounts> =>
  countsOf(db, { table: 'tool_question', places, having: words.length > 0 && toolsWith(db, words) });

interface MaterialRow {
  readonly id: string;
  readonly place: PlaceId;
  readonly name: string;
  readonly part_number: string | null;
  readonly customer: string | null;
  readonly material_group: string | null;
  readonly material_grade: string | null;
  readonly material_confidence: number | null;
  readonly version: number;
  readonly programs: number;
  readonly path: string | null;
  readonly reason: InboxReason;
}

interface ToolRow {
  readonly program: string;
  readonly tool: number;
  readonly project: string;
  readonly place: PlaceId;
  readonly name: string;
  readonly project_name: string;
  readonly version: number;
  readonly kind: string | null;
  readonly diameter_mm: number | null;
  readonly description: string | null;
  readonly confidence: number;
  readonly calls: number;
  readonly line: number;
  readonly path: string | null;
  readonly reason: InboxReason;
}

const pathOf = (db: Kysely<Tables>, where: RawBuilder<unknown>) => sql<string | null>`(
  select min(file.path) from ${rowsOf(db, 'program_revision')} as revision
    join ${rowsOf(db, 'program_file')} as file on file.revision = revision.id
  where ${where})`;

interface Counted {
  readonly table: 'material_question' | 'tool_question';
  readonly places: readonly PlaceId[];
  readonly having: Condition | false;
}

async function countsOf(db: Kysely<Tables>, { table, places, having }: Counted): Promise<InboxCounts> {
  const questions = sql`${rowsOf(db, table)} as question where ${fitting({ places })}`;
  const { rows } = await (having
    ? sql<ReasonCount>`
      select question.reason, count(*)::int as count from ${questions} and ${having} group by question.reason`
    : // Reason by reason: each is a stretch of the index.
      sql<ReasonCount>`
      select wanted.reason, (select count(*)::int from ${questions} and question.reason = wanted.reason) as count
      from unnest(array['unknown', 'unsure', 'contradicted']) as wanted (reason)`
  ).execute(db);
  return {
    unknown: 0,
    unsure: 0,
    contradicted: 0,
    ...Object.fromEntries(rows.map((row) => [row.reason, row.count])),
  };
}

interface ReasonCount {
  readonly reason: InboxReason;
  readonly count: number;
}
