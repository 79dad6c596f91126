import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';
import { newEvent } from '../../test/rig.ts';
import type { Claim, IdempotentRequest, MachineRow, Repositories, Store } from '../index.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await open();
    store = database.store;
  });
  afterAll(() => database?.close());

  test('one owner, however many ask at once', async () => {
    expect(await store.people.hasOwner()).toBe(false);
    const asked = await Promise.allSettled(
      ['Eva', 'Ján', 'eva'].map((name) =>
        store.people.createOwner({ name, passwordHash: `hash of ${name}` }),
      ),
    );
    const made = asked.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
    expect(made).toHaveLength(1);
    for (const { reason } of asked.filter((result) => result.status === 'rejected'))
      expect(reason).toMatchObject({ code: 'setup.linkInvalid' });
    const [owner] = made;
    expect(await store.people.hasOwner()).toBe(true);
    expect(await store.people.get(owner!.id)).toEqual(owner);
    expect(await store.people.findByName(owner!.name.toUpperCase())).toEqual({
      ...owner,
      passwordHash: `hash of ${owner!.name}`,
    });
    await store.people.setPasswordHash(owner!.id, 'new');
    expect((await store.people.findByName(owner!.name))?.passwordHash).toBe('new');
    expect(await store.people.findByName('nobody')).toBeUndefined();
  });

  test('a session is found by its hash until it expires or is removed', async () => {
    const person = await anyPerson();
    const nowUs = Date.now() * 1000;
    const [live, dead, ended] = [new Uint8Array([0, 255, 1]), new Uint8Array([2]), new Uint8Array([3])];
    await store.sessions.create({ tokenHash: live, person, expiresUs: nowUs + 60_000_000 });
    await store.sessions.create({ tokenHash: dead, person, expiresUs: nowUs - 1 });
    await store.sessions.create({ tokenHash: ended, person, expiresUs: nowUs + 60_000_000 });
    expect(await store.sessions.find(live)).toMatchObject({
      person: { id: person },
      expiresUs: nowUs + 60_000_000,
    });
    expect(await store.sessions.find(dead)).toBeUndefined();
    expect(await store.sessions.removeExpired()).toBe(1);
    await store.sessions.remove(ended);
    expect(await store.sessions.find(ended)).toBeUndefined();
    await store.sessions.removeAllOf(person);
    expect(await store.sessions.find(live)).toBeUndefined();
  });

  test('an idempotency key is worked on once, and answered again', async () => {
    const request = { person: 'p', key: 'k', route: 'POST /x', bodyHash: new Uint8Array([1, 2]) };
    const both = await Promise.allSettled([
      store.idempotency.begin(request),
      store.idempotency.begin(request),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'idempotency.inProgress',
    });
    const reused = { code: 'idempotency.reused', status: 422 };
    const otherBody = { ...request, bodyHash: new Uint8Array([3]) };
    await expect(store.idempotency.begin(otherBody)).rejects.toMatchObject(reused);
    const begun = both.find((result) => result.status === 'fulfilled')!.value;
    const answer = { status: 422, body: { code: 'x', list: [1, null] } };
    await store.idempotency.complete(claimOf(begun), answer);
    expect(await store.idempotency.begin(request)).toEqual({ answer });
    await expect(store.idempotency.begin({ ...request, route: 'POST /y' })).rejects.toMatchObject(reused);
    await expect(store.idempotency.begin(otherBody)).rejects.toMatchObject(reused);
    const other = await claimed({ ...request, person: 'q' });
    await store.idempotency.complete(other, { status: 204 });
    expect(await store.idempotency.begin({ ...request, person: 'q' })).toEqual({ answer: { status: 204 } });
    expect(await store.idempotency.removeBefore(Date.now() * 1000 + 1_000_000)).toBe(2);
  });

  test('a claim whose process died is taken over after a minute, and not before', async () => {
    const request = { person: 'p', key: 'dead', route: 'POST /x', bodyHash: new Uint8Array([1]) };
    const first = await claimed(request);
    expect(first.attempt).toBe(1);
    const busy = { code: 'idempotency.inProgress', status: 409 };
    await age('dead', 50);
    await expect(store.idempotency.begin(request)).rejects.toMatchObject(busy);
    await age('dead', 11);
    const otherBody = { ...request, bodyHash: new Uint8Array([2]) };
    await expect(store.idempotency.begin(otherBody)).rejects.toMatchObject({ code: 'idempotency.reused' });
    const second = await claimed(request);
    expect(second).toEqual({ ...first, attempt: 2 });
    await expect(store.idempotency.begin(request)).rejects.toMatchObject(busy);
    // The first was only slow: what it still does is undone with its answer.
    const late = store.transaction(async (tx) => {
      await tx.settings.set('late', 1);
      await tx.idempotency.complete(first, { status: 200, body: 'first' });
    });
    await expect(late).rejects.toMatchObject(busy);
    expect(await store.settings.get('late')).toBeUndefined();
    await store.idempotency.release(first);
    await expect(store.idempotency.begin(request)).rejects.toMatchObject(busy);
    await store.idempotency.complete(second, { status: 200, body: 'second' });
    expect(await store.idempotency.begin(request)).toEqual({ answer: { status: 200, body: 'second' } });
  });

  test('a claim made by a clock since put back lapses as well', async () => {
    const request = { person: 'p', key: 'from 2099', route: 'POST /x', bodyHash: new Uint8Array([1]) };
    await claimed(request);
    await age('from 2099', -3600);
    expect((await claimed(request)).attempt).toBe(2);
  });

  test('a claim that was released is free for the same request at once', async () => {
    const request = { person: 'p', key: 'released', route: 'POST /x', bodyHash: new Uint8Array([1]) };
    await store.idempotency.release(await claimed(request));
    expect((await claimed(request)).attempt).toBe(2);
  });

  test('the connection dies in the middle: neither the work nor its answer is there, and it is done anew', async () => {
    const request = { person: 'p', key: 'crash', route: 'POST /x', bodyHash: new Uint8Array([1]) };
    const claim = await claimed(request);
    const client = await database.client();
    const work = async (tx: Repositories, cut: () => Promise<unknown>) => {
      await tx.settings.set('crash', 'written');
      await tx.idempotency.complete(claim, { status: 200, body: 'done' });
      await cut();
      return tx.settings.get('crash');
    };
    const cut = () =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'mantinel' and state = 'idle in transaction' and query like $1`,
        [`%${database.schema}%`],
      );
    await expect(store.transaction((tx) => work(tx, cut))).rejects.toMatchObject({
      code: 'store.unavailable',
    });
    await client.end();
    await store.ready(AbortSignal.timeout(10_000));
    expect(await store.settings.get('crash')).toBeUndefined();
    await expect(store.idempotency.begin(request)).rejects.toMatchObject({ code: 'idempotency.inProgress' });
    await age('crash', 61);
    const again = await claimed(request);
    await store.transaction(async (tx) => {
      await tx.settings.set('crash', undefined);
      await tx.idempotency.complete(again, { status: 200, body: 'done' });
    });
    expect(await store.idempotency.begin(request)).toEqual({ answer: { status: 200, body: 'done' } });
  });

  test('settings hold any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await store.settings.set('any', value);
        expect(await store.settings.get('any')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 30 },
    );
    expect([...(await store.settings.all()).keys()]).toEqual(['any']);
    await store.settings.set('any', undefined);
    expect(await store.settings.get('any')).toBeUndefined();
  });

  test('configured machines follow the configuration, people’s own stay', async () => {
    const machine = (id: string, change: Partial<MachineRow> = {}): MachineRow => ({
      id,
      name: id.toUpperCase(),
      site: 'plant',
      connector: 'shdr',
      timeZone: 'UTC',
      demo: false,
      origin: 'person',
      settings: { port: 7878 },
      ...change,
    });
    await store.machines.keep(machine('mine', { name: 'Before' }));
    await store.machines.keep(machine('mine'));
    await store.machines.syncConfigured([machine('b'), machine('a')]);
    await store.machines.syncConfigured([machine('b', { name: 'New' }), machine('c')]);
    expect((await store.machines.list()).map(({ id, name, origin }) => [id, name, origin])).toEqual([
      ['b', 'New', 'config'],
      ['c', 'C', 'config'],
      ['mine', 'MINE', 'person'],
    ]);
    await store.machines.syncConfigured([]);
    expect(await store.machines.list()).toEqual([machine('mine')]);
    await store.machines.remove('mine');
    await expect(store.machines.remove('mine')).rejects.toMatchObject({ code: 'machine.notFound' });
    expect(await store.machines.get('mine')).toBeUndefined();
  });

  test('a device model comes back as it went in, and an unchanged one writes nothing', async () => {
    const model = {
      uuid: 'u',
      name: 'Mazak',
      components: [
        { id: 'd', type: 'Device' },
        { id: 'x', type: 'Linear', name: 'X', parent: 'd' },
      ],
      items: Array.from({ length: 6000 }, (_, index) => ({
        id: `i${index}`,
        category: 'SAMPLE' as const,
        type: 'LOAD',
        ...(index % 2 ? { units: 'PERCENT', subType: 'ACTUAL' } : { name: `n${index}` }),
        component: 'x',
      })),
    };
    expect(await store.deviceModels.save('m', model)).toBe(true);
    expect(await store.deviceModels.save('m', model)).toBe(false);
    expect(await store.deviceModels.get('m')).toEqual(model);
    expect(await store.deviceModels.save('m', { ...model, items: model.items.slice(0, 2) })).toBe(true);
    expect(await store.deviceModels.items('m')).toEqual(model.items.slice(0, 2));
    expect(await store.deviceModels.get('other')).toBeUndefined();
    expect(await store.deviceModels.items('other')).toEqual([]);
  });

  test('a transaction happens whole or not at all, its outbox included', async () => {
    const before = await store.outbox.pending();
    const failing = store.transaction(async (tx) => {
      await tx.settings.set('half', 1);
      await tx.outbox.enqueue(newEvent());
      await tx.machines.syncConfigured([]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.settings.get('half')).toBeUndefined();
    expect(await store.outbox.pending()).toBe(before);
    const answer = await store.transaction(async (tx) => {
      await tx.settings.set('whole', 1);
      await tx.outbox.enqueue(newEvent({ message: 'NUL \0 and half a pair \ud800' }));
      return tx.settings.get('whole');
    });
    expect(answer).toBe(1);
    expect(await store.outbox.pending()).toBe(before + 1);
  });

  const claimOf = (begun: Awaited<ReturnType<Store['idempotency']['begin']>>): Claim => {
    if ('claim' in begun) return begun.claim;
    throw new Error('an answer is stored already');
  };
  const claimed = async (request: IdempotentRequest) => claimOf(await store.idempotency.begin(request));

  async function age(key: string, seconds: number): Promise<void> {
    const client = await database.client();
    await client.query(
      `update ${database.schema}.idempotency_key set claimed_us = claimed_us - $1 where key = $2`,
      [seconds * 1e6, key],
    );
    await client.end();
  }

  async function anyPerson(): Promise<string> {
    const known = (await store.people.findByName('Eva')) ?? (await store.people.findByName('Ján'));
    return known!.id;
  }
});
