/** The client of production against ClickHouse itself, over a loopback port: parameters, errors in plain words, lost answers. */
import { rmSync } from 'node:fs';
import type { NewEvent } from '@mantinel/domain';
import { type EventStore, everything } from '@mantinel/logbook';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { httpDriver } from '../src/driver/http-driver.ts';
import { openClickHouse } from '../src/open-clickhouse.ts';
import { withoutChdb } from './chdb.ts';
import { type ChdbServer, chdbServer } from './chdb-server.ts';
import { chdbPlaces, type Place } from './place.ts';

vi.setConfig({ testTimeout: 120_000 });

const account = { user: 'mantinel', password: "it's \\secret" };
const event = (number: number, over: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: 1_700_000_000_000_000 + number,
  receivedUs: 1_700_000_000_000_000 + number,
  site: 'plant',
  machine: 'mill-1',
  kind: 'message',
  severity: 9,
  code: 'test.numbered',
  message: `event ${number}`,
  attributes: { value: number },
  quality: 'good',
  ...over,
});
const all = { scope: everything, filter: {}, order: 'received' } as const;
const valuesOf = async (store: EventStore) =>
  (await store.page({ ...all, direction: 'newer', limit: 1000 })).events
    .filter(({ code }) => code === 'test.numbered')
    .map(({ attributes }) => attributes.value);

