/** Why something waits for a person's word: told here alone, and kept in two tables, from which the inbox is read. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { InboxReason } from '../../program-tables.ts';
import { chunksOf } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { rowsOf } from './rows-of.ts';

/** Below it a hint about a material waits for a person. */
const sureMaterial = 0.8;
/** Below it what a program tells of a tool does. */
const sureTool = 0.55;

/** Tools that are no question of a diameter. */
const withoutDiameter = 'turning boring-bar grooving threading cut-off knurling probe stop'.split(' ');

/** Kept anew of these projects; called by whatever changes their material, what is said of it, or whether they have a program. */
export async function keepMaterialQuestions(db: Kysely<Tables>, projects: readonly string[]): Promise<void> {
  if (projects.length === 0) return;
  await lock(db, sql`id = any(${projects}::text[])`);
  const waiting = sql<Tables['material_question']>`(
    select project.id as project, project.place, project.name,
      case when said.values > 1 then 'contradicted' when said.values = 1 then 'unsure' else 'unknown' end as reason
    from ${rowsOf(db, 'project')} as project
    left join lateral (
      select count(distinct value) as values, bool_or(reader in ('person', 'rule')) as settled
      from ${rowsOf(db, 'fact')} as fact
      where fact.project = project.id and fact.field = 'material' and fact.tool is null
    ) as said on true
    where project.id = any(${projects}::text[]) and project.confirmed_us is null and said.settled is not true
      and (project.material_group is null or project.material_confidence < ${sureMaterial} or said.values > 1)
      -- What is set apart asks nothing.
      and exists (select from ${rowsOf(db, 'program')} as program
        where program.project = project.id and program.kind in ('mill', 'lathe')))`;
  const columns = ['project', 'place', 'name', 'reason'] as const;
  await db
    .with('waiting', (from) => from.selectFrom(waiting.as('each')).select(columns))
    .with('answered', (from) =>
      from
        .deleteFrom('material_question')
        .where(sql<boolean>`project = any(${projects}::text[])`)
        .where('project', 'not in', from.selectFrom('waiting').select('project')),
    )
    .insertInto('material_question')
    .columns(columns)
    .expression((from) => from.selectFrom('waiting').select(columns))
    .onConflict((conflict) =>
      conflict
        .column('project')
        .doUpdateSet(({ ref }) => ({ name: ref('excluded.name'), reason: ref('excluded.reason') }))
        .where(
          sql<boolean>`(material_question.name, material_question.reason) is distinct from (excluded.name, excluded.reason)`,
        ),
    )
    .execute();
}

interface WaitingTool {
  readonly program: string;
  readonly tool: number;
  readonly project: string;
  readonly place: Tables['tool_question']['place'];
  readonly name: string;
  readonly description: string | null;
  readonly reason: InboxReason;
}

/** Kept anew of the tools of these programs; called by whatever changes them, what is said of them, or which revision is the latest. */
export async function keepToolQuestions(db: Kysely<Tables>, programs: readonly string[]): Promise<void> {
  if (programs.length === 0) return;
  await lock(
    db,
    sql`id in (select project from ${rowsOf(db, 'program')} as program where program.id = any(${programs}::text[]))`,
  );
  const { rows } = await sql<WaitingTool>`
    select program.id as program, tool.number as tool, program.project, project.place, program.name, tool.description,
      case when said.values > 1 then 'contradicted'
        when tool.kind is null and tool.diameter_mm is null then 'unknown' else 'unsure' end as reason
    from ${rowsOf(db, 'program')} as program
    join ${rowsOf(db, 'project')} as project on project.id = program.project
    join ${rowsOf(db, 'program_tool')} as tool on tool.revision = program.latest
    left join lateral (
      select max(values) as values, bool_or(kind) as kind_settled, bool_or(diameter) as diameter_settled from (
        select count(distinct value) as values,
          bool_or(field = 'tool-kind' and reader in ('person', 'rule')) as kind,
          bool_or(field = 'tool-diameter' and reader in ('person', 'rule')) as diameter
        from ${rowsOf(db, 'fact')} as fact
        where fact.project = project.id and fact.program = program.id and fact.tool = tool.number
          and field in ('tool-kind', 'tool-diameter')
        group by field) as by_field
    ) as said on true
    where program.id = any(${programs}::text[]) and program.kind in ('mill', 'lathe') and tool.calls > 0
      and (
        (said.kind_settled is not true and (tool.kind is null or tool.confidence < ${sureTool} or said.values > 1))
        or (said.diameter_settled is not true and tool.diameter_mm is null
          and (tool.kind is null or not tool.kind = any(${withoutDiameter}::text[]))))`.execute(db);
  await db
    .deleteFrom('tool_question')
    .where(sql<boolean>`program = any(${programs}::text[])`)
    .where(
      sql<boolean>`(program, tool) not in (select * from unnest(
        ${rows.map(({ program }) => program)}::text[], ${rows.map(({ tool }) => tool)}::integer[]))`,
    )
    .execute();
  for (const some of chunksOf(rows))
    await db
      .insertInto('tool_question')
      .values(
        some.map(({ description, ...row }) => ({
          ...row,
          text: `T${row.tool} ${description ?? ''}`.trimEnd().toLowerCase(),
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['program', 'tool'])
          .doUpdateSet(({ ref }) => ({
            project: ref('excluded.project'),
            name: ref('excluded.name'),
            text: ref('excluded.text'),
            reason: ref('excluded.reason'),
          }))
          .where(
            sql<boolean>`(tool_question.project, tool_question.name, tool_question.text, tool_question.reason)
              is distinct from (excluded.project, excluded.name, excluded.text, excluded.reason)`,
          ),
      )
      .execute();
}

/** So many at a time: lists of them go to the database and back. */
const anewAtOnce = 2000;

export async function askAnew(db: Kysely<Tables>): Promise<void> {
  for (const [table, keep] of [
    ['project', keepMaterialQuestions],
    ['program', keepToolQuestions],
  ] as const)
    for (let after: string | undefined = ''; after !== undefined; ) {
      const rows = await db
        .selectFrom(table)
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(anewAtOnce)
        .execute();
      await keep(
        db,
        rows.map(({ id }) => id),
      );
      after = rows.at(-1)?.id;
    }
}

/** What somebody else answers meanwhile is waited for, or a question would be written that has its answer. */
async function lock(db: Kysely<Tables>, which: RawBuilder<boolean>): Promise<void> {
  await db.selectFrom('project').select('id').where(which).orderBy('id').forNoKeyUpdate().execute();
}
