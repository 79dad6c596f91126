/** What is said of projects, by whom, and the corrections that are remembered as rules. */
import type { PlaceId } from '@mantinel/domain';
import { type Selectable, sql } from 'kysely';
import { chunksOf, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { inAnyCase } from '../any-case.ts';
import { requireVersion, type Versioned } from '../versioned.ts';
import { rowsOf } from './rows-of.ts';

export interface Fact {
  readonly project: string;
  readonly program?: string | undefined;
  readonly tool?: number | undefined;
  readonly field: string;
  readonly value: string;
  readonly confidence: number;
  readonly reader: string;
  /** Path of the document or program, and where in it. */
  readonly source: string;
  readonly because: string;
  readonly person?: string | undefined;
  /** That gave it. */
  readonly rule?: string | undefined;
}

export interface FactRow extends Fact {
  readonly id: string;
  readonly recordedUs: number;
}

export interface FactRule {
  readonly place: PlaceId;
  readonly field: string;
  /** Of what the pattern speaks: a fact's value, the folder, a tool's description. */
  readonly looksAt: string;
  readonly pattern: string;
  readonly value: string;
  readonly person?: string | undefined;
}

export interface FactRuleRow extends FactRule, Versioned {
  readonly id: string;
}

export interface ListedRule extends FactRuleRow {
  /** Of which it says something. */
  readonly programs: number;
}

export interface RulePage {
  readonly places: readonly PlaceId[];
  readonly words: readonly string[];
  readonly after?: { readonly changedUs: number; readonly id: string } | undefined;
  readonly limit: number;
}

export interface Facts {
  /** Each once: project, program, tool, field, value and source. */
  add(facts: readonly Fact[]): Promise<void>;
  /** The surest first. */
  of(projects: readonly string[]): Promise<FactRow[]>;
  /** Of one place, as they are applied. */
  rules(place: PlaceId): Promise<FactRuleRow[]>;
  /** The newest first, of these places; those whose pattern or value has all of these words. */
  listRules(page: RulePage): Promise<ListedRule[]>;
  rule(id: string): Promise<FactRuleRow | undefined>;
  /** In place of the one that looks at the same: its id where it says something else from now on. */
  putRule(rule: FactRule): Promise<string | undefined>;
  /** What these rules gave is gone; returns what it was about. */
  takeBack(rules: readonly string[]): Promise<Pick<Fact, 'project' | 'program' | 'tool'>[]>;
  /** With what it gave. Throws `program.ruleNotFound`, `changedMeanwhile`. */
  removeRule(id: string, version: number): Promise<void>;
}

export const facts = (run: Run, nowUs: () => number): Facts => ({
  add: (all) =>
    run(async (db) => {
      for (const some of chunksOf(all))
        await db
          .insertInto('fact')
          .values(
            some.map(({ program, tool, person, rule, ...fact }) => ({
              ...fact,
              program: program ?? null,
              tool: tool ?? null,
              person: person ?? null,
              rule: rule ?? null,
              recorded_us: nowUs(),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    }),
  of: (projects) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('fact')
        .selectAll()
        .where(sql<boolean>`project = any(${projects}::text[])`)
        .orderBy('confidence', 'desc')
        .orderBy('recorded_us')
        .orderBy('id')
        .execute();
      return rows.map(toFact);
    }),
  rules: (place) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('fact_rule')
        .selectAll()
        .where('place', '=', place)
        .orderBy('id')
        .execute();
      return rows.map(toRule);
    }),
  listRules: ({ places, words, after, limit }) =>
    run(async (db) => {
      const { rows } = await sql<Selectable<Tables['fact_rule']> & { programs: number }>`
        select rule.*, (
          select count(distinct program.id)::integer from ${rowsOf(db, 'fact')} as fact
            join ${rowsOf(db, 'program')} as program on program.project = fact.project
              and (fact.program is null or program.id = fact.program)
          where fact.rule = rule.id) as programs
        from ${rowsOf(db, 'fact_rule')} as rule
        where rule.place = any(${places}::text[])
          and ${hasWords(words)}
          and (${after?.id ?? null}::text is null
            or (rule.changed_us, rule.id) < (${after?.changedUs ?? 0}::bigint, ${after?.id ?? ''}))
        order by rule.changed_us desc, rule.id desc limit ${limit}`.execute(db);
      return rows.map(({ programs, ...row }) => ({ ...toRule(row), programs }));
    }),
  rule: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('fact_rule').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toRule(row);
    }),
  putRule: ({ looksAt, person, ...rule }) =>
    run(async (db) => {
      const row = { ...rule, looks_at: looksAt, person: person ?? null, changed_us: nowUs() };
      const before = await db
        .selectFrom('fact_rule')
        .select(['id', 'value'])
        .where('place', '=', rule.place)
        .where('field', '=', rule.field)
        .where('looks_at', '=', looksAt)
        .where('pattern', '=', rule.pattern)
        .forUpdate()
        .executeTakeFirst();
      await db
        .insertInto('fact_rule')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['place', 'field', 'looks_at', 'pattern']).doUpdateSet(({ ref }) => ({
            value: ref('excluded.value'),
            person: ref('excluded.person'),
            changed_us: ref('excluded.changed_us'),
            version: sql<number>`fact_rule.version + 1`,
          })),
        )
        .execute();
      return before && before.value !== rule.value ? before.id : undefined;
    }),
  takeBack: (rules) =>
    run(async (db) => {
      if (rules.length === 0) return [];
      const rows = await db
        .deleteFrom('fact')
        .where(sql<boolean>`rule = any(${rules}::text[])`)
        .returning(['project', 'program', 'tool'])
        .execute();
      return rows.map(({ project, program, tool }) => ({
        project,
        program: program ?? undefined,
        tool: tool ?? undefined,
      }));
    }),
  removeRule: (id, version) =>
    run(async (db) => {
      const row = await db
        .selectFrom('fact_rule')
        .select('version')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      requireVersion(row, { what: 'this rule', version, missing: { code: 'program.ruleNotFound' } });
      await db.deleteFrom('fact_rule').where('id', '=', id).execute();
    }),
});

const hasWords = (words: readonly string[]) =>
  words.length === 0
    ? sql`true`
    : sql.join(
        words.map((word) => inAnyCase(sql`lower(rule.pattern || ' ' || rule.value)`, word)),
        sql` and `,
      );

const toRule = (row: Selectable<Tables['fact_rule']>): FactRuleRow => ({
  id: row.id,
  place: row.place,
  field: row.field,
  looksAt: row.looks_at,
  pattern: row.pattern,
  value: row.value,
  person: row.person ?? undefined,
  version: row.version,
  changedUs: Number(row.changed_us),
});

const toFact = (row: Selectable<Tables['fact']>): FactRow => ({
  id: row.id,
  project: row.project,
  program: row.program ?? undefined,
  tool: row.tool ?? undefined,
  field: row.field,
  value: row.value,
  confidence: row.confidence,
  reader: row.reader,
  source: row.source,
  because: row.because,
  person: row.person ?? undefined,
  rule: row.rule ?? undefined,
  recordedUs: row.recorded_us,
});