describe.skipIf(withoutChdb)(`over HTTP${withoutChdb ? `: ${withoutChdb}` : ''}`, async () => {
  if (withoutChdb) return;
  const places = chdbPlaces();
  afterAll(() => places.close());

  async function serve(): Promise<{ server: ChdbServer; place: Place }> {
    const server = await chdbServer({ session: places.session, ...account });
    const place = places.next();
    onTestFinished(async () => {
      await server.close();
      rmSync(place.directory, { recursive: true, force: true });
    });
    return { server, place };
  }
  async function open({ server, place }: { server: ChdbServer; place: Place }, over = {}) {
    const { database, directory } = place;
    const store = await openClickHouse({
      driver: httpDriver({ url: server.url, database, ...account, timeoutMs: 2000, ...over }),
      database,
      directory,
      node: 'node-1',
      site: 'plant',
      nowUs: () => Date.now() * 1000,
      random: Math.random,
      onProblem: (problem) => expect.unreachable(String(problem)),
    });
    onTestFinished(() => store.close());
    return store;
  }

  test('appends, pages, searches and follows', async () => {
    const store = await open(await serve());
    const odd = "it's a \\ {p0:String} '); DROP TABLE events; --\t\n⌀ Čelná";
    await store.append({ events: [event(1), event(2, { message: odd, machine: "o'hara" }), event(3)] });
    expect(await valuesOf(store)).toEqual([1, 2, 3]);
    for (const filter of [
      { text: odd.toUpperCase() },
      { machines: ["o'hara", 'none'] },
      { where: { is: 'contains', text: "'); drop" } },
      { where: { is: 'words', text: 'čelná' } },
      { where: { is: 'regex', source: "'\\); drop\\s" } },
      { where: { is: 'equals', field: 'attribute.value', value: 2 } },
      { where: { is: 'equals', field: 'machine', value: "O'HARA" } },
    ] as const) {
      const { events } = await store.page({ ...all, filter, direction: 'older', limit: 10 });
      expect(
        events.map(({ message }) => message),
        JSON.stringify(filter),
      ).toEqual([odd]);
      expect(await store.count({ ...all, filter })).toEqual({ count: 1, exact: true });
    }
  });

  test('an answer that is lost on the way is asked for again, and nothing is stored twice', async () => {
    const { server, place } = await serve();
    const store = await open({ server, place });
    for (const table of ['events', 'commits']) {
      let lost = 0;
      server.after = ({ sql }, response) => {
        if (sql.startsWith('INSERT') && sql.includes(table) && lost++ < 2) response.destroy();
      };
      const before = store.head.seq;
      const appended = await store.append({
        events: [event(before), event(before + 1)],
        batchId: `b${before}`,
      });
      expect(lost).toBeGreaterThan(1);
      expect(appended).toMatchObject({ firstSeq: before + 1, count: 2, duplicate: false });
    }
    let lost = 0;
    server.after = ({ sql }, response) => {
      if (sql.startsWith('INSERT') && sql.includes('facts') && lost++ < 2) response.destroy();
    };
    await store.proof.seal();
    expect(lost).toBe(3);
    server.after = () => undefined;
    expect(await valuesOf(store)).toEqual([0, 1, 2, 3]);
    await store.close();
    const again = await open({ server, place });
    expect(again.epoch).toBe(store.epoch);
    expect(await valuesOf(again)).toEqual([0, 1, 2, 3]);
    const { signal } = new AbortController();
    expect(await again.proof.verify({ signal })).toMatchObject({ events: 4, flaws: [], uncovered: 0 });
    expect((await again.append({ events: [event(0)], batchId: 'b2' })).duplicate).toBe(true);
  });

  test('rows without their commit are never seen, nor after a restart', async () => {
    const { server, place } = await serve();
    const store = await open({ server, place });
    await store.append({ events: [event(0)] });
    const refusing = ({ sql }: { sql: string }) => {
      if (sql.startsWith('INSERT') && sql.includes('commits'))
        throw new Error(
          'Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space. (NOT_ENOUGH_SPACE)',
        );
    };
    server.before = refusing;
    await expect(store.append({ events: [event(1)] })).rejects.toMatchObject({ code: 'logbook.full' });
    expect(store.stats().state).toBe('full');
    server.before = () => undefined;
    expect(await valuesOf(store)).toEqual([0]);
    await store.append({ events: [event(2)] });
    expect(store.stats().state).toBe('writing');
    await vi.waitFor(() => expect(store.head.seq, 'that there is space is told').toBe(3));
    server.before = refusing;
    await expect(store.append({ events: [event(3)] })).rejects.toMatchObject({ code: 'logbook.full' });
    server.before = () => undefined;
    await store.close();
    const again = await open({ server, place });
    await again.append({ events: [event(4)] });
    expect(await valuesOf(again)).toEqual([0, 2, 4]);
    const told = await again.page({ ...all, filter: { codes: ['logbook.*'] }, direction: 'newer', limit: 9 });
    expect(told.events.map(({ code }) => code)).toEqual(['logbook.spaceReturned', 'logbook.recovered']);
    const { seq } = again.head;
    const numbers = (await again.page({ ...all, direction: 'newer', limit: 99 })).events.map(
      (row) => row.seq,
    );
    expect(numbers).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
  });

  test('a server that is away refuses at once, and takes again when it is back', async () => {
    const { server, place } = await serve();
    const store = await open({ server, place });
    await store.append({ events: [event(0)] });
    await server.close();
    await expect(store.append({ events: [event(1)] })).rejects.toMatchObject({ code: 'logbook.writeFailed' });
    await expect(store.count(all)).rejects.toMatchObject({ code: 'clickhouse.away' });
    await server.listen();
    await store.append({ events: [event(2)] });
    await store.append({ events: [event(3)] });
    expect(await valuesOf(store)).toEqual([0, 2, 3]);
    const told = await store.page({ ...all, filter: { codes: ['logbook.*'] }, direction: 'newer', limit: 9 });
    expect(told.events).toMatchObject([
      { code: 'logbook.writeFailed', attributes: { batches: 1, events: 1 } },
    ]);
  });

  test.each([
    ['a wrong password', { password: 'x' }, 'clickhouse.denied', /password/],
    ['no server', { url: 'http://127.0.0.1:9' }, 'clickhouse.away', /Start it/],
    ['no database', { database: 'nowhere' }, 'clickhouse.noDatabase', /CREATE DATABASE/],
  ])('%s is told in plain words', async (_, over, code, remedy) => {
    const { server, place } = await serve();
    const { database, directory } = { ...place, ...over } as Place;
    const opening = openClickHouse({
      driver: httpDriver({ url: server.url, database, ...account, ...over }),
      database,
      directory,
      node: 'node-1',
      site: 'plant',
      nowUs: () => 0,
      random: Math.random,
      onProblem: (problem) => expect.unreachable(String(problem)),
    });
    await expect(opening).rejects.toMatchObject({ code, remedy: expect.stringMatching(remedy) });
  });

  test('tables of a newer program, and those of another node, are left as they are', async () => {
    const { server, place } = await serve();
    await (await open({ server, place })).close();
    const about = `${place.database}.about`;
    places.session.query(`ALTER TABLE ${about} UPDATE value = '99' WHERE name = 'schema'`);
    await expect(open({ server, place })).rejects.toMatchObject({ code: 'clickhouse.schemaTooNew' });
    places.session.query(`ALTER TABLE ${about} UPDATE value = '1' WHERE name = 'schema'`);
    places.session.query(`ALTER TABLE ${about} UPDATE value = 'node-2' WHERE name = 'node'`);
    await expect(open({ server, place })).rejects.toMatchObject({ code: 'logbook.otherNode' });
  });
});
