/** What people sign in with beside a password: passkeys, badges, PINs, and the terminals on which they do. */
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../../test/databases.ts';
import type { Store } from '../../index.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  let ada: string;
  let ben: string;
  beforeAll(async () => {
    database = await open();
    store = database.store;
    await store.people.createOwner({ name: 'Olga', passwordHash: 'hash' });
    await store.places.add({ id: 'site:plant', name: 'Plant', parent: enterpriseRoot });
    await store.places.add({ id: 'site:away', name: 'Away', parent: enterpriseRoot });
    [ada, ben] = (await Promise.all(
      ['Ada', 'ben'].map(async (name) => (await store.people.create({ name, place: 'site:plant' })).id),
    )) as [string, string];
  }, 60_000);
  afterAll(() => database?.close());

  const disable = async (person: string, disabled: boolean) => {
    const { version } = (await store.people.get(person))!;
    await store.people.change(person, { version, disabled });
  };
  const sql = (text: string) =>
    store.statements.executeSql(text.replaceAll('mantinel.', `${database.schema}.`));
  const settings = { name: 'Desk', badge: 'alone', names: true, idleSeconds: 60 } as const;

  test('a passkey is found by its credential, once, and only for an account that may be used', async () => {
    const { passkeys } = store;
    const key = {
      credentialId: bytes(1, 2),
      publicKey: bytes(3),
      counter: 0,
      rpId: 'mantinel.example',
      transports: ['usb', 'nfc'],
      synced: false,
      name: 'Key',
    };
    const made = await passkeys.add({ ...key, person: ada });
    await expect(passkeys.add({ ...key, person: ben })).rejects.toMatchObject({ code: 'passkey.exists' });
    const found = (await passkeys.find(key.credentialId))!;
    expect(found).toMatchObject({
      passkey: { id: made.id, transports: ['usb', 'nfc'] },
      person: { id: ada },
    });
    expect(Buffer.from(found.passkey.publicKey)).toEqual(Buffer.from([3]));
    expect(await passkeys.find(bytes(9))).toBeUndefined();
    await disable(ada, true);
    expect(await passkeys.find(key.credentialId)).toBeUndefined();
    await disable(ada, false);
    expect(await passkeys.rename({ id: made.id, person: ben, name: 'Mine' })).toBeUndefined();
    expect(await passkeys.remove({ id: made.id, person: ben })).toBeUndefined();
    expect(await passkeys.rename({ id: made.id, person: ada, name: 'Red' })).toMatchObject({ name: 'Red' });
    expect(await passkeys.of(ada)).toMatchObject([{ id: made.id, name: 'Red' }]);
    expect(await passkeys.remove({ id: made.id, person: ada })).toMatchObject({ id: made.id });
    expect(await passkeys.of(ada)).toEqual([]);
  });

  test('a counter must grow, also when two race; one that never counts may stay', async () => {
    const { passkeys } = store;
    const { id } = await passkeys.add({
      person: ada,
      credentialId: bytes(4),
      publicKey: bytes(3),
      counter: 0,
      rpId: 'mantinel.example',
      transports: [],
      synced: true,
      name: 'Phone',
    });
    expect([await passkeys.used({ id, counter: 0 }), await passkeys.used({ id, counter: 0 })]).toEqual([
      true,
      true,
    ]);
    expect(await passkeys.used({ id, counter: 5 })).toBe(true);
    for (const counter of [5, 4, 0]) expect(await passkeys.used({ id, counter })).toBe(false);
    const raced = await Promise.all(Array.from({ length: 5 }, () => passkeys.used({ id, counter: 6 })));
    expect(raced.filter(Boolean)).toHaveLength(1);
    expect((await passkeys.of(ada))[0]!.lastUsedUs).toBeGreaterThan(0);
  });

  test('a badge belongs to one person, also when two race, and opens nothing for somebody disabled', async () => {
    const { badges } = store;
    const numberHash = bytes(7, 7);
    const raced = await Promise.allSettled(
      [ada, ben, ada, ben].map((person) => badges.add({ person, numberHash })),
    );
    const [won] = raced.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of raced)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'badge.taken' });
    const owner = won!.person;
    expect((await badges.find(numberHash))?.person.id).toBe(owner);
    await badges.used(won!.id);
    expect((await badges.of(owner))[0]!.lastUsedUs).toBeGreaterThan(0);
    await disable(owner, true);
    expect(await badges.find(numberHash)).toBeUndefined();
    await disable(owner, false);
    expect(await badges.remove({ id: won!.id, person: owner === ada ? ben : ada })).toBe(false);
    expect(await badges.remove({ id: won!.id, person: owner })).toBe(true);
    expect(await badges.find(numberHash)).toBeUndefined();
  });

  test('a code pairs one browser, once and in time, and ends what the browser before it had begun', async () => {
    const { terminals, sessions } = store;
    await expect(terminals.add({ ...settings, place: 'site:none' })).rejects.toMatchObject({
      code: 'place.notFound',
    });
    const { id, version } = await terminals.add({ ...settings, place: 'site:plant' });
    const future = Date.now() * 1000 + 60_000_000;
    const pair = (code: number, secret: number) =>
      terminals.pair({ codeHash: bytes(code), secretHash: bytes(secret), device: 'Chrome' });
    await terminals.setCode(id, { codeHash: bytes(1), expiresUs: Date.now() * 1000 - 1 });
    expect(await pair(1, 1)).toBeUndefined();
    await terminals.setCode(id, { codeHash: bytes(2), expiresUs: future });
    expect(await pair(1, 1)).toBeUndefined();
    const raced = await Promise.all([10, 11, 12].map((secret) => pair(2, secret)));
    expect(raced.filter(Boolean)).toHaveLength(1);
    const secret = [10, 11, 12][raced.findIndex(Boolean)]!;
    expect(await terminals.find(bytes(secret))).toMatchObject({ id, device: 'Chrome' });
    await sessions.create({ tokenHash: bytes(50), person: ada, expiresUs: future, terminal: id });
    await terminals.setCode(id, { codeHash: bytes(3), expiresUs: future });
    expect(await pair(3, 20)).toMatchObject({ id });
    expect(await terminals.find(bytes(secret))).toBeUndefined();
    expect(await sessions.find(bytes(50))).toBeUndefined();

    const change = { ...settings, name: 'Bench', version };
    expect(await terminals.change(id, change)).toMatchObject({ name: 'Bench', version: version + 1 });
    await expect(terminals.change(id, change)).rejects.toMatchObject({ code: 'changedMeanwhile' });
    expect((await terminals.list(['site:plant'])).map(({ name }) => name)).toEqual(['Bench']);
    expect(await terminals.list(['site:away'])).toEqual([]);
    await sessions.create({ tokenHash: bytes(51), person: ada, expiresUs: future, terminal: id });
    expect(await terminals.remove(id)).toMatchObject({ id });
    expect(await sessions.find(bytes(51))).toBeUndefined();
    expect(await terminals.find(bytes(20))).toBeUndefined();
  });

  test('wrong PINs wait at one terminal alone, and a new PIN forgets them', async () => {
    const { pins, terminals } = store;
    const here = (await terminals.add({ ...settings, place: 'site:plant' })).id;
    const beside = (await terminals.add({ ...settings, name: 'Beside', place: 'site:plant' })).id;
    await pins.set({ person: ada, hash: 'first', chosen: false });
    expect(await pins.get(ada)).toMatchObject({ hash: 'first', chosen: false });
    const attempts = await Promise.all(
      Array.from({ length: 12 }, () => pins.begin({ person: ada, terminal: here })),
    );
    // Counted before they are looked at: many at once are not many tries.
    expect(attempts.filter((waitUs) => waitUs === 0)).toHaveLength(5);
    const quarter = 15 * 60_000_000;
    const waitUs = await pins.begin({ person: ada, terminal: here });
    expect(waitUs).toBeGreaterThan(quarter - 60_000_000);
    expect(waitUs).toBeLessThanOrEqual(quarter);
    expect(await pins.begin({ person: ada, terminal: beside })).toBe(0);
    await sql('update mantinel.pin_attempt set not_before_us = 0');
    expect(await pins.begin({ person: ada, terminal: here })).toBe(0);
    expect(await pins.begin({ person: ada, terminal: here })).toBeGreaterThan(2 * quarter - 60_000_000);
    await pins.set({ person: ada, hash: 'second', chosen: true });
    expect(await pins.begin({ person: ada, terminal: here })).toBe(0);
    await pins.succeeded({ person: ada, terminal: here });
    expect(await pins.get(ada)).toMatchObject({ hash: 'second', chosen: true });
    expect([await pins.remove(ada), await pins.remove(ada), await pins.get(ada)]).toEqual([
      true,
      false,
      undefined,
    ]);
  });

  test('who may choose their name at a terminal: people with a PIN, a role there, and an account that may be used', async () => {
    const { pins, roleGrants } = store;
    const names = async () => (await pins.holders(['site:plant'])).map(({ name }) => name);
    for (const person of [ada, ben]) await pins.set({ person, hash: 'x', chosen: true });
    const grant = { grantedBy: ada, place: 'site:plant' } as const;
    await roleGrants.add({ ...grant, person: ada, role: 'kiosk' });
    await roleGrants.add({ ...grant, person: ben, role: 'operator', place: 'site:away' });
    expect(await names()).toEqual([]);
    await roleGrants.add({ ...grant, person: ben, role: 'operator' });
    await roleGrants.add({ ...grant, person: ada, role: 'operator' });
    expect(await names()).toEqual(['Ada', 'ben']);
    await disable(ada, true);
    expect(await names()).toEqual(['ben']);
    await pins.remove(ben);
    expect(await names()).toEqual([]);
    await disable(ada, false);
  });
});
