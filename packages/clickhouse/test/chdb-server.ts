/**
 * ClickHouse's HTTP interface on a loopback port, answered by chdb: so the client of production talks to ClickHouse itself where
 * no server can be installed. As much of it as the client uses: SQL in the body or the address, parameters, the token of an insert, a user.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChdbSession } from './chdb.ts';

export interface ChdbServer {
  readonly url: string;
  /** What happens to each request before it is answered; for tests that break the connection. */
  before: (request: { readonly sql: string }, response: ServerResponse) => Promise<void> | void;
  /** The same, when it has been done and is not answered yet. */
  after: (request: { readonly sql: string }, response: ServerResponse) => Promise<void> | void;
  close(): Promise<void>;
  /** Listens again on the same port. */
  listen(): Promise<void>;
}

export interface ChdbServerOptions {
  readonly session: ChdbSession;
  readonly user: string;
  readonly password: string;
}

export async function chdbServer({ session, user, password }: ChdbServerOptions): Promise<ChdbServer> {
  let port = 0;
  // Parameters and settings belong to the session, so statements go one after the other.
  let queue: Promise<unknown> = Promise.resolve();
  const server: ChdbServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    before: () => undefined,
    after: () => undefined,
    async listen() {
      await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
      port = (http.address() as AddressInfo).port;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, 500, String(error)));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (address.pathname === '/ping') return void response.end('Ok.\n');
    if (!isAdmitted(request))
      return refuse(
        response,
        403,
        `Code: 516. DB::Exception: ${user}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
      );
    const given = address.searchParams.get('query');
    const sql = given ?? body.toString();
    const done = queue.then(() => run({ address, sql, ...(given !== null && { body }) }, response));
    queue = done.catch(() => undefined); // whoever asked is told
    await done;
  }

  async function run(
    { address, sql, body }: { address: URL; sql: string; body?: Buffer },
    response: ServerResponse,
  ): Promise<void> {
    await server.before({ sql }, response);
    if (response.destroyed) return;
    const insert = /^INSERT INTO (\S+) \(([^)]*)\) FORMAT JSONCompactEachRow\s*$/.exec(sql.trim());
    try {
      for (const [name, value] of address.searchParams) {
        if (name.startsWith('param_')) session.query(`SET ${name} = ${literal(value)}`);
        else if (name === 'database' && !insert) session.query(`USE \`${value}\``);
      }
      let text = '';
      if (insert && body) {
        const token = address.searchParams.get('insert_deduplication_token');
        await session.insert({
          table: insert[1]!.replaceAll('`', ''),
          columns: insert[2]!.split(',').map((name) => name.trim().replaceAll('`', '')),
          values: body,
          format: 'JSONCompactEachRow',
          ...(token !== null && { settings: { insert_deduplication_token: token } }),
        });
      } else {
        const format = /\bFORMAT (\w+)\s*$/.exec(sql)?.[1] ?? 'TSV';
        text = (await session.queryAsync(sql.replace(/\bFORMAT \w+\s*$/, ''), { format })).text();
      }
      await server.after({ sql }, response);
      if (!response.destroyed) response.writeHead(200, { 'X-ClickHouse-Summary': '{}' }).end(text);
    } catch (error) {
      const { message } = error as Error;
      refuse(response, 500, message.slice(Math.max(0, message.indexOf('Code:'))));
    }
  }

  const isAdmitted = ({ headers }: IncomingMessage): boolean => {
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    return (
      headers.authorization === `Basic ${basic}` ||
      (headers['x-clickhouse-user'] === user && headers['x-clickhouse-key'] === password)
    );
  };
  await server.listen();
  return server;
}

const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed) return;
  const code = /^Code: (\d+)/.exec(text)?.[1];
  response.writeHead(status, code ? { 'X-ClickHouse-Exception-Code': code } : {}).end(text);
}
