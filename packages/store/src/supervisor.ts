/** Keeps a database at hand: brings it up, notices its loss, brings it back, for ever, and says how things stand. */
import { AppError } from '@mantinel/contract';
import type { Kysely } from 'kysely';
import { type Connection, connect } from './connection.ts';
import type { DatabaseServer } from './database-server.ts';
import { explainFailure, isConnectionLoss } from './explain-failure.ts';
import { loadMigrations, migrate } from './migrate.ts';
import type { StoreEnvironment } from './store-environment.ts';
import type { StoreState } from './store-state.ts';
import type { Tables } from './tables.ts';

export interface Supervisor {
  state(): StoreState;
  onState(listener: (state: StoreState) => void): () => void;
  ready(signal?: AbortSignal): Promise<void>;
  /** Throws `store.unavailable` at once while there is no database, and when it is lost meanwhile. */
  run<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** A text of one statement or several, as the driver answers it. Throws as `run` does. */
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  close(): Promise<void>;
}

const firstRetryMs = 100;
const longestRetryMs = 5000;

export function supervise(server: DatabaseServer, schema: string, environment: StoreEnvironment): Supervisor {
  const { nowUs, random, sleep, log } = environment;
  const stopping = new AbortController();
  const { signal } = stopping;
  const listeners = new Set<(state: StoreState) => void>();
  let connection: Connection | undefined;
  let present: StoreState = {
    state: 'starting',
    kind: server.kind,
    reason: 'the database is starting',
    sinceUs: nowUs(),
  };

  const publish = (next: Pick<StoreState, 'state' | 'reason' | 'error'>) => {
    if (next.state === present.state && next.reason === present.reason) return;
    const sinceUs = next.state === present.state ? present.sinceUs : nowUs();
    present = { ...next, kind: server.kind, sinceUs };
    for (const listener of listeners) listener(present);
  };
  const publishFailure = (cause: unknown) => {
    const error = explainFailure(cause, server.place);
    // What needs a person says what to do; what comes back by itself only why.
    const reason =
      error.code === 'store.unavailable' ? String(error.data.reason) : `${error.message} ${error.remedy}`;
    publish({ state: 'unavailable', reason, error });
  };

  /** One life of a connection, from bringing the server up to losing it. Returns whether it was ever ready. */
  const live = async (): Promise<boolean> => {
    const opened = await connect(await server.provide(signal), schema, environment);
    const end = () => void opened.close();
    signal.addEventListener('abort', end);
    try {
      // Told to stop while the server came up: nobody would end this connection any more.
      signal.throwIfAborted();
      const applied = await migrate(opened.pool, schema, { migrations: await loadMigrations(), nowUs });
      if (applied.length > 0) log('info', 'Brought the database schema up to date.', { applied });
      connection = opened;
      publish({ state: 'ready' });
      const cause = await opened.lost;
      connection = undefined;
      if (!signal.aborted) publishFailure(cause);
      return true;
    } finally {
      connection = undefined;
      signal.removeEventListener('abort', end);
      await opened.close();
    }
  };

  const keepAlive = async () => {
    let retryMs = firstRetryMs;
    while (!signal.aborted) {
      try {
        if (await live()) retryMs = firstRetryMs;
      } catch (error) {
        if (signal.aborted) return;
        publishFailure(error);
      }
      await sleep(retryMs * (0.5 + random() / 2), signal).catch(() => undefined); // woken to stop
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
  };
  const living = keepAlive();

  const lostError = (cause?: unknown) =>
    new AppError('store.unavailable', {
      cause,
      data: { reason: present.reason ?? 'the connection to the database was lost' },
    });

  const withConnection = async <T>(work: (opened: Connection) => Promise<T>): Promise<T> => {
    const used = connection;
    if (!used) throw lostError();
    try {
      return await work(used);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      used.check();
      throw lostError(error);
    }
  };

  return {
    state: () => present,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ready: (waiting) =>
      new Promise((resolve, reject) => {
        const either = waiting ? AbortSignal.any([waiting, signal]) : signal;
        const settle = (end: () => void) => {
          listeners.delete(look);
          either.removeEventListener('abort', abort);
          end();
        };
        const look = ({ state }: StoreState) => void (state === 'ready' && settle(resolve));
        const abort = () => settle(() => reject(either.reason));
        listeners.add(look);
        either.addEventListener('abort', abort);
        if (either.aborted) abort();
        else look(present);
      }),
    run: (work) => withConnection(({ db }) => work(db)),
    query: (text, values) => withConnection(({ pool }) => pool.query(text, values)),
    async close() {
      if (!signal.aborted)
        stopping.abort(new AppError('store.unavailable', { data: { reason: 'Mantinel is stopping' } }));
      await living;
      publish({ state: 'unavailable', reason: 'Mantinel is stopping' });
      await server.stop();
    },
  };
}
