import {
  type CalendarView,
  type EventPage,
  type Places,
  type PlaceView,
  paths,
  type Shifts,
} from '@mantinel/contract';
import { type Event, enterpriseRoot, type NewEvent, type PlaceId } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking, at, json } from './support/asking.ts';
import { openSse } from './support/sse.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let owner: string;
beforeAll(async () => {
  app = await startPlantApp();
  owner = (await app.holder('platformOwner', enterpriseRoot)).cookie;
});
afterAll(() => app?.stop());

const ask = asking(
  () => app,
  () => owner,
);
const ifMatch = (answer: Response) => ({ 'if-match': answer.headers.get('etag')! });
const add = (id: PlaceId, parent: PlaceId) => ask('POST', paths.places, { body: { id, name: id, parent } });
const audited = async (code: string): Promise<Event[]> => {
  const request = {
    scope: everything,
    filter: { codes: [code] },
    order: 'received',
    direction: 'newer',
  } as const;
  const { events } = await app.logbook.page({ ...request, limit: 100 });
  return events.map(app.logbook.personal.openEvent);
};

test('of two who edit one place the second is told, and nothing is overwritten', async () => {
  await add('area:two', 'site:plant');
  const path = at(paths.place, 'area:two');
  const [first, second] = [await ask('GET', path), await ask('GET', path)];
  expect(first.headers.get('etag')).toBe('"1"');
  const changed = await ask('PATCH', path, { headers: ifMatch(first), body: { name: 'Hall of the first' } });
  expect(changed.headers.get('etag')).toBe('"2"');
  const refused = await ask('PATCH', path, {
    headers: ifMatch(second),
    body: { name: 'Hall of the second' },
  });
  expect(refused.status).toBe(412);
  expect(await refused.json()).toMatchObject({
    code: 'changedMeanwhile',
    title: 'Somebody else changed the place area:two meanwhile; your change was not stored.',
  });
  expect(await json(ask('GET', path))).toMatchObject({ name: 'Hall of the first', version: 2 });
  const blind = await ask('PATCH', path, { body: { name: 'Hall of nobody' } });
  expect([blind.status, await json(blind)]).toMatchObject([428, { code: 'request.versionMissing' }]);
  const odd = await ask('PATCH', path, { headers: { 'if-match': '*' }, body: { name: 'x' } });
  expect(await json(odd)).toMatchObject({ code: 'request.invalid' });
});

test('a change tells who, what, before, after and why', async () => {
  await add('area:told', 'site:away');
  const path = at(paths.place, 'area:told');
  const { id, cookie } = await app.holder('manager', 'site:away');
  const body = { name: 'Foundry', reason: 'the sign at the door' };
  await ask('PATCH', path, { cookie, headers: { 'if-match': '"1"' }, body });
  await until(async () => (await audited('place.changed')).some(({ site }) => site === 'away'));
  const told = (await audited('place.changed')).findLast(({ site }) => site === 'away')!;
  expect(told).toMatchObject({
    kind: 'audit',
    attributes: {
      personId: id,
      place: 'area:told',
      before: { name: 'area:told', parent: 'site:away' },
      after: { name: 'Foundry', parent: 'site:away' },
      why: 'the sign at the door',
    },
  });
  // A refused change tells nothing.
  await ask('PATCH', path, { cookie, headers: { 'if-match': '"1"' }, body: { name: 'Again' } });
  expect(
    (await audited('place.changed')).filter(({ attributes }) => attributes.place === 'area:told'),
  ).toHaveLength(1);
});

test('whoever manages a site arranges it, and puts nothing on another', async () => {
  const { cookie } = await app.holder('manager', 'site:plant');
  expect(
    (await ask('POST', paths.places, { cookie, body: { id: 'line:own', name: 'Own', parent: 'site:plant' } }))
      .ok,
  ).toBe(true);
  const abroad = { id: 'line:abroad', name: 'Abroad', parent: 'site:away' };
  expect(await json(ask('POST', paths.places, { cookie, body: abroad }))).toMatchObject({
    code: 'place.notFound',
  });
  const move = { cookie, headers: { 'if-match': '"1"' }, body: { parent: 'site:away' } };
  expect(await json(ask('PATCH', at(paths.place, 'line:own'), move))).toMatchObject({
    code: 'place.notFound',
  });
  const onRoot = { id: 'site:mine', name: 'Mine', parent: enterpriseRoot };
  expect(await json(ask('POST', paths.places, { cookie, body: onRoot }))).toMatchObject({
    code: 'permission.denied',
  });
  const { places } = await json<Places>(ask('GET', paths.places, { cookie }));
  expect(places.map(({ id }) => id)).toContain('machine:mill');
  expect(
    places.filter(({ id }) => id === enterpriseRoot || id.includes('away') || id === 'machine:lathe'),
  ).toEqual([]);
});

