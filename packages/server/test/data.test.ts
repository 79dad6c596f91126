/** Everything that people enter, out as files and in again, on a real database. */
import { type DataFile, type ImportOutcome, paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let empty: PlantApp;
let owner: string;
beforeAll(async () => {
  [app, empty] = [await startPlantApp(), await startPlantApp()];
  owner = (await app.holder('platformOwner', enterpriseRoot)).cookie;
}, 60_000);
afterAll(async () => {
  await app?.stop();
  await empty?.stop();
});

const send = async (
  body: string | Buffer,
  {
    apply = false,
    cookie = owner,
    on = app,
    query = '',
  }: { apply?: boolean; cookie?: string; on?: PlantApp; query?: string } = {},
) => {
  const answer = await on.fetch(`${apply ? paths.dataImport : paths.dataPreview}${query}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'text/plain' },
    body: body as string,
  });
  return {
    status: answer.status,
    body: (await answer.json()) as ImportOutcome & { code: string; title: string },
  };
};
const exported = async (on = app, cookie = owner): Promise<DataFile> =>
  (await (await on.fetch(paths.dataExport, { headers: { cookie } })).json()) as DataFile;
const table = async (kind: string, cookie = owner) =>
  (await app.fetch(paths.dataTable.replace(':kind', kind), { headers: { cookie } })).text();

const calendar = {
  timeZone: 'Europe/Bratislava',
  weekly: [{ name: 'Early', weekdays: [1, 2, 3], start: '06:00', end: '14:00', breaks: [] }],
  exceptions: [{ kind: 'closed', date: '2026-12-24', reason: 'Christmas' }],
};
const plant = {
  format: 'mantinel-data',
  schemaVersion: 1,
  // Contents before containers: the order of a file is nobody’s concern.
  places: [
    { id: 'line:turning', name: '=Turning', parent: 'area:hall' },
    { id: 'area:hall', name: 'Hall', parent: 'site:sud' },
    { id: 'site:sud', name: 'Werk Süd', parent: enterpriseRoot },
  ],
  calendars: [{ place: 'line:turning', calendar }],
  people: [
    { name: 'Zuzana', place: 'site:sud', disabled: false },
    { name: 'Gone', place: 'site:sud', disabled: true },
  ],
  grants: [{ person: 'zuzana', role: 'operator', place: 'line:turning' }],
  parts: [{ number: 'F-1', name: 'Flange', place: enterpriseRoot }],
  jobs: [
    {
      number: '4711',
      place: 'line:turning',
      part: 'F-1',
      partPlace: enterpriseRoot,
      quantity: 5,
      dueUs: 1_800_000_000_000_000,
      operations: [{ number: 10, name: 'Turn', place: 'line:turning', plannedRunPerItemUs: 1_500_000 }],
    },
  ],
  webhooks: [
    {
      name: 'Andon',
      place: 'site:sud',
      url: 'https://hooks.example/x',
      level: 'operator',
      codes: [],
      paused: true,
    },
  ],
};

test('a preview stores nothing; the same file applied stores all of it, and a second time changes nothing', async () => {
  const before = await exported();
  const preview = await send(JSON.stringify(plant));
  expect(preview.body).toMatchObject({
    applied: false,
    counts: { added: 10, changed: 0, same: 0, refused: 0 },
  });
  expect(await exported()).toEqual(before);
  const query = `?fingerprint=${preview.body.fingerprint}&reason=new%20works`;
  const applied = await send(JSON.stringify(plant), { apply: true, query });
  expect(applied).toMatchObject({ status: 200, body: { applied: true, counts: { added: 10 } } });
  const after = await exported();
  expect(after.jobs).toContainEqual(plant.jobs[0]);
  expect(after.people).toContainEqual(plant.people[1]);
  expect(after.grants).toContainEqual({ ...plant.grants[0], person: 'Zuzana' });
  expect(JSON.stringify(after)).not.toMatch(/whsec|argon/);
  expect((await send(JSON.stringify(after), { apply: true })).body).toMatchObject({
    applied: true,
    counts: { added: 0, changed: 0, refused: 0 },
  });
  expect(await exported()).toEqual(after);
  const events = (await (
    await app.fetch(`${paths.events}?level=developer&order=received&kinds=audit&limit=200`, {
      headers: { cookie: owner },
    })
  ).text()) as string;
  expect(events).toContain('data.imported');
  expect(events).toContain('new works');
});

test('what one plant exports an empty one takes in, and both are equal', async () => {
  const whole = await exported();
  const there = (await empty.holder('platformOwner', enterpriseRoot)).cookie;
  const file = {
    ...whole,
    people: whole.people.filter(({ name }) => name !== 'Olga' && !name.startsWith('Person')),
  };
  const names = new Set(file.people.map(({ name }) => name));
  file.grants = whole.grants.filter(({ person }) => names.has(person));
  const { body } = await send(JSON.stringify(file), { apply: true, on: empty, cookie: there });
  expect([body.counts?.refused, body.rows?.filter(({ verdict }) => verdict === 'refused')]).toEqual([0, []]);
  const copy = await exported(empty, there);
  for (const kind of ['places', 'calendars', 'parts', 'jobs', 'webhooks'] as const)
    expect(copy[kind]).toEqual(whole[kind]);
  expect(copy.people).toEqual(expect.arrayContaining(file.people));
  expect(copy.grants).toEqual(expect.arrayContaining(file.grants));
});

test.each(['places', 'machines', 'calendars', 'people', 'grants', 'parts', 'jobs', 'webhooks'])(
  '%s go out as CSV and come in again unchanged',
  async (kind) => {
    const { body } = await send(await table(kind));
    expect([body.counts?.added, body.counts?.changed, body.counts?.refused]).toEqual([0, 0, 0]);
    expect(body.counts.same).toBeGreaterThan(0);
  },
);

test('a changed row tells its columns', async () => {
  const text = (await table('parts'))
    .replace('Flange', 'Flange, small')
    .replace('Flange, small', '"Flange, small"');
  const { body } = await send(text, { apply: true });
  expect(body).toMatchObject({ applied: true, counts: { changed: 1 } });
  expect(body.rows[0]).toMatchObject({
    verdict: 'changed',
    changes: ['name'],
    kind: 'parts',
    name: 'F-1, Flange, small',
  });
});

test('one refused row refuses the file, and each mistake is told with line, column and remedy', async () => {
  const before = await exported();
  const text = [
    'id;name;parent',
    'site:ok;Fine;enterprise:own',
    'line:a;In itself;line:b',
    'line:b;In itself;line:a',
    'Site:Bad;Wrong;enterprise:own',
    'area:x;Nowhere;site:none',
    'site:ok;Twice;enterprise:own',
    'site:long;;enterprise:own',
  ].join('\r\n');
  const { body } = await send(text, { apply: true });
  expect(body).toMatchObject({ applied: false, counts: { added: 1, refused: 6 } });
  const refused = Object.fromEntries(
    body.rows.filter(({ verdict }) => verdict === 'refused').map((row) => [row.line, row]),
  );
  expect(refused[3]).toMatchObject({ problem: expect.any(String), remedy: expect.any(String) });
  expect(refused[5]).toMatchObject({ column: 'id', problem: expect.stringContaining('level') });
  expect(refused[6]).toMatchObject({ column: 'parent' });
  expect(refused[7]).toMatchObject({ problem: expect.stringContaining('twice') });
  expect(refused[8]).toMatchObject({ column: 'name' });
  expect(await exported()).toEqual(before);
});

test('unknown roles, people and parts are refused by row', async () => {
  expect(
    (await send('person,role,place\nZuzana,boss,site:sud\nNobody,viewer,site:sud\n')).body.rows,
  ).toMatchObject([
    { line: 2, column: 'role', remedy: expect.stringContaining('operator') },
    { line: 3, column: 'person' },
  ]);
  expect(
    (
      await send(
        'number,place,part,partPlace,quantity\n1,site:sud,none,site:sud,x\n2,site:sud,none,site:sud,2\n',
      )
    ).body.rows,
  ).toMatchObject([
    { line: 2, column: 'quantity' },
    { line: 3, column: 'part' },
  ]);
});

test.each([
  ['an older encoding', Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0xe8]), 'UTF-8'],
  ['nothing', '', 'empty'],
  ['columns of nothing', 'a,b\n1,2\n', 'columns'],
  ['a missing column', 'name,disabled\nA,no\n', 'columns'],
  ['an open quote', 'name,place\n"A,site:sud\n', 'quotation'],
  ['cells beyond the columns', 'name,place\nA,site:sud,x\n', 'more cells'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), ''],
  ['JSON with a mistake', '{"format": "mantinel-data",\n "x": }', 'line 2'],
  ['foreign JSON', '{"a": 1}', 'export'],
  ['a file of another version', '{"format":"mantinel-data","schemaVersion":9}', 'version 9'],
  ['an unknown kind', '{"format":"mantinel-data","schemaVersion":1,"secrets":[]}', 'secrets'],
  ['a kind that is no list', '{"format":"mantinel-data","schemaVersion":1,"people":{"a":1}}', 'list'],
])('%s is refused as a whole with what helps', async (_what, file, words) => {
  const { status, body } = await send(file);
  expect([status, body.code]).toEqual([422, 'data.unreadable']);
  expect(body.title).toContain(words);
});

test('a huge file is refused, by its bytes and by its rows', async () => {
  const row = 'P-1,Flange,site:sud\n';
  const big = await send(`number,name,place\n${row.repeat(500_000)}`);
  expect([big.status, big.body.code]).toEqual([413, 'request.tooLarge']);
  const many = await send(`number,name,place\n${row.repeat(6000)}`);
  expect([many.status, many.body.code]).toEqual([413, 'request.tooLarge']);
});

test('who administers one site brings nothing into another, sees nothing of it, and cannot tell what is there', async () => {
  const { cookie } = await app.person([{ role: 'manager', place: 'site:away' }]);
  const file = await exported(app, cookie);
  expect(file.places.map(({ id }) => id).sort()).toEqual(['machine:lathe', 'site:away']);
  expect(JSON.stringify(file)).not.toContain('MARK-PLANT');
  const rows = [
    'site:plant;Mine;enterprise:own',
    'line:milling;Mine;site:away',
    'line:new;Mine;site:plant',
    'line:other;Mine;site:none',
    'line:own;Own;site:away',
  ];
  const { body } = await send(`id;name;parent\n${rows.join('\n')}\n`, { cookie });
  expect(body.counts).toEqual({ added: 1, changed: 0, same: 0, refused: 4 });
  const of = (line: number) => body.rows.find((row) => row.line === line);
  expect(of(4)?.problem?.replace('site:plant', 'X')).toBe('There is no place X');
  for (const text of [
    'name,place\nSpy,site:plant\n',
    'person,role,place\nZuzana,platformOwner,enterprise:own\n',
    'person,role,place\nOlga,manager,site:away\n',
    'number,name,place\nX,Y,enterprise:own\n',
    'number,place,part,partPlace,quantity\n1,site:plant,F-1,enterprise:own,1\n',
    'name,place,url,level\nSpy,site:plant,https://spy.example/,operator\n',
    'place,timeZone,kind,shift\nsite:plant,UTC,,\n',
  ]) {
    const { body: tried } = await send(text, { cookie, apply: true });
    expect([text, tried.applied, tried.counts?.refused]).toEqual([text, false, 1]);
    expect(JSON.stringify(tried)).not.toContain('MARK-PLANT');
  }
  const engineer = await app.person([{ role: 'engineer', place: 'site:away' }]);
  const noPlaces = await send('id;name;parent\nline:e;E;site:away\n', { cookie: engineer.cookie });
  expect(noPlaces.body.rows[0]).toMatchObject({ verdict: 'refused' });
});

test('what would come of the file is no longer what the preview showed: nothing is done, and that is said', async () => {
  const text = 'number,name,place\nF-2,Shaft,site:sud\n';
  const { fingerprint } = (await send(text)).body;
  await app.store.parts.add({ place: 'site:sud', number: 'F-2', name: 'Shaft of somebody else' });
  const late = await send(text, { apply: true, query: `?fingerprint=${fingerprint}` });
  expect([late.status, late.body.code]).toEqual([412, 'changedMeanwhile']);
});

test('a session that was left open needs a fresh proof to bring in a file', async () => {
  const { cookie } = await app.person([{ role: 'platformOwner', place: enterpriseRoot }]);
  app.advance(11 * 60);
  const { status, body } = await send('number,name,place\nF-9,Shaft,site:sud\n', { cookie, apply: true });
  expect([status, body.code]).toEqual([403, 'session.stepUp']);
});
