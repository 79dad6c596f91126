import { checkPlant, enterpriseRoot, type PlaceId, plantTree, siteOf } from '@mantinel/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../../test/databases.ts';
import type { Store } from '../../index.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await open();
    store = database.store;
  });
  afterAll(() => database?.close());

  const site = (id: PlaceId) => store.places.add({ id, name: id, parent: enterpriseRoot });

  test('places are added, renamed and moved with everything in them, each change from the version it names', async () => {
    await site('site:a');
    await site('site:b');
    await store.places.add({ id: 'line:turning', name: 'Turning', parent: 'site:a' });
    await store.places.add({ id: 'machine:lathe', name: 'Lathe', parent: 'line:turning' });
    await expect(site('site:a')).rejects.toMatchObject({ code: 'place.exists' });
    await expect(store.places.add({ id: 'area:x', name: 'X', parent: 'line:turning' })).rejects.toMatchObject(
      {
        code: 'place.misplaced',
        message: expect.stringContaining('area:x cannot lie in line:turning'),
      },
    );
    const moved = await store.places.change('line:turning', { version: 1, parent: 'site:b', name: 'Lathes' });
    expect(moved).toMatchObject({ version: 2, parent: 'site:b', name: 'Lathes' });
    expect(siteOf(plantTree(await store.places.list()), 'machine:lathe')).toBe('site:b');
    await expect(store.places.change('line:turning', { version: 1, name: 'Mine' })).rejects.toMatchObject({
      code: 'changedMeanwhile',
      status: 412,
    });
    await expect(store.places.change('line:gone', { version: 1, name: 'x' })).rejects.toMatchObject({
      code: 'place.notFound',
    });
    await expect(store.places.remove('line:turning', 2)).rejects.toMatchObject({
      code: 'place.inUse',
      message: expect.stringContaining('other places lie in it'),
    });
    await store.places.remove('machine:lathe', 1);
    await store.places.remove('line:turning', 2);
    expect(await store.places.get('line:turning')).toBeUndefined();
  });

  test('of two at once from one version, one is stored and the other told', async () => {
    await site('site:race');
    const both = await Promise.allSettled(
      ['one', 'two'].map((name) => store.places.change('site:race', { version: 1, name })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await store.places.get('site:race'))?.version).toBe(2);
  });

  test('whatever is moved where by many at once, the plant hangs together', async () => {
    const ids: PlaceId[] = ['area:a1', 'area:a2', 'line:l1', 'line:l2', 'machine:m1', 'machine:m2'];
    for (const id of ids) await store.places.add({ id, name: id, parent: 'site:a' });
    const move = fc.record({
      id: fc.constantFrom(...ids),
      parent: fc.constantFrom<PlaceId>(...ids, 'site:b'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 8 }), async (moves) => {
        await Promise.allSettled(
          moves.map(async ({ id, parent }) => {
            const { version } = (await store.places.get(id))!;
            return store.places.change(id, { version, parent });
          }),
        );
        expect(checkPlant(await store.places.list())).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('machines of the configuration land on its site, stay where people put them, and follow the site', async () => {
    const machine = { connector: 'shdr', timeZone: 'UTC', demo: false, settings: {} };
    const configure = (at: string, ids: string[]) =>
      store.transaction(async (tx) => {
        const rows = ids.map((id) => ({ ...machine, id, name: id, site: at }));
        await tx.machines.syncConfigured(rows);
        await tx.places.settle({ site: at, machines: rows });
      });
    const place = async (id: PlaceId) => (await store.places.get(id))?.parent;
    await configure('here', ['mill', 'saw']);
    expect(await place('site:here')).toBe(enterpriseRoot);
    expect(await place('machine:mill')).toBe('site:here');
    await store.places.add({ id: 'line:milling', name: 'Milling', parent: 'site:here' });
    await store.places.change('machine:mill', { version: 1, parent: 'line:milling' });
    await configure('here', ['mill']);
    expect(await place('machine:mill')).toBe('line:milling');
    // The saw is gone, its past is not.
    expect(await place('machine:saw')).toBe('site:here');
    await expect(store.places.change('machine:mill', { version: 2, parent: 'site:b' })).rejects.toMatchObject(
      {
        code: 'place.otherSite',
      },
    );
    await expect(store.places.remove('machine:mill', 2)).rejects.toMatchObject({ code: 'place.inUse' });
    await configure('there', ['mill']);
    expect(await store.places.get('machine:mill')).toMatchObject({ parent: 'site:there', version: 3 });
  });

  test('a shift calendar is stored once, and changed from the version it names', async () => {
    const calendar = { timeZone: 'Europe/Bratislava', weekly: [], exceptions: [] };
    const set = (version?: number) =>
      store.shiftCalendars.set({ place: 'site:a', calendar, ...(version === undefined ? {} : { version }) });
    expect(await set()).toMatchObject({ place: 'site:a', calendar, version: 1 });
    await expect(set()).rejects.toMatchObject({ code: 'changedMeanwhile' });
    expect(await set(1)).toMatchObject({ version: 2 });
    await expect(set(1)).rejects.toMatchObject({ code: 'changedMeanwhile' });
    await expect(store.shiftCalendars.remove('site:a', 1)).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    expect((await store.shiftCalendars.list()).map(({ place }) => place)).toEqual(['site:a']);
    await store.shiftCalendars.remove('site:a', 2);
    await expect(store.shiftCalendars.remove('site:a', 2)).rejects.toMatchObject({
      code: 'calendar.notFound',
    });
    expect(await store.shiftCalendars.get('site:a')).toBeUndefined();
  });
});