test('a recorded machine stays on the site that its events carry; within it people put it where it stands', async () => {
  const path = at(paths.place, 'machine:saw');
  const moved = await ask('PATCH', path, {
    headers: ifMatch(await ask('GET', path)),
    body: { parent: 'line:milling' },
  });
  expect(await moved.json()).toMatchObject({ parent: 'line:milling' });
  const away = await ask('PATCH', path, { headers: ifMatch(moved), body: { parent: 'site:away' } });
  expect([away.status, await json(away)]).toMatchObject([409, { code: 'place.otherSite' }]);
});

test('a machine that is connected while the program runs has its place at once', async () => {
  await ask('POST', paths.machines, { body: { connector: 'shdr', id: 'drill', host: '127.0.0.1' } });
  expect(await json<PlaceView>(ask('GET', at(paths.place, 'machine:drill')))).toMatchObject({
    parent: 'site:plant',
    level: 'machine',
  });
  const { cookie } = await app.holder('viewer', 'site:plant');
  expect((await ask('GET', at(paths.machineItems, 'drill'), { cookie })).status).toBe(200);
});

test('a line works by its own calendar, or by that of what contains it', async () => {
  const early = {
    name: 'early',
    start: '06:00',
    end: '14:00',
    breaks: [{ name: 'lunch', start: '11:00', end: '11:30' }],
  };
  const calendar = {
    timeZone: 'Europe/Bratislava',
    weekly: [{ ...early, weekdays: [1, 2, 3, 4, 5, 6, 7] }],
    exceptions: [],
  };
  await add('line:calm', 'site:plant');
  const [ofLine, ofSite] = [at(paths.placeCalendar, 'line:calm'), at(paths.placeCalendar, 'site:plant')];
  expect(await json(ask('GET', ofLine))).toMatchObject({ code: 'calendar.notFound' });
  expect(await json(ask('GET', `${ofLine}?empty=true`))).toMatchObject({
    ...{ place: 'line:calm', from: 'line:calm', version: 0, calendar: { weekly: [], exceptions: [] } },
  });
  const none = { 'if-none-match': '*' };
  const set = await ask('PUT', ofSite, { headers: none, body: { calendar } });
  expect(await set.json()).toEqual({ place: 'site:plant', from: 'site:plant', calendar, version: 1 });
  expect((await ask('PUT', ofSite, { headers: none, body: { calendar } })).status).toBe(412);
  const inherited = await ask('GET', ofLine);
  expect(await inherited.json()).toMatchObject({ place: 'line:calm', from: 'site:plant', version: 0 });

  // What was read as inherited may be changed into an own one.
  const closed = { ...calendar, exceptions: [{ kind: 'closed', date: '2026-10-25', reason: 'Sunday' }] };
  const own = await ask('PUT', ofLine, { headers: ifMatch(inherited), body: { calendar: closed } });
  expect(await json<CalendarView>(own)).toMatchObject({ from: 'line:calm', version: 1 });
  const day = (place: string, date: string) => {
    const fromUs = Date.parse(`${date}T00:00+02:00`) * 1000;
    return json<Shifts>(
      ask('GET', `${at(paths.placeShifts, place)}?fromUs=${fromUs}&toUs=${fromUs + 25 * 3.6e9}`),
    );
  };
  expect((await day('line:calm', '2026-10-25')).shifts).toEqual([]);
  expect(await day('machine:mill', '2026-10-25')).toMatchObject({
    shifts: [
      { name: 'early', productionDay: '2026-10-25', startUs: Date.parse('2026-10-25T06:00+01:00') * 1000 },
    ],
    planned: { operationUs: 8 * 3.6e9, breakUs: 0.5 * 3.6e9, busyUs: 7.5 * 3.6e9 },
  });

  const overlapping = {
    ...calendar,
    weekly: [...calendar.weekly, { ...early, name: 'other', weekdays: [3] }],
  };
  const refused = await ask('PUT', ofLine, {
    headers: { 'if-match': '"1"' },
    body: { calendar: overlapping },
  });
  expect(await refused.json()).toMatchObject({
    code: 'calendar.invalid',
    title: expect.stringContaining('overlap'),
  });
  expect((await ask('DELETE', ofLine, { headers: { 'if-match': '"1"' } })).status).toBe(200);
  expect(await json(ask('GET', ofLine))).toMatchObject({ from: 'site:plant' });
  await until(async () => (await audited('calendar.removed')).length === 1);
});

