/**
 * ClickHouse itself within this process, by npm `chdb`. It is 600 MB and never a dependency of the product: `cd bench && npm
 * install` puts it where this looks for it. One process has one session, whatever the databases in it.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import {
  ClickHouseProblem,
  type Driver,
  type Insert,
  type Parameters,
  settings,
} from '../src/driver/driver.ts';

interface ChdbResult {
  text(): string;
}

export interface ChdbSession {
  query(sql: string, format?: string): string;
  queryAsync(sql: string, options: { format: string }): Promise<ChdbResult>;
  queryBindAsync(sql: string, parameters: object, options: { format: string }): Promise<ChdbResult>;
  insert(insert: {
    table: string;
    columns: readonly string[];
    values: Buffer;
    format: 'JSONCompactEachRow';
    settings?: Record<string, string>;
  }): Promise<unknown>;
  close(): void;
}

interface Chdb {
  readonly Session: new (path: string) => ChdbSession;
}

const bench = resolve(import.meta.dirname, '../../../bench/package.json');

/** Why tests that need it are skipped; undefined where it is installed. */
export const withoutChdb: string | undefined = (() => {
  try {
    createRequire(bench).resolve('chdb');
    return undefined;
  } catch {
    return 'chdb is not installed: cd bench && npm install';
  }
})();

export function openChdb(path: string): ChdbSession {
  const { Session } = createRequire(bench)('chdb') as Chdb;
  const session = new Session(path);
  for (const [name, value] of Object.entries(settings)) session.query(`SET ${name} = ${value}`);
  return session;
}

/** `close` leaves the session open: it may have other databases. */
export function chdbDriver(session: ChdbSession, database: string): Driver {
  return {
    place: `${database} in chdb`,
    async exec(sql, parameters) {
      await ask(session, sql, parameters);
    },
    query: async <Row extends readonly unknown[]>(sql: string, parameters?: Parameters) =>
      linesOf(await ask(session, sql, parameters)).map((line) => JSON.parse(line) as Row),
    async insert({ table, columns, lines, token }: Insert) {
      await told(() =>
        session.insert({
          table: table.replaceAll('`', ''),
          columns,
          values: Buffer.from(lines),
          format: 'JSONCompactEachRow',
          settings: { insert_deduplication_token: token },
        }),
      );
    },
    async close() {},
  };
}

const ask = (session: ChdbSession, sql: string, parameters: Parameters = {}): Promise<string> =>
  told(async () => {
    const options = { format: 'JSONCompactEachRow' };
    const hasParameters = Object.keys(parameters).length > 0;
    const answer = hasParameters
      ? await session.queryBindAsync(sql, asTexts(parameters), options)
      : await session.queryAsync(sql, options);
    return answer.text();
  });

/** It takes no number beyond 53 bits, and texts for all of them, as HTTP does. */
const asTexts = (parameters: Parameters) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'number' ? String(value) : value,
    ]),
  );

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** In one process nothing is ever unknown: what was not done is told. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { clickhouseCode, message } = error as { clickhouseCode?: number; message: string };
    throw new ClickHouseProblem('refused', message, { number: clickhouseCode, cause: error });
  }
}
