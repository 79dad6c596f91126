import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';
import { newEvent } from '../../test/rig.ts';
import type { MachineRow, Store } from '../index.ts';

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
    await expect(
      store.idempotency.begin({ ...request, bodyHash: new Uint8Array([3]) }),
    ).rejects.toMatchObject({
      code: 'idempotency.reused',
    });
    await store.idempotency.complete(request, { status: 422, body: { code: 'x', list: [1, null] } });
    expect(await store.idempotency.begin(request)).toEqual({
      status: 422,
      body: { code: 'x', list: [1, null] },
    });
    await expect(store.idempotency.begin({ ...request, route: 'POST /y' })).rejects.toMatchObject({
      code: 'idempotency.reused',
    });
    expect(await store.idempotency.begin({ ...request, person: 'q' })).toBeUndefined();
    await store.idempotency.abandon({ ...request, person: 'q' });
    expect(await store.idempotency.begin({ ...request, person: 'q' })).toBeUndefined();
    await store.idempotency.complete({ ...request, person: 'q' }, { status: 204 });
    expect(await store.idempotency.begin({ ...request, person: 'q' })).toEqual({ status: 204 });
    expect(await store.idempotency.removeBefore(Date.now() * 1000 + 1_000_000)).toBe(2);
  });

  test('a claim whose process died is taken over after a minute, and not before', async () => {
    const request = { person: 'p', key: 'dead', route: 'POST /x', bodyHash: new Uint8Array([1]) };
    await store.idempotency.begin(request);
    const client = await database.client();
    const age = (seconds: number) =>
      client.query(
        `update ${database.schema}.idempotency_key set claimed_us = claimed_us - $1 where key = 'dead'`,
        [seconds * 1e6],
      );
    await age(50);
    await expect(store.idempotency.begin(request)).rejects.toMatchObject({ code: 'idempotency.inProgress' });
    await age(11);
    expect(await store.idempotency.begin(request)).toBeUndefined();
    await expect(store.idempotency.begin(request)).rejects.toMatchObject({ code: 'idempotency.inProgress' });
    await client.end();
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
    await store.machines.add(machine('mine'));
    await expect(store.machines.add(machine('mine'))).rejects.toMatchObject({
      code: 'machine.exists',
      data: { machine: 'mine' },
    });
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

  async function anyPerson(): Promise<string> {
    const known = (await store.people.findByName('Eva')) ?? (await store.people.findByName('Ján'));
    return known!.id;
  }
});