test('the past of a machine that moved stays with the readers of the site where it happened', async () => {
  const event = (site: string, code: string): NewEvent => ({
    ...{ timeUs: 1, receivedUs: 1, site, machine: 'mover', kind: 'message', severity: 9, code },
    ...{ message: '', attributes: {}, quality: 'good' },
  });
  await add('line:old', 'site:plant');
  await add('machine:mover', 'line:old');
  const readers = {
    plant: (await app.holder('viewer', 'site:plant')).cookie,
    away: (await app.holder('viewer', 'site:away')).cookie,
    oldLine: (await app.holder('viewer', 'line:old')).cookie,
    machine: (await app.holder('viewer', 'machine:mover')).cookie,
    enterprise: (await app.holder('viewer', enterpriseRoot)).cookie,
  };
  const seen = async () => {
    const codes = async (cookie: string) => {
      const path = `${paths.events}?machine=mover&level=developer`;
      return (await json<EventPage>(ask('GET', path, { cookie }))).events.map(({ code }) => code);
    };
    const entries = Object.entries(readers).map(async ([name, cookie]) => [name, await codes(cookie)]);
    return Object.fromEntries(await Promise.all(entries));
  };
  await app.logbook.append({ events: [event('plant', 'was')] });
  expect(await seen()).toEqual({
    plant: ['was'],
    away: [],
    oldLine: ['was'],
    machine: ['was'],
    enterprise: ['was'],
  });

  const moved = await ask('PATCH', at(paths.place, 'machine:mover'), {
    headers: { 'if-match': '"1"' },
    body: { parent: 'site:away' },
  });
  expect(moved.status).toBe(200);
  await app.logbook.append({ events: [event('away', 'is')] });
  expect(await seen()).toEqual({
    plant: ['was'],
    away: ['is'],
    oldLine: [],
    machine: ['is'],
    enterprise: ['was', 'is'],
  });
  // The move itself is read on both sites.
  await until(
    async () => (await audited('place.changed')).filter(({ machine }) => machine === 'mover').length === 2,
  );
  const told = (await audited('place.changed')).filter(({ machine }) => machine === 'mover');
  expect(told.map(({ site }) => site).sort()).toEqual(['away', 'plant']);
});

test('within a site a machine’s past follows it from line to line', async () => {
  await add('line:from', 'site:plant');
  await add('line:to', 'site:plant');
  await add('machine:shifted', 'line:from');
  await app.logbook.append({
    events: [
      {
        ...{
          timeUs: 1,
          receivedUs: 1,
          site: 'plant',
          machine: 'shifted',
          kind: 'message',
          severity: 9,
          code: 'x',
        },
        ...{ message: '', attributes: {}, quality: 'good' },
      },
    ],
  });
  const count = async (place: PlaceId) => {
    const { cookie } = await app.holder('viewer', place);
    return (await json<EventPage>(ask('GET', `${paths.events}?machine=shifted`, { cookie }))).events.length;
  };
  expect([await count('line:from'), await count('line:to')]).toEqual([1, 0]);
  const body = { parent: 'line:to' };
  await ask('PATCH', at(paths.place, 'machine:shifted'), { headers: { 'if-match': '"1"' }, body });
  expect([await count('line:from'), await count('line:to')]).toEqual([0, 1]);
});

test('a place in use stays, an unused one goes', async () => {
  await add('area:empty', 'site:plant');
  const remove = (id: PlaceId) =>
    ask('DELETE', `${at(paths.place, id)}?reason=never+built`, { headers: { 'if-match': '"1"' } });
  expect(await json(remove('site:away'))).toMatchObject({ code: 'place.inUse' });
  expect(await json(remove('area:empty'))).toEqual({ removed: 'area:empty' });
  expect(await json(ask('GET', at(paths.place, 'area:empty')))).toMatchObject({ code: 'place.notFound' });
  await until(async () => (await audited('place.removed')).length > 0);
  expect((await audited('place.removed')).at(-1)!.attributes).toMatchObject({ why: 'never built' });
});

test('a stream of somebody who may not listen is refused', async () => {
  const { cookie } = await app.person([]);
  const stream = await openSse(`${app.url}${paths.stream}`, { cookie });
  expect(stream.answer.statusCode).toBe(403);
  stream.close();
});
