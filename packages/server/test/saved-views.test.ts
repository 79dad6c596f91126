/** Saved views: one's own, shared ones, and who may do what with them, on a real PostgreSQL. */
import { paths, type SavedViews, type SavedViewView } from '@mantinel/contract';
import type { PlaceId, Role } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
beforeAll(async () => {
  app = await startPlantApp();
}, 60_000);
afterAll(() => app?.stop());

const as = async (role: Role, place: PlaceId) => {
  const { cookie } = await app.person([{ role, place }]);
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.fetch(path, {
      method,
      headers: { cookie, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    send,
    names: async () =>
      ((await (await send('GET', paths.savedViews)).json()) as SavedViews).views.map(({ name }) => name),
    save: async (body: unknown) => {
      const answer = await send('POST', paths.savedViews, body);
      return { status: answer.status, view: (await answer.json()) as SavedViewView };
    },
  };
};
const at = (id: string) => paths.savedView.replace(':id', id);
const view = (name: string, place?: PlaceId) => ({
  name,
  search: 'level=operator&query=door',
  ...(place ? { place } : {}),
});

test('what is kept for oneself nobody else sees, and what is shared is seen where events are read', async () => {
  const technician = await as('technician', 'site:plant');
  const viewer = await as('viewer', 'machine:mill');
  const elsewhere = await as('technician', 'site:away');
  const own = await technician.save(view('Own'));
  const shared = await technician.save(view('Shared', 'site:plant'));
  expect([own.status, shared.status]).toEqual([200, 200]);
  expect(own.view).toMatchObject({
    mine: true,
    mayChange: true,
    version: 1,
    search: 'level=operator&query=door',
  });
  expect(await technician.names()).toEqual(['Own', 'Shared']);
  expect(await viewer.names()).toEqual(['Shared']);
  expect(await elsewhere.names()).toEqual([]);
  const seen = (await (await viewer.send('GET', at(shared.view.id))).json()) as SavedViewView;
  expect(seen).toMatchObject({ mine: false, mayChange: false });
  expect((await viewer.send('GET', at(own.view.id))).status).toBe(404);
  expect((await elsewhere.send('DELETE', at(shared.view.id), undefined, { 'if-match': '"1"' })).status).toBe(
    404,
  );
});

test('sharing takes the right at that place, and a shared view is changed by whoever has it', async () => {
  const viewer = await as('viewer', 'site:plant');
  const technician = await as('technician', 'site:plant');
  const other = await as('technician', 'site:plant');
  expect((await viewer.save(view('Not mine to share', 'site:plant'))).status).toBe(403);
  expect((await technician.save(view('Elsewhere', 'site:away'))).status).toBe(404);
  const { view: kept } = await technician.save(view('Doors', 'site:plant'));
  const change = { ...view('Doors and gates', 'site:plant') };
  expect((await viewer.send('PUT', at(kept.id), change, { 'if-match': '"1"' })).status).toBe(403);
  const changed = await other.send('PUT', at(kept.id), change, { 'if-match': '"1"' });
  expect(changed.headers.get('etag')).toBe('"2"');
  expect((await technician.send('PUT', at(kept.id), change, { 'if-match': '"1"' })).status).toBe(412);
  expect((await technician.send('DELETE', at(kept.id), undefined, { 'if-match': '"2"' })).status).toBe(200);
  expect((await technician.send('GET', at(kept.id))).status).toBe(404);
});

test('nobody keeps more than could be chosen from', async () => {
  const { id } = await app.person([{ role: 'viewer', place: 'site:plant' }]);
  const add = () => app.store.savedViews.add({ ...view('x'), owner: id, most: 2 });
  await add();
  await add();
  await expect(add()).rejects.toMatchObject({ code: 'savedView.tooMany' });
});
