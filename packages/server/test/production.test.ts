import { type Jobs, type JobView, type Parts, type PartView, paths } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let owner: string;
let engineer: string;
beforeAll(async () => {
  app = await startPlantApp();
  owner = (await app.holder('platformOwner', enterpriseRoot)).cookie;
  engineer = (await app.holder('engineer', 'site:plant')).cookie;
});
afterAll(() => app?.stop());

const ask = async (method: string, path: string, { body, cookie = engineer, version }: Ask = {}) =>
  app.fetch(path, {
    method,
    headers: {
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
interface Ask {
  readonly body?: unknown;
  readonly cookie?: string;
  readonly version?: number;
}
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const at = (path: string, id: string) => path.replace(':id', id);
const addPart = (place: PlaceId, number: string, cookie = owner) =>
  json<PartView>(ask('POST', paths.parts, { cookie, body: { place, number, name: `Part ${number}` } }));

test('parts of the enterprise are known on every site, those of a site there alone', async () => {
  const common = await addPart(enterpriseRoot, 'C-1');
  const own = await addPart('site:plant', 'P-1', engineer);
  const foreign = await addPart('site:away', 'A-1');
  expect(await addPart('site:plant', 'P-1')).toMatchObject({ code: 'part.exists' });
  expect(await addPart('line:milling', 'L-1')).toMatchObject({ code: 'place.misplaced' });
  expect(await addPart(enterpriseRoot, 'C-2', engineer)).toMatchObject({ code: 'permission.denied' });
  const onLine = (await app.holder('viewer', 'line:milling')).cookie;
  for (const cookie of [engineer, onLine]) {
    const { parts } = await json<Parts>(ask('GET', paths.parts, { cookie }));
    expect(parts.map(({ number }) => number)).toEqual(['C-1', 'P-1']);
    expect(await json(ask('GET', at(paths.part, common.id), { cookie }))).toEqual(common);
    expect(await json(ask('GET', at(paths.part, foreign.id), { cookie }))).toMatchObject({
      code: 'part.notFound',
    });
  }
  const rename = { version: 1, body: { name: 'Housing' } };
  expect(await json(ask('PATCH', at(paths.part, own.id), rename))).toMatchObject({
    name: 'Housing',
    version: 2,
  });
  expect((await ask('PATCH', at(paths.part, own.id), rename)).status).toBe(412);
  expect((await ask('PATCH', at(paths.part, common.id), rename)).status).toBe(403);
});

test('a job is made on one site, of a part known there, and changes as one', async () => {
  const part = await addPart('site:plant', 'J-part');
  const foreign = await addPart('site:away', 'J-foreign');
  const job = {
    place: 'line:milling',
    number: '4711',
    part: part.id,
    quantity: 40,
    dueUs: 1_800_000_000_000_000,
    operations: [
      { number: 10, name: 'Saw', place: 'machine:saw', plannedSetupUs: 600_000_000 },
      { number: 20, name: 'Mill', plannedRunPerItemUs: 90_000_000 },
    ],
  };
  const add = (change: object) =>
    json<JobView & { code?: string }>(ask('POST', paths.jobs, { body: { ...job, ...change } }));
  const made = await add({});
  expect(made).toEqual({ ...job, id: made.id, version: 1 });
  expect(await add({})).toMatchObject({ code: 'job.exists' });
  expect(await add({ number: '1', part: foreign.id })).toMatchObject({ code: 'part.notFound' });
  expect(
    await add({ number: '1', operations: [{ number: 1, name: 'x', place: 'machine:lathe' }] }),
  ).toMatchObject({
    code: 'place.notFound',
  });
  expect(await add({ number: '1', place: 'machine:mill' })).toMatchObject({ code: 'place.misplaced' });
  expect(await add({ number: '1', operations: [job.operations[0], job.operations[0]] })).toMatchObject({
    code: 'request.invalid',
  });
  const change = { part: part.id, quantity: 50, operations: [], reason: 'the customer called' };
  const path = at(paths.job, made.id);
  expect(await json(ask('PUT', path, { version: 1, body: change }))).toMatchObject({
    quantity: 50,
    version: 2,
  });
  expect((await ask('PUT', path, { version: 1, body: change })).status).toBe(412);
  const audited = async () => {
    const filter = { codes: ['job.changed'] } as const;
    const request = { scope: everything, filter, order: 'received', direction: 'newer', limit: 9 } as const;
    return (await app.logbook.page(request)).events.map(app.logbook.personal.openEvent);
  };
  await until(async () => (await audited()).length === 1);
  expect((await audited())[0]).toMatchObject({
    site: 'plant',
    attributes: { before: { quantity: 40 }, after: { quantity: 50 }, why: 'the customer called' },
  });
});

test('jobs are read in pages by whoever may see their place', async () => {
  const part = await addPart('site:plant', 'pages');
  for (const number of ['p1', 'p2', 'p3'])
    await ask('POST', paths.jobs, {
      body: { place: 'site:plant', number, part: part.id, quantity: 1, operations: [] },
    });
  const numbers: string[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const page: Jobs = await json(ask('GET', `${paths.jobs}?limit=2${next && `&after=${next}`}`));
    numbers.push(...page.jobs.map(({ number }) => number));
    next = page.next;
  }
  expect(numbers).toEqual(['4711', 'p1', 'p2', 'p3']);
  const abroad = (await app.holder('engineer', 'site:away')).cookie;
  expect(await json(ask('GET', paths.jobs, { cookie: abroad }))).toEqual({ jobs: [] });
  expect(await json(ask('GET', `${paths.jobs}?after=nonsense`))).toMatchObject({ code: 'request.invalid' });
});

test('a NUL in whatever text is a bad request, not a failure', async () => {
  const body = { place: 'site:plant', number: 'a\0b', name: 'x' };
  const cursor = Buffer.from('a\0\nb').toString('base64url');
  for (const answer of [
    ask('POST', paths.parts, { body }),
    ask('GET', `${paths.jobs}?after=${cursor}`),
    ask('GET', at(paths.job, 'a%00b')),
    ask('POST', paths.session, { body: { name: 'a\0b', password: 'x' } }),
  ])
    expect(await json(answer)).toMatchObject({ code: 'request.invalid', status: 400 });
});
