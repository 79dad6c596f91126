import { type Annotations, type AnnotationView, type EventPage, paths } from '@mantinel/contract';
import type { PlaceId, Role } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsOfBothSites, type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
/** Of the mill and of the lathe on the other site. */
let event: EventPage['events'][number];
let foreign: EventPage['events'][number];
beforeAll(async () => {
  app = await startPlantApp();
  await app.logbook.append({ events: eventsOfBothSites(12) });
  const page = { scope: everything, order: 'received', direction: 'newer', limit: 1 } as const;
  const first = async (machines: string[]) =>
    (await app.logbook.page({ ...page, filter: { machines, kinds: ['message'] } })).events[0]!;
  const asId = (one: Awaited<ReturnType<typeof first>>) => ({
    ...one,
    id: `${one.node}.${one.epoch}.${one.seq}`,
  });
  event = asId(await first(['mill'])) as typeof event;
  foreign = asId(await first(['lathe'])) as typeof event;
});
afterAll(() => app?.stop());

interface Ask {
  readonly role?: Role;
  readonly place?: PlaceId;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly version?: number;
}
async function ask<T>(method: string, path: string, given: Ask = {}): Promise<{ status: number; body: T }> {
  const { role = 'operator', place = 'site:plant', body, version } = given;
  const cookie = given.cookie ?? (await app.holder(role, place)).cookie;
  const answer = await app.fetch(path, {
    method,
    headers: {
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const add = (body: object, by: Ask = {}) =>
  ask<AnnotationView & { code?: string }>('POST', paths.annotations, { ...by, body });
const list = async (query = '', by: Ask = {}) =>
  (await ask<Annotations>('GET', `${paths.annotations}?${query}`, by)).body;
const at = (id: string) => paths.annotation.replace(':id', id);

test('a note on an event stands where and when the event does, and is found by it', async () => {
  const { id: author } = await app.holder('operator', 'site:plant');
  const { body: note } = await add({ event: event.id, text: '  Insert changed, 0.2 mm\nsecond line ' });
  expect(note).toMatchObject({
    event: event.id,
    machine: 'mill',
    site: 'plant',
    timeUs: event.timeUs,
    receivedUs: event.receivedUs,
    text: 'Insert changed, 0.2 mm\nsecond line',
    author: { id: author },
    version: 1,
  });
  expect((await list(`event=${event.id}`)).annotations).toEqual([note]);
  expect((await list('machine=saw')).annotations).toEqual([]);
  expect((await list(`fromUs=${event.timeUs}&toUs=${event.timeUs + 1}`)).annotations).toEqual([note]);
  expect((await list(`fromUs=${event.timeUs + 1}`)).annotations).toEqual([]);
});

test('its words are changed by its author alone; whoever keeps order may remove it', async () => {
  const { body: note } = await add({ place: 'machine:mill', timeUs: 5, text: 'Odd noise' });
  const other = await app.person([{ role: 'operator', place: 'site:plant' }]);
  const engineer = await app.person([{ role: 'engineer', place: 'site:plant' }]);
  const change = { version: 1, body: { text: 'Odd noise in X' } };
  for (const { cookie } of [other, engineer])
    expect((await ask('PATCH', at(note.id), { ...change, cookie })).body).toMatchObject({
      code: 'annotation.notYours',
    });
  expect((await ask('DELETE', at(note.id), { version: 1, cookie: other.cookie })).body).toMatchObject({
    code: 'annotation.notYours',
  });
  expect((await ask('PATCH', at(note.id), change)).body).toMatchObject({
    text: 'Odd noise in X',
    version: 2,
  });
  expect((await ask('PATCH', at(note.id), change)).status).toBe(412);
  expect((await ask('DELETE', at(note.id), { version: 2, cookie: engineer.cookie })).body).toEqual({
    removed: note.id,
  });
  expect((await ask('GET', at(note.id))).body).toMatchObject({ code: 'annotation.notFound' });
});

test('the audit trail tells who noted what where, and none of the words', async () => {
  const secret = 'Anna was late again';
  const { body: note } = await add({ place: 'site:plant', timeUs: 7, text: secret });
  await ask('PATCH', at(note.id), { version: 1, body: { text: `${secret}!` } });
  await ask('DELETE', at(note.id), { version: 2 });
  const told = async () => {
    const filter = { codes: ['annotation.*'] } as const;
    const page = { scope: everything, filter, order: 'received', direction: 'newer', limit: 99 } as const;
    return (await app.logbook.page(page)).events.filter(
      ({ attributes }) => (attributes.after as { id: string }).id === note.id,
    );
  };
  await until(async () => (await told()).length === 3);
  const events = await told();
  expect(events.map(({ code }) => code)).toEqual([
    'annotation.added',
    'annotation.changed',
    'annotation.removed',
  ]);
  expect(JSON.stringify(events)).not.toContain('Anna');
});

test('a reader sees the notes of what they see, and learns of no others', async () => {
  await add({ place: 'machine:saw', timeUs: 11, text: 'saw' });
  await add({ place: 'machine:mill', timeUs: 12, text: 'mill' });
  await add({ place: 'site:plant', timeUs: 13, text: 'plant' });
  await add({ event: foreign.id, text: 'lathe' }, { place: 'site:away' });
  const texts = async (role: Role, place: PlaceId) =>
    (await list('toUs=100', { role, place })).annotations.map(({ text }) => text);
  expect(await texts('viewer', 'site:plant')).toEqual(['plant', 'mill', 'saw']);
  expect(await texts('viewer', 'line:milling')).toEqual(['mill']);
  expect(await texts('viewer', 'site:away')).toEqual([]);
  const [theirs] = (await list('machine=lathe', { place: 'site:away' })).annotations;
  expect(theirs).toMatchObject({ text: 'lathe', site: 'away' });
  expect((await ask('GET', at(theirs!.id))).body).toMatchObject({ code: 'annotation.notFound' });
  expect((await add({ event: foreign.id, text: 'x' })).body).toMatchObject({ code: 'event.notFound' });
  expect((await add({ place: 'machine:lathe', timeUs: 1, text: 'x' })).body).toMatchObject({
    code: 'machine.notFound',
  });
  expect((await add({ place: 'machine:saw', timeUs: 1, text: 'x' }, { role: 'viewer' })).status).toBe(403);
});

test.each([
  [{ text: 'nowhere' }],
  [{ place: 'machine:mill', text: 'no time' }],
  [{ event: 'a.1.1', place: 'machine:mill', timeUs: 1, text: 'both' }],
  [{ place: 'machine:mill', timeUs: 1, text: ' ' }],
  [{ place: 'machine:mill', timeUs: 1, text: 'x'.repeat(2001) }],
])('%j is not understood', async (body) => {
  expect((await add(body)).body).toMatchObject({ code: 'request.invalid' });
});

test('a page goes on where the one before ended', async () => {
  for (const timeUs of [21, 22, 22, 23]) await add({ place: 'machine:mill', timeUs, text: String(timeUs) });
  const read: string[] = [];
  let next: string | undefined;
  do {
    const page: Annotations = await list(
      new URLSearchParams({ fromUs: '20', toUs: '30', limit: '1', ...(next && { after: next }) }).toString(),
    );
    read.push(...page.annotations.map(({ text }) => text));
    next = page.next;
  } while (next !== undefined);
  expect(read).toEqual(['23', '22', '22', '21']);
  expect((await ask('GET', `${paths.annotations}?after=nonsense`)).status).toBe(400);
});
