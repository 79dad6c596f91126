import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../../test/databases.ts';
import type { Person, Store } from '../../index.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  let owner: Person;
  beforeAll(async () => {
    database = await open();
    store = database.store;
    owner = await store.people.createOwner({ name: 'Olga', passwordHash: 'hash' });
    await store.places.add({ id: 'site:a', name: 'A', parent: enterpriseRoot });
  });
  afterAll(() => database?.close());

  const version = async (id: string) => (await store.people.get(id))!.version;

  test('people are created without a password, changed, disabled and listed by name in pages', async () => {
    const names = ['Adam', 'béla', 'Cyril', 'dana'];
    const made = await Promise.all(names.map((name) => store.people.create({ name, place: 'site:a' })));
    await expect(store.people.create({ name: 'ADAM', place: 'site:a' })).rejects.toMatchObject({
      code: 'person.exists',
    });
    const raced = await Promise.allSettled([
      store.people.create({ name: 'Zora', place: 'site:a' }),
      store.people.change(made[3]!.id, { version: 1, name: 'zora' }),
    ]);
    expect(raced.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(raced.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'person.exists',
    });
    const pages: string[][] = [];
    for (let after: string | undefined; ; ) {
      const page = await store.people.list({
        places: ['site:a', enterpriseRoot],
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      if (page.length === 0) break;
      pages.push(page.map(({ name }) => name));
      after = page.at(-1)!.name;
    }
    expect(pages.map((page) => page.map((name) => name.toLowerCase()))).toEqual(
      raced[0].status === 'fulfilled'
        ? [
            ['adam', 'béla'],
            ['cyril', 'dana'],
            ['olga', 'zora'],
          ]
        : [['adam', 'béla'], ['cyril', 'olga'], ['zora']],
    );
    expect((await store.people.list({ places: [enterpriseRoot], limit: 9 })).map(({ name }) => name)).toEqual(
      ['Olga'],
    );
    await expect(store.people.create({ name: 'Lost', place: 'site:gone' })).rejects.toMatchObject({
      code: 'place.notFound',
    });
    const [adam] = made;
    expect(await store.people.findByName('adam')).not.toHaveProperty('passwordHash');
    await expect(store.people.change(adam!.id, { version: 1, name: 'CYRIL' })).rejects.toMatchObject({
      code: 'person.exists',
    });
    expect(await store.people.change(adam!.id, { version: 1, name: 'ADAM' })).toMatchObject({ version: 2 });
    await expect(store.people.change(adam!.id, { version: 1, name: 'A' })).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    await expect(store.people.change('nobody', { version: 1, name: 'A' })).rejects.toMatchObject({
      code: 'person.notFound',
    });
  });

  test('whoever is disabled has no session and no link, and is let in again', async () => {
    const { id } = await store.people.create({ name: 'Emil', place: 'site:a' });
    const [session, link] = [new Uint8Array([1]), new Uint8Array([2])];
    const expiresUs = Date.now() * 1000 + 60_000_000;
    await store.sessions.create({ tokenHash: session, person: id, expiresUs });
    await store.passwordLinks.create({ tokenHash: link, person: id, expiresUs });
    expect(await store.people.change(id, { version: 1, disabled: true })).toHaveProperty('disabledUs');
    expect(await store.sessions.find(session)).toBeUndefined();
    await expect(store.passwordLinks.take(link)).rejects.toMatchObject({ code: 'passwordLink.invalid' });
    expect(await store.people.change(id, { version: 2, disabled: false })).not.toHaveProperty('disabledUs');
    expect(await store.sessions.find(session)).toMatchObject({ person: { id, name: 'Emil' } });
  });

  test('a link for a password works once, the newest only, and until it expires', async () => {
    const { id } = await store.people.create({ name: 'Fero', place: 'site:a' });
    const nowUs = Date.now() * 1000;
    const link = (byte: number, expiresUs = nowUs + 60_000_000) =>
      store.passwordLinks.create({ tokenHash: new Uint8Array([byte]), person: id, expiresUs });
    const take = (byte: number) => store.passwordLinks.take(new Uint8Array([byte]));
    await link(11);
    await link(12);
    await expect(take(11)).rejects.toMatchObject({ code: 'passwordLink.invalid' });
    const both = await Promise.allSettled([take(12), take(12)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await link(13, nowUs - 1);
    await expect(take(13)).rejects.toMatchObject({ code: 'passwordLink.invalid' });
    expect(await store.passwordLinks.removeExpired()).toBe(1);
  });

  test('roles are given for places and taken', async () => {
    const { id } = await store.people.create({ name: 'Gita', place: 'site:a' });
    const grant = { person: id, role: 'operator', place: 'site:a', grantedBy: owner.id } as const;
    const made = await store.roleGrants.add(grant);
    expect(await store.roleGrants.of(id)).toEqual([
      { ...grant, fromProvider: false, id: made.id, grantedUs: expect.any(Number) },
    ]);
    await expect(store.roleGrants.add(grant)).rejects.toMatchObject({ code: 'grant.exists' });
    await expect(store.roleGrants.add({ ...grant, person: 'x' })).rejects.toMatchObject({
      code: 'person.notFound',
    });
    await expect(store.roleGrants.add({ ...grant, place: 'site:gone' })).rejects.toMatchObject({
      code: 'place.notFound',
    });
    await expect(store.places.remove('site:a', 1)).rejects.toMatchObject({ code: 'place.inUse' });
    await store.roleGrants.remove(made.id);
    await expect(store.roleGrants.remove(made.id)).rejects.toMatchObject({ code: 'grant.notFound' });
    expect(await store.roleGrants.list()).toHaveLength(1);
  });

  test('the last platform owner stays, also when two disable each other at once', async () => {
    const [first] = await store.roleGrants.of(owner.id);
    await expect(store.roleGrants.remove(first!.id)).rejects.toMatchObject({ code: 'person.lastOwner' });
    await expect(
      store.people.change(owner.id, { version: owner.version, disabled: true }),
    ).rejects.toMatchObject({ code: 'person.lastOwner' });
    expect(await store.roleGrants.of(owner.id)).toHaveLength(1);
    const second = await store.people.create({ name: 'Hana', place: 'site:a' });
    const grant = { role: 'platformOwner', place: enterpriseRoot, grantedBy: owner.id } as const;
    await store.roleGrants.add({ ...grant, person: second.id });
    const both = await Promise.allSettled(
      [owner, second].map(async ({ id }) =>
        store.people.change(id, { version: await version(id), disabled: true }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('an erased person has no name, no session and no role any more', async () => {
    const { id } = await store.people.create({ name: 'Ernest', place: enterpriseRoot });
    await store.roleGrants.add({ person: id, role: 'viewer', place: enterpriseRoot, grantedBy: owner.id });
    const erased = await store.people.erase(id, await version(id));
    expect(erased.name).not.toContain('Ernest');
    expect(await store.roleGrants.of(id)).toEqual([]);
  });
});
