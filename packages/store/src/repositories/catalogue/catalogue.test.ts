import { defaultAlarmLimits, enterpriseRoot, type NewEvent } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../../test/databases.ts';
import { MemoryLogbook, newEvent, until } from '../../../test/rig.ts';
import type { Store } from '../../index.ts';

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

  test('an explanation holds once for a place, model and code; changes name the version they were made from', async () => {
    const entry = {
      place: 'site:a',
      model: 'VTC-300C',
      code: 'mazak.212',
      texts: { sk: { title: 'Zásobník 100 %_\\' } },
      priority: 'high',
      respondWithinMinutes: 5,
      source: 'Builder’s list',
    } as const;
    const added = await store.catalogueEntries.add(entry);
    expect(added).toMatchObject({ ...entry, version: 1 });
    await expect(store.catalogueEntries.add({ ...entry, model: 'vtc-300c' })).rejects.toMatchObject({
      code: 'catalogue.exists',
    });
    await store.catalogueEntries.add({ ...entry, place: 'site:b' });
    await expect(store.catalogueEntries.add({ ...entry, place: 'site:none' })).rejects.toMatchObject({
      code: 'place.notFound',
    });
    const change = { version: 1, texts: { en: { title: 'Magazine' } }, source: '' };
    const changed = await store.catalogueEntries.change(added.id, change);
    expect(changed).toEqual({
      id: added.id,
      place: 'site:a',
      model: 'VTC-300C',
      code: 'mazak.212',
      texts: { en: { title: 'Magazine' } },
      source: '',
      version: 2,
      changedUs: expect.any(Number),
    });
    await expect(store.catalogueEntries.change(added.id, change)).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    expect(await store.catalogueEntries.all()).toHaveLength(2);
    await store.catalogueEntries.remove(added.id, 2);
    await expect(store.catalogueEntries.remove(added.id, 2)).rejects.toMatchObject({
      code: 'catalogue.notFound',
    });
  });

  test('explanations are found by any of their texts, in pages, at the places asked for', async () => {
    for (const number of [3, 1, 2])
      await store.catalogueEntries.add({
        place: 'site:a',
        model: '',
        code: `haas.${number}`,
        texts: { en: { title: `Number ${number} of 100%` } },
        source: '',
      });
    const page = { places: ['site:a'], limit: 2 } as const;
    const first = await store.catalogueEntries.list({ ...page, search: 'NUMBER' });
    expect(first.map(({ code }) => code)).toEqual(['haas.1', 'haas.2']);
    const rest = await store.catalogueEntries.list({ ...page, search: 'NUMBER', after: first[1]! });
    expect(rest.map(({ code }) => code)).toEqual(['haas.3']);
    // Signs of SQL's patterns are text here.
    expect(await store.catalogueEntries.list({ ...page, search: '0%"' })).toHaveLength(2);
    expect(await store.catalogueEntries.list({ ...page, search: '_umber' })).toHaveLength(0);
    expect(await store.catalogueEntries.list({ places: ['site:b'], limit: 9, search: 'haas' })).toEqual([]);
  });

  test('what controls say is kept once a machine and code, counted, with its latest text', async () => {
    const logbook = new MemoryLogbook();
    const said = (machine: string, code: string, more: Partial<NewEvent> = {}) =>
      newEvent({
        machine,
        kind: 'condition',
        code,
        message: `${code} said`,
        attributes: { level: 'warning', nativeCode: code.slice(6) },
        ...more,
      });
    const projections = store.startProjections(logbook, {
      defaults: () => undefined,
      limits: defaultAlarmLimits,
    });
    const caughtUp = () =>
      until(() => projections.states().every(({ position }) => position?.seq === logbook.head.seq));
    logbook.record(
      said('mill', 'mazak.101', { receivedUs: 10 }),
      said('mill', 'mazak.101', { receivedUs: 30, message: 'Soft\0 limit' }),
      said('saw', 'mazak.101', { receivedUs: 20 }),
      said('mill', 'mazak.101', { attributes: { level: 'normal', nativeCode: '101' } }),
      said('mill', 'mazak.101', { attributes: { level: 'fault', resync: true } }),
      said('mill', 'mazak.102', { kind: 'message' }),
    );
    await caughtUp();
    logbook.record(said('mill', 'mazak.101', { receivedUs: 5 }));
    await caughtUp();
    const [mill, ...others] = await store.controlTexts.list(['mill']);
    expect(others).toEqual([]);
    expect(mill).toMatchObject({ code: 'mazak.101', nativeCode: '101', times: 3, firstUs: 5, lastUs: 30 });
    expect(await store.controlTexts.list(['mill', 'saw'])).toHaveLength(2);
    expect(await store.controlTexts.list([])).toEqual([]);

    // A control that makes its codes up is held to a number; what is known goes on being counted.
    for (let from = 0; from < 6000; from += 2000)
      logbook.record(...Array.from({ length: 2000 }, (_, at) => said('mad', `mazak.${from + at}`)));
    await caughtUp();
    logbook.record(said('mad', 'mazak.7'), said('mad', 'mazak.5999'));
    await caughtUp();
    const mad = await store.controlTexts.list(['mad']);
    expect(mad).toHaveLength(5000);
    expect(mad.find(({ code }) => code === 'mazak.7')?.times).toBe(2);
    await projections.rebuild('control-texts');
    await caughtUp();
    await until(async () => (await store.controlTexts.list(['mill'])).length === 1);
    expect((await store.controlTexts.list(['mill']))[0]!.times).toBe(3);
    await projections.stop();
  });
});
