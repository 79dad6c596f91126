/** What projects are found by as text: words anywhere in names, numbers and paths, by an index of every three characters in a row. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { forLike } from '../any-case.ts';
import { rowsOf } from './rows-of.ts';

/** Written anew for these projects; called by whatever changes what it is made of. */
export async function keepSearchText(db: Kysely<Tables>, projects: readonly string[]): Promise<void> {
  if (projects.length === 0) return;
  const { rows } = await sql<{ project: string; text: string }>`
    select project.id as project, concat_ws(E'\n', project.name, project.part_number, project.customer, (
      select string_agg(concat_ws(E'\n', program.name, 'O' || program.number, (
        select min(file.path) from ${rowsOf(db, 'program_revision')} as revision
          join ${rowsOf(db, 'program_file')} as file on file.revision = revision.id
        where revision.program = program.id)), E'\n' order by program.name, program.id)
      from ${rowsOf(db, 'program')} as program where program.project = project.id)) as text
    from ${rowsOf(db, 'project')} as project where project.id = any(${projects}::text[])`.execute(db);
  // In lower case as the words are, and not as the database would: one of the C locale knows ASCII alone.
  const made = JSON.stringify(rows.map(({ project, text }) => ({ project, text: text.toLowerCase() })));
  const written = sql<{ project: string; text: string }>`(
    select * from jsonb_to_recordset(${made}::jsonb) as rows (project text, text text))`;
  const parts = sql<string[]>`coalesce((select array_agg(distinct substr(made.text, at, 3))
    from generate_series(1, length(made.text) - 2) as at), '{}')`;
  await db
    .insertInto('project_search')
    .columns(['project', 'text', 'parts'])
    .expression(db.selectFrom(written.as('made')).select(['made.project', 'made.text', parts.as('parts')]))
    .onConflict((conflict) =>
      conflict
        .column('project')
        .doUpdateSet(({ ref }) => ({ text: ref('excluded.text'), parts: ref('excluded.parts') }))
        .whereRef('project_search.text', '<>', 'excluded.text'),
    )
    .execute();
}

/** Words as somebody types them into a search. */
export const searchWords = (text = ''): string[] => text.split(/\s+/).filter(Boolean);

/** Of a query in which `project_search` is called `sought`: every word stands somewhere in it. */
export function containsWords(words: readonly string[]): RawBuilder<SqlBool> {
  const lower = words.map((word) => word.toLowerCase());
  const parts = [...new Set(lower.flatMap(partsOf))];
  const likes = lower.map((word) => containsWord(sql.ref('sought.text'), word));
  // Words of one or two characters have no part, and stand in most texts.
  if (parts.length > 0) likes.unshift(sql`sought.parts @> ${parts}::text[]`);
  return sql`(${sql.join(likes, sql` and `)})`;
}

/** Of a text in lower case. */
export const containsWord = (text: RawBuilder<unknown>, word: string): RawBuilder<SqlBool> =>
  sql`${text} like ${`%${forLike(word.toLowerCase())}%`}`;

function partsOf(word: string): string[] {
  const characters = [...word];
  return characters.slice(2).map((_, at) => characters.slice(at, at + 3).join(''));
}
