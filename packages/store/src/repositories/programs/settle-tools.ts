/** Tools of programs, and operations with them, as a person, a rule or a sheet says; what they do not say stays as it was read. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { keepToolQuestions } from './inbox-questions.ts';
import { rowsOf } from './rows-of.ts';

/** A sheet that names a tool so surely is believed over what nothing tells. */
const sureSheet = 0.6;
/** The speed is that of the diameter which is turned, whatever the tool's is. */
const turned = ['turn-rough', 'turn-finish', 'bore', 'groove', 'thread', 'part-off'];

/** Also what waits of them for a person's word. */
export async function settleTools(db: Kysely<Tables>, programs: readonly string[]): Promise<void> {
  if (programs.length === 0) return;
  const said = sql`
    select distinct on (fact.program, fact.tool, fact.field) fact.program, fact.tool, fact.field, fact.value,
      case when fact.reader in ('person', 'rule') then 1 else fact.confidence end as confidence
    from ${rowsOf(db, 'fact')} as fact
    where fact.program = any(${programs}::text[]) and fact.tool is not null
      and fact.field in ('tool-kind', 'tool-diameter', 'tool-flutes')
      and (fact.reader in ('person', 'rule') or fact.reader in ('setup-sheet', 'tool-list') and fact.confidence >= ${sureSheet})
    order by fact.program, fact.tool, fact.field, fact.reader = 'person' desc, fact.reader = 'rule' desc,
      fact.confidence desc, fact.recorded_us desc, fact.id`;
  // Of a sheet what it tells more surely than the program does.
  const answers = sql<Answer>`(
    select tool.revision, tool.number, coalesce(max(said.confidence) filter (where field = 'tool-kind'), 0) as confidence,
      max(value) filter (where field = 'tool-kind') as kind,
      max(value) filter (where field = 'tool-diameter')::real as diameter,
      max(value) filter (where field = 'tool-flutes')::real as flutes
    from (${said}) as said join ${rowsOf(db, 'program_revision')} as revision on revision.program = said.program
      join ${rowsOf(db, 'program_tool')} as tool on tool.revision = revision.id and tool.number = said.tool
    where said.confidence > tool.confidence or said.confidence = 1
      or case field when 'tool-kind' then tool.kind is null when 'tool-diameter' then tool.diameter_mm is null
        else tool.flutes is null end
    group by tool.revision, tool.number)`;
  // The operations first: afterwards the tools know what the answers are chosen by.
  await db
    .updateTable('program_operation as operation')
    .from(answers.as('answer'))
    .set({
      tool_kind: sql`coalesce(answer.kind, operation.tool_kind)`,
      diameter_mm: sql`coalesce(answer.diameter, operation.diameter_mm)`,
      vc: sql`case when answer.diameter is null or operation.n is null or operation.kind = any(${turned}::text[])
        then operation.vc else pi() * answer.diameter * operation.n / 1000 end`,
      fz: sql`case when answer.flutes is null or answer.flutes <= 0 or operation.f is null or operation.kind = any(${turned}::text[])
        then operation.fz else operation.f / answer.flutes end`,
    })
    .whereRef('operation.revision', '=', 'answer.revision')
    .whereRef('operation.tool', '=', 'answer.number')
    .execute();
  await db
    .updateTable('program_tool as tool')
    .from(answers.as('answer'))
    .set({
      kind: sql`coalesce(answer.kind, tool.kind)`,
      diameter_mm: sql`coalesce(answer.diameter, tool.diameter_mm)`,
      flutes: sql`coalesce(answer.flutes, tool.flutes)`,
      confidence: sql`greatest(answer.confidence, tool.confidence)`,
    })
    .whereRef('tool.revision', '=', 'answer.revision')
    .whereRef('tool.number', '=', 'answer.number')
    .execute();
  await keepToolQuestions(db, programs);
}

interface Answer {
  readonly revision: string;
  readonly number: number;
  readonly confidence: number;
  readonly kind: string | null;
  readonly diameter: number | null;
  readonly flutes: number | null;
}
