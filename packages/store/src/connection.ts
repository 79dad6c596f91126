/** Connections to one running PostgreSQL: a pool for work and a heartbeat that notices within two seconds that it is gone. */
import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { StoreEnvironment } from './store-environment.ts';
import type { Tables } from './tables.ts';

/** Where a server is and how to sign in. */
export type Target =
  | { readonly connectionString: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

export interface Connection {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  /** Resolves with the cause once the server is gone or the connection was closed. */
  readonly lost: Promise<unknown>;
  /** Asks the server now whether it is there, as after a failed query. */
  check(): void;
  /** Also breaks off queries in flight. */
  close(): Promise<void>;
}

const oldestSupported = 150_000;
const heartbeatMs = 1000;
const connectMs = 2000;

/** Throws what the driver throws, or `store.tooOld`. */
export async function connect(
  target: Target,
  schema: string,
  { sleep }: Pick<StoreEnvironment, 'sleep'>,
): Promise<Connection> {
  const sockets = new Set<Socket>();
  const settings: pg.ClientConfig = {
    ...target,
    application_name: 'mantinel',
    connectionTimeoutMillis: connectMs,
    // Own sockets, so that a server that hangs cannot keep its clients waiting for ever.
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      return socket.once('close', () => sockets.delete(socket));
    },
    types: { getTypeParser },
  };
  const pool = new pg.Pool({ ...settings, max: 8, idleTimeoutMillis: 60_000 });
  const heartbeat = new pg.Client({ ...settings, query_timeout: connectMs });
  const ended = new AbortController();
  const beating = new AbortController();
  let beatNow = new AbortController();

  const lose = (cause: unknown) => {
    if (ended.signal.aborted) return;
    ended.abort(cause);
    for (const socket of sockets) socket.destroy();
  };
  // Without a listener a client that loses its server ends the whole process; whoever uses it gets the error as well.
  pool.on('error', () => beatNow.abort());
  pool.on('connect', (client) => client.on('error', () => beatNow.abort()));
  heartbeat.on('error', lose);
  heartbeat.on('end', () => lose(new Error('the server closed the connection')));

  const close = async () => {
    beating.abort();
    lose(new Error('closed'));
    // Ends when the last transaction gives its client back, broken as it is; a new connection need not wait for that.
    pool.end().catch(() => undefined);
    await heartbeat.end().catch(() => undefined); // its socket is destroyed already; there is nothing left to end
  };
  try {
    await heartbeat.connect();
    const { rows } = await heartbeat.query<{ number: number; text: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
    );
    const { number, text } = rows[0]!;
    if (number < oldestSupported) throw new AppError('store.tooOld', { data: { version: text } });
  } catch (error) {
    await close();
    throw error;
  }

  const beat = async () => {
    while (!ended.signal.aborted) {
      beatNow = new AbortController();
      await sleep(heartbeatMs, AbortSignal.any([beating.signal, beatNow.signal])).catch(() => undefined); // awake early
      if (ended.signal.aborted) return;
      const answered = heartbeat.query('select 1').then(
        () => true,
        (error: unknown) => {
          lose(error);
          return true;
        },
      );
      const late = new AbortController();
      const timeUp = sleep(heartbeatMs, late.signal).then(
        // A busy process sees the timer before the answer that lies in its socket: look there first.
        () => setImmediate(false),
        () => false,
      );
      const inTime = await Promise.race([answered, timeUp]);
      late.abort();
      if (!inTime) lose(new Error(`the server has not answered for ${heartbeatMs} ms`));
    }
  };
  void beat();

  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema),
    pool,
    lost: new Promise((resolve) => {
      const tell = () => resolve(ended.signal.reason);
      if (ended.signal.aborted) tell();
      else ended.signal.addEventListener('abort', tell, { once: true });
    }),
    check: () => beatNow.abort(),
    close,
  };
}

/** int8 as a number: everything stored in one (microseconds, seq) stays below 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? (text: string) => toSafeInteger(text)
    : pg.types.getTypeParser(oid, format);

function toSafeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} from the database exceeds 2^53`);
  return number;
}
