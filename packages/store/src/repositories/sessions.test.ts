import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  test('a session that was not used for a week has ended, and is swept out', async () => {
    const { store, schema } = database;
    const { id } = await store.people.create({ name: 'Olga', place: enterpriseRoot });
    const expiresUs = Date.now() * 1000 + 3_600_000_000;
    const [idle, used] = [new Uint8Array([1]), new Uint8Array([2])];
    for (const tokenHash of [idle, used]) await store.sessions.create({ tokenHash, person: id, expiresUs });
    const client = await database.client();
    const weekAgo = (Date.now() - 7 * 24 * 3_600_000 - 1000) * 1000;
    const almost = weekAgo + 60_000_000;
    const seen = `update ${schema}.session set last_seen_us = $1 where token_hash = $2`;
    await client.query(seen, [weekAgo, Buffer.from(idle)]);
    await client.query(seen, [almost, Buffer.from(used)]);
    await client.end();
    expect(await store.sessions.of(id)).toHaveLength(1);
    expect(await store.sessions.find(idle)).toBeUndefined();
    expect(await store.sessions.removeExpired()).toBe(1);
    const found = (await store.sessions.find(used))!;
    expect(found.lastSeenUs).toBeGreaterThan(almost);
    expect(await store.sessions.end({ person: 'somebody else', id: found.id })).toBe(0);
    expect(await store.sessions.end({ person: id, except: found.id })).toBe(0);
    expect(await store.sessions.end({ person: id, id: found.id })).toBe(1);
  });
});
