import { createServer, type Server, Socket } from 'node:net';
import { defaultAlarmLimits } from '@mantinel/domain';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../test/databases.ts';
import { environment, type Logged, MemoryLogbook, newEvent, until } from '../test/rig.ts';
import { openStore, type Store } from './index.ts';

/** A wire between store and server that can be cut, plugged in again, and stuffed. */
class Wire {
  port = 0;
  /** Rewrites what the server says. */
  rewrite = (chunk: Buffer): Buffer => chunk;
  #stuffed = false;
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #to: { host: string; port: number };

  constructor(to: { host: string; port: number }) {
    this.#to = to;
  }

  async plugIn(): Promise<void> {
    const server = createServer((near) => {
      const far = new Socket().connect(this.#to.port, this.#to.host);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
        one.on('data', (chunk) => {
          if (!this.#stuffed) other.write(one === far ? this.rewrite(chunk) : chunk);
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
    this.#server = server;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }

  stuff(stuffed: boolean): void {
    this.#stuffed = stuffed;
  }
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function open(url: string, schema = 'mantinel', logged: Logged[] = []): Store {
  const store = openStore({ kind: 'external', url, schema, environment: environment(logged) });
  cleanUps.push(() => store.close());
  return store;
}

const unavailable = (store: Store, withinMs?: number) =>
  until(() => store.state().state === 'unavailable' && store.state(), withinMs);

describe.each(databases)('with the $name server behind a wire', ({ open: openDatabase }) => {
  let database: TestDatabase;
  let address: { host: string; port: number; user: string; password: string; database: string };
  beforeAll(async () => {
    database = await openDatabase();
    const client = await database.client();
    const { host, port, user, password } = client;
    address = { host, port, user: user!, password: password ?? '', database: client.database! };
    await client.end();
  });
  afterAll(() => database?.close());

  async function wired(): Promise<{ wire: Wire; url: string }> {
    const wire = new Wire(address);
    await wire.plugIn();
    cleanUps.push(() => wire.cut());
    const { user, password, database: name } = address;
    return { wire, url: `postgres://${user}:${password}@127.0.0.1:${wire.port}/${name}` };
  }

  test('a cut is told at once, recording goes on, and everything resumes by itself', async () => {
    const { wire, url } = await wired();
    const store = open(url, database.schema);
    await store.ready();
    const states: string[] = [];
    const stopListening = store.onState(({ state }) => states.push(state));
    const logbook = new MemoryLogbook();
    const projections = store.startProjections(logbook, {
      defaults: () => undefined,
      limits: defaultAlarmLimits,
    });
    logbook.record(newEvent({ attributes: { value: 1 } }));
    await until(() => projections.states().every(({ position }) => position?.seq === 1));

    await wire.cut();
    await unavailable(store, 1000);
    await expect(store.people.hasOwner()).rejects.toMatchObject({ code: 'store.unavailable', status: 503 });
    await expect(store.transaction((tx) => tx.settings.set('x', 1))).rejects.toMatchObject({
      code: 'store.unavailable',
    });
    logbook.record(newEvent({ attributes: { value: 2 } }), newEvent({ attributes: { value: 3 } }));
    await until(() => projections.states().every(({ state }) => state === 'waiting'));
    expect(store.behind()).toBe(2);
    expect(store.waiting()).toEqual([
      expect.stringContaining('wait for the database'),
      ...['current-state', 'control-texts', 'alarms'].map(
        (table) => `2 events wait to be taken up into the table ${table}.`,
      ),
    ]);

    await wire.plugIn();
    await store.ready(AbortSignal.timeout(10_000));
    await until(() => store.behind() === 0);
    expect(store.waiting()).toEqual([]);
    expect((await store.currentState.get('m1'))?.readings.get('Xload')?.value).toBe(3);
    expect(states.at(0)).toBe('unavailable');
    expect(states.indexOf('ready')).toBe(states.length - 1);
    const heard = states.length;
    stopListening();
    await store.close();
    expect(states).toHaveLength(heard);
  });

  test('a server that says nothing any more is told within two seconds', async () => {
    const { wire, url } = await wired();
    const store = open(url, database.schema);
    await store.ready();
    wire.stuff(true);
    const asked = store.settings.get('x').catch((error) => error);
    const stuffedAt = performance.now();
    await unavailable(store);
    expect(performance.now() - stuffedAt).toBeLessThan(2500);
    expect(await asked).toMatchObject({ code: 'store.unavailable' });
    wire.stuff(false);
    await store.ready(AbortSignal.timeout(10_000));
  });

  test('an older server is refused by its version', async () => {
    const { wire, url } = await wired();
    // The number as the server sends it, within its own wire format: 15.20 says 150020.
    wire.rewrite = (chunk) =>
      Buffer.from(chunk.toString('latin1').replace(/\b1[58]00(\d\d)/, '1400$1'), 'latin1');
    const store = open(url, database.schema);
    const { error, reason } = await unavailable(store);
    expect(error?.code).toBe('store.tooOld');
    expect(reason).toMatch(/^The PostgreSQL server is version 1[58]\.\d+.*15 or newer/);
  });

  test('a database that does not exist is named, the password is not', async () => {
    const { user, password, host, port } = address;
    const logged: Logged[] = [];
    const store = open(
      `postgres://${user}:${password || 'secret'}@${host}:${port}/nowhere`,
      'mantinel',
      logged,
    );
    const { reason } = await unavailable(store);
    expect(reason).toBe(
      `there is no such database at ${host}:${port}/nowhere; create it, or correct DATABASE_URL`,
    );
    expect(JSON.stringify([store.state(), logged])).not.toContain(password || 'secret');
  });

  test('a schema of a later version is refused', async () => {
    const client = await database.client();
    const insert = `insert into ${database.schema}.migration values (999, '0999-later', 'x', 1)`;
    await client.query(insert);
    const { url } = await wired();
    const store = open(url, database.schema);
    expect((await unavailable(store)).error).toMatchObject({
      code: 'store.schemaTooNew',
      data: { version: 999 },
    });
    await client.query(`delete from ${database.schema}.migration where version = 999`);
    await client.end();
    await store.ready(AbortSignal.timeout(10_000));
  });
});

describe('servers that are none', () => {
  async function listening(answer: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined); // the store hangs up on it
      answer(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => server.close());
    return (server.address() as { port: number }).port;
  }

  test('a name with several addresses', async () => {
    const port = await listening(() => undefined);
    await cleanUps.pop()!();
    const store = open(`postgres://u:p@localhost:${port}/d`);
    expect((await unavailable(store)).reason).toContain(`no PostgreSQL answers at localhost:${port}/d`);
  });

  test('an address that is none', async () => {
    expect((await unavailable(open('postgres://host:port/d'))).reason).toContain(
      'DATABASE_URL is not an address',
    );
  });

  test('nobody listens', async () => {
    const port = await listening(() => undefined);
    await cleanUps.pop()!();
    const store = open(`postgres://u:p@127.0.0.1:${port}/d`);
    expect((await unavailable(store)).reason).toBe(
      `no PostgreSQL answers at 127.0.0.1:${port}/d; start it, or correct DATABASE_URL`,
    );
  });

  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['speaks HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    // AuthenticationOk and ReadyForQuery, and then silence.
    [
      'lets in and says nothing',
      (socket) => socket.once('data', () => socket.write('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I', 'latin1')),
    ],
    ['hangs up', (socket) => socket.destroy()],
  ])('one that %s', async (_, answer) => {
    const port = await listening(answer);
    const store = open(`postgres://u:p@127.0.0.1:${port}/d`);
    expect((await unavailable(store)).reason).toContain(`PostgreSQL at 127.0.0.1:${port}/d does not answer`);
  });

  test('waiting for one ends with its signal, and with the store', async () => {
    const store = open('postgres://u:p@127.0.0.1:1/d');
    await expect(store.ready(AbortSignal.timeout(20))).rejects.toMatchObject({ name: 'TimeoutError' });
    const waiting = store.ready();
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'store.unavailable' }), store.close()]);
    await expect(store.ready()).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});
