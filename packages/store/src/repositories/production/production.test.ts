import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../../test/databases.ts';
import type { AfterNumber, Store } from '../../index.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await open();
    store = database.store;
    for (const id of ['site:a', 'site:b'] as const)
      await store.places.add({ id, name: id, parent: enterpriseRoot });
  });
  afterAll(() => database?.close());

  test('parts are numbered within their place and read in pages of the places asked for', async () => {
    const add = (place: PlaceId, number: string) =>
      store.parts.add({ place, number, name: `Part ${number}` });
    for (const number of ['3', '1', '2']) await add('site:a', number);
    await add('site:b', '1');
    await expect(add('site:a', '1')).rejects.toMatchObject({ code: 'part.exists' });
    const read = async (places: PlaceId[]) => {
      const numbers: string[] = [];
      for (let after: AfterNumber | undefined; ; ) {
        const [row] = await store.parts.list({ places, limit: 1, ...(after ? { after } : {}) });
        if (!row) return numbers;
        numbers.push(row.number);
        after = row;
      }
    };
    expect(await read(['site:a'])).toEqual(['1', '2', '3']);
    expect(await read(['site:a', 'site:b'])).toEqual(['1', '1', '2', '3']);
    expect(await read([])).toEqual([]);
    const [part] = await store.parts.list({ places: ['site:b'], limit: 9 });
    expect(await store.parts.change(part!.id, { version: 1, name: 'Flange' })).toMatchObject({ version: 2 });
    await expect(store.parts.change(part!.id, { version: 1, name: 'Shaft' })).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    expect(await store.parts.get(part!.id)).toMatchObject({ name: 'Flange' });
  });

  test('a job carries its operations, in order, and changes as one', async () => {
    const part = await store.parts.add({ place: enterpriseRoot, number: 'P', name: 'Housing' });
    const operations = [
      { number: 20, name: 'Mill', plannedSetupUs: 3_600_000_000, plannedRunPerItemUs: 90_000_000 },
      { number: 10, name: 'Saw', place: 'site:a' as const },
    ];
    const job = { place: 'site:a', number: 'J1', part: part.id, quantity: 40, dueUs: 1, operations } as const;
    const made = await store.jobs.add(job);
    expect(await store.jobs.get(made.id)).toEqual({
      ...job,
      operations: operations.toReversed(),
      id: made.id,
      version: 1,
      changedUs: expect.any(Number),
    });
    await expect(store.jobs.add(job)).rejects.toMatchObject({ code: 'job.exists' });
    await expect(store.jobs.add({ ...job, number: 'J2', part: 'none' })).rejects.toMatchObject({
      code: 'part.notFound',
    });
    const change = { version: 1, part: part.id, quantity: 50, operations: operations.slice(0, 1) };
    expect(await store.jobs.change(made.id, change)).toMatchObject({
      version: 2,
      quantity: 50,
      number: 'J1',
    });
    await expect(store.jobs.change(made.id, change)).rejects.toMatchObject({ code: 'changedMeanwhile' });
    const [listed] = await store.jobs.list({ places: ['site:a'], limit: 5 });
    expect(listed!.operations.map(({ name }) => name)).toEqual(['Mill']);
    expect(listed).not.toHaveProperty('dueUs');
    expect(await store.jobs.list({ places: ['site:b'], limit: 5 })).toEqual([]);
  });
});
