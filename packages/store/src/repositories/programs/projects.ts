/** Projects: parts as the shop made them. */
import type { PlaceId } from '@mantinel/domain';
import { sql } from 'kysely';
import type { Run } from '../../run.ts';
import { keepMaterialQuestions, keepToolQuestions } from './inbox-questions.ts';
import type { ProjectFilter } from './project-filter.ts';
import {
  contentsOf,
  countProjects,
  listProjects,
  type ProjectContents,
  type ProjectPage,
} from './project-list.ts';
import { type ProjectRow, toProject } from './project-row.ts';
import { keepSearchText } from './project-search.ts';

/** What is said of a project, taken together. Undefined: nobody says it surely enough. */
export interface ProjectAnswers {
  readonly id: string;
  readonly material: string | undefined;
  readonly materialConfidence: number | undefined;
  readonly grade: string | undefined;
  readonly partNumber: string | undefined;
  readonly customer: string | undefined;
}

export interface Projects {
  list(page: ProjectPage): Promise<ProjectRow[]>;
  /** At most `most`. */
  count(filter: ProjectFilter, most: number): Promise<number>;
  get(id: string): Promise<ProjectRow | undefined>;
  /** By project; without those that have no program. */
  contents(projects: readonly string[]): Promise<Map<string, ProjectContents>>;
  /** Those that are answered so already stay as they are, their version too. What they are found by, and what waits of them, is kept. */
  settle(answers: readonly ProjectAnswers[], atUs: number): Promise<void>;
  /** A person said something of them, whether or not it changed an answer: whoever looked before is told. */
  touch(projects: readonly string[], atUs: number): Promise<void>;
  /** Projects of the place with the same part number, however it is written, become the oldest of them; returns how many went into others. */
  mergeSameParts(place: PlaceId): Promise<number>;
}

export const projects = (run: Run): Projects => ({
  list: (page) => run((db) => listProjects(db, page)),
  count: (filter, most) => run((db) => countProjects(db, filter, most)),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toProject(row);
    }),
  contents: (ids) => run((db) => contentsOf(db, ids)),
  settle: (answers, atUs) =>
    run(async (db) => {
      if (answers.length === 0) return;
      const rows = JSON.stringify(
        answers.map(({ id, material, materialConfidence, grade, partNumber, customer }) => ({
          id,
          material,
          confidence: materialConfidence,
          grade,
          number: partNumber,
          customer,
        })),
      );
      const given = sql<{
        id: string;
        material: string | null;
        confidence: number | null;
        grade: string | null;
        number: string | null;
        customer: string | null;
      }>`(select * from jsonb_to_recordset(${rows}::jsonb)
        as rows (id text, material text, confidence real, grade text, number text, customer text))`;
      await db
        .updateTable('project')
        .from(given.as('given'))
        .set(({ ref, fn, eb }) => ({
          material_group: ref('given.material'),
          material_confidence: ref('given.confidence'),
          material_grade: ref('given.grade'),
          part_number: fn.coalesce('given.number', 'project.part_number'),
          customer: fn.coalesce('given.customer', 'project.customer'),
          version: eb('project.version', '+', 1),
          changed_us: atUs,
        }))
        .whereRef('project.id', '=', 'given.id')
        .where(
          sql<boolean>`(project.material_group, project.material_confidence, project.material_grade, project.part_number, project.customer)
            is distinct from (given.material, given.confidence, given.grade,
              coalesce(given.number, project.part_number), coalesce(given.customer, project.customer))`,
        )
        .execute();
      const ids = answers.map(({ id }) => id);
      await keepSearchText(db, ids);
      await keepMaterialQuestions(db, ids);
    }),
  touch: (ids, atUs) =>
    run(async (db) => {
      await db
        .updateTable('project')
        .set(({ eb }) => ({ version: eb('version', '+', 1), changed_us: atUs }))
        .where(sql<boolean>`id = any(${ids}::text[])`)
        .execute();
    }),
  mergeSameParts: (place) =>
    run(async (db) => {
      const projects = await db
        .selectFrom('project')
        .select([
          'id',
          'pictured',
          sql<string>`upper(regexp_replace(part_number, '[^[:alnum:]]', '', 'g'))`.as('part'),
        ])
        .where('place', '=', place)
        .where('part_number', 'is not', null)
        // What a person confirmed stays; others join it.
        .orderBy(sql`confirmed_us is null`)
        .orderBy('changed_us')
        .orderBy('id')
        .execute();
      let merged = 0;
      const joined: string[] = [];
      for (const [part, [first, ...others]] of Map.groupBy(projects, (project) => project.part)) {
        if (part === '' || !first || others.length === 0) continue;
        const ids = others.map(({ id }) => id);
        await db.updateTable('program').set({ project: first.id }).where('project', 'in', ids).execute();
        if (others.some(({ pictured }) => pictured))
          await db.updateTable('project').set({ pictured: true }).where('id', '=', first.id).execute();
        for (const table of ['outcome', 'measurement'] as const)
          await db.updateTable(table).set({ project: first.id }).where('project', 'in', ids).execute();
        // A fact that both have stands once.
        await db
          .insertInto('fact')
          .columns(factColumns)
          .expression(
            db
              .selectFrom('fact')
              .select(sql.lit(first.id).as('project'))
              .select(factColumns.slice(1))
              .where('project', 'in', ids),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await db.deleteFrom('project').where('id', 'in', ids).execute();
        joined.push(first.id);
        merged += ids.length;
      }
      await keepSearchText(db, joined);
      await keepMaterialQuestions(db, joined);
      const programs = await db
        .selectFrom('program')
        .select('id')
        .where(sql<boolean>`project = any(${joined}::text[])`)
        .execute();
      await keepToolQuestions(
        db,
        programs.map(({ id }) => id),
      );
      return merged;
    }),
});

const factColumns = [
  ...(['project', 'program', 'tool', 'field', 'value', 'confidence', 'reader'] as const),
  ...(['source', 'because', 'person', 'rule', 'recorded_us'] as const),
];
