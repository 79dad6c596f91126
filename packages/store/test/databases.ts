/** The databases that the suites run on: the embedded server, and one that runs on this computer anyway, where there is one. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { openStore, type Store } from '../src/index.ts';
import { environment, freshDirectory, type Logged, removeDirectory } from './rig.ts';

/** Trusts local users; its database `test` is free to use. */
const externalUrl = 'postgres://postgres@127.0.0.1:5432/test';

export interface TestDatabase {
  readonly store: Store;
  readonly schema: string;
  /** Where it is, for what opens it past this store. */
  readonly server: { kind: 'embedded'; directory: string } | { kind: 'external'; url: string };
  readonly logged: Logged[];
  /** A second store on the same tables, as of another process. */
  readonly second: () => Store;
  /** A connection of one's own, past the store. */
  readonly client: () => Promise<pg.Client>;
  close(): Promise<void>;
}

export interface Kind {
  readonly name: string;
  open(): Promise<TestDatabase>;
}

const embedded: Kind = {
  name: 'embedded',
  async open() {
    const directory = await freshDirectory();
    const at = path.join(directory, 'postgres');
    const options = { kind: 'embedded' as const, directory: at };
    return opened(options, 'mantinel', () => removeDirectory(directory));
  },
};

const external: Kind = {
  name: 'external',
  async open() {
    const schema = `mantinel_test_${randomBytes(6).toString('hex')}`;
    return opened({ kind: 'external', url: externalUrl }, schema, async () => {
      const client = await connected({ connectionString: externalUrl });
      await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
    });
  },
};

async function opened(
  options: { kind: 'embedded'; directory: string } | { kind: 'external'; url: string },
  schema: string,
  cleanUp: () => Promise<void>,
): Promise<TestDatabase> {
  const logged: Logged[] = [];
  const store = openStore({ ...options, schema, environment: environment(logged) });
  await store.ready(AbortSignal.timeout(30_000));
  const others: Store[] = [];
  const config: pg.ClientConfig =
    options.kind === 'external' ? { connectionString: options.url } : await embeddedConfig(options.directory);
  return {
    store,
    schema,
    server: options,
    logged,
    second() {
      // On the embedded server by its address: two Mantinels would fight for the server itself.
      const url =
        options.kind === 'external'
          ? options.url
          : `postgres://${config.user}:${config.password}@${config.host}:${config.port}/${config.database}`;
      const other = openStore({ kind: 'external', url, schema, environment: environment(logged) });
      others.push(other);
      return other;
    },
    client: () => connected(config),
    async close() {
      for (const other of others) await other.close();
      await store.close();
      await cleanUp();
    },
  };
}

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined); // tests stop servers under their clients
  await client.connect();
  return client;
}

async function embeddedConfig(directory: string): Promise<pg.ClientConfig> {
  const lines = (await readFile(path.join(directory, '18/postmaster.pid'), 'utf8')).split('\n');
  const password = await readFile(path.join(directory, 'password'), 'utf8');
  return { host: '127.0.0.1', port: Number(lines[3]), user: 'mantinel', password, database: 'postgres' };
}

const externalAnswers = await connected({ connectionString: externalUrl }).then(
  async (client) => {
    await client.end();
    return true;
  },
  () => false,
);

/** Says so in the suite's name when the external one is not there. */
export const databases: Kind[] = externalAnswers
  ? [embedded, external]
  : [{ ...embedded, name: `embedded (no PostgreSQL answers at ${externalUrl}: not tested there)` }];
