import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';
import { inAnyCase } from './any-case.ts';

/** Writes statements and runs none. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  /** As in a database of the C locale. */
  const finds = async (text: string, words: string, at?: 'beginning') => {
    const { sql: statement, parameters } = inAnyCase(
      sql`lower(${text}::text collate "C")`,
      words,
      at,
    ).compile(compiler);
    const { rows } = await database.store.statements.executeSql(`select ${statement} as found`, [
      ...parameters,
    ]);
    return rows[0]!.found;
  };

  test.each([
    ['Überwurf', 'überwurf', true],
    ['überwurf', 'ÜBER', true],
    ['GROSSE SCHLÜSSELWEITE', 'schlüssel', true],
    ['Straße', 'straße', true],
    ['Überwurf', 'uber', false],
    ['Ü (rechts)', 'ü (r', true],
    ['Ü.', 'üx', false],
    ['100%', '0%', true],
    ['1000', '0%', false],
  ])('%s for %s: %s', async (text, words, found) => {
    expect(await finds(text, words)).toBe(found);
  });

  test('from the beginning', async () => {
    expect(await finds('Überwurf', 'üb', 'beginning')).toBe(true);
    expect(await finds('Schlüssel', 'ü', 'beginning')).toBe(false);
    expect(await finds('Schlüssel', 'sch', 'beginning')).toBe(true);
    expect(await finds('Schlüssel', 'l', 'beginning')).toBe(false);
  });
});
