/** ClickHouse over HTTP, by its makers' own client. */
import { Readable } from 'node:stream';
import { ClickHouseError, createClient } from '@clickhouse/client';
import { ClickHouseProblem, type Driver, type Insert, type Parameters, settings } from './driver.ts';

export interface HttpDriverOptions {
  /** http:// or https://, without user and password. */
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** How long a statement may take before it counts as lost; a minute unless told. */
  readonly timeoutMs?: number;
}

const connections = 10;
const defaultTimeoutMs = 60_000;

export function httpDriver(options: HttpDriverOptions): Driver {
  const { url, database, user, password, timeoutMs = defaultTimeoutMs } = options;
  const client = createClient({
    url,
    database,
    username: user,
    password,
    application: 'mantinel',
    request_timeout: timeoutMs,
    max_open_connections: connections,
    clickhouse_settings: { ...settings, wait_end_of_query: 1 },
    // Its own warnings would go past the log of the program.
    log: { level: 127 },
  });
  const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw problemOf(error);
    }
  };
  const beside = (parameters: Parameters) => ({
    query_params: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'object' ? [...value] : value,
      ]),
    ),
  });
  return {
    place: `${database} on ${url}`,
    exec: (sql, parameters = {}) =>
      asked(async () => {
        await client.command({ query: sql, ...beside(parameters) });
      }),
    query: <Row extends readonly unknown[]>(sql: string, parameters: Parameters = {}) =>
      asked(async () => {
        const answer = await client.query({
          query: sql,
          format: 'JSONCompactEachRow',
          ...beside(parameters),
        });
        return (await answer.json()) as unknown as Row[];
      }),
    insert: ({ table, columns, lines, token }: Insert) =>
      asked(async () => {
        const { stream } = await client.exec({
          query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT JSONCompactEachRow`,
          values: Readable.from([lines], { objectMode: false }),
          // The server takes no second statement of this name while the first is at work.
          query_id: `${table.replaceAll('`', '')}-${token}`,
          clickhouse_settings: { insert_deduplication_token: token },
        });
        // Empty: what the server refuses is thrown before.
        for await (const _ of stream);
      }),
    close: () => client.close(),
  };
}

/** Nothing reached the server. */
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING: an earlier attempt has not ended. */
const stillRunning = 216;

function problemOf(error: unknown): unknown {
  if (error instanceof ClickHouseError)
    return new ClickHouseProblem(
      Number(error.code) === stillRunning ? 'unknown' : 'refused',
      `${error.message} (${error.type ?? error.code})`,
      {
        number: Number(error.code),
        cause: error,
      },
    );
  if (!(error instanceof Error)) return error;
  // Both addresses of a name that were tried in turn come as one error of several.
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : error;
  const code = (inner as NodeJS.ErrnoException | undefined)?.code ?? '';
  // Neither the system nor the clock ended it: a mistake of this program, which trying again does not mend.
  if (code === '' && !error.message.startsWith('Timeout')) return error;
  const message = error.message || (inner?.message ?? code);
  return new ClickHouseProblem(unreached.has(code) ? 'away' : 'unknown', message, { cause: error });
}
