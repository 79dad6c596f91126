/** Remembered corrections over the API: what they give, who sees them, and what is left when one is forgotten. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MaterialInbox, type ProgramRules, paths, type ToolInbox } from '@mantinel/contract';
import { harvest } from '@mantinel/harvester/reading';
import { expectQuestionsKept } from '@mantinel/store/questions';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let folder: string;
let engineer: string;
let viewer: string;
let foreigner: string;
beforeAll(async () => {
  app = await startPlantApp();
  engineer = (await app.holder('engineer', 'site:plant')).cookie;
  viewer = (await app.holder('viewer', 'site:plant')).cookie;
  foreigner = (await app.holder('engineer', 'site:away')).cookie;
  folder = await mkdtemp(join(tmpdir(), 'mantinel-rules-'));
  await mkdir(join(folder, 'ZX9'));
  for (const number of [4101, 4102])
    await writeFile(
      join(folder, 'ZX9', `O${number}.nc`),
      ['%', `O${number}`, '(T7 QQ 12)', 'G21 G90', 'T7 M6', 'S900 M3', 'G0 X0 Y0']
        .concat(
          Array.from({ length: 40 }, (_, i) => `G1 X${(i * number) % 97}. Y${i}. F200`),
          'M30',
          '%',
          '',
        )
        .join('\n'),
    );
  const { store } = app;
  const source = await store.harvestSources.ensure({ place: 'site:plant', kind: 'folder', location: folder });
  await harvest({
    ...{ store, source, nowUs: () => Date.now() * 1000, signal: new AbortController().signal },
    reading: { readers: 1 },
  });
}, 120_000);
afterEach(async () => {
  await expectQuestionsKept(app.store);
});
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const get = async <T>(path: string, cookie = viewer) =>
  (await (await app.fetch(path, { headers: { cookie } })).json()) as T;
const post = (path: string, body: unknown) =>
  app.fetch(path, {
    method: 'POST',
    headers: { cookie: engineer, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const forget = (id: string, cookie: string, version = 1) =>
  app.fetch(paths.programRule.replace(':id', id), {
    method: 'DELETE',
    headers: { cookie, 'if-match': `"${version}"` },
  });
const rules = async (cookie = viewer) => (await get<ProgramRules>(paths.programRules, cookie)).rules;
const materials = () => get<MaterialInbox>(`${paths.materialInbox}?text=ZX9`);
const tools = () => get<ToolInbox>(paths.toolInbox);
const statement = async (sql: string) => (await app.store.statements.executeSql(sql)).rows;
const kinds = () =>
  statement('select kind from mantinel.program_tool where number = 7 order by revision') as Promise<
    { kind: string | null }[]
  >;

test('a rule of materials is listed with whose it is and what it touches; forgotten, what it gave waits again', async () => {
  const [first] = (await materials()).projects;
  expect((await materials()).projects).toHaveLength(2);
  await post(paths.materialInbox, {
    projects: [{ id: first!.id, version: first!.version }],
    material: 'titanium',
    remember: 'folder',
  });
  await until(async () => (await materials()).projects.length === 0, 20_000);
  const [rule, ...others] = await rules();
  expect(others).toEqual([]);
  expect(rule).toMatchObject({
    ...{ place: 'site:plant', looksAt: 'folder', pattern: 'zx9', field: 'material', value: 'titanium' },
    // The other one: of the one that was answered a person said it.
    ...{ programs: 1, version: 1, person: expect.stringMatching(/^Person/) },
  });

  expect(await rules(foreigner)).toEqual([]);
  expect((await forget(rule!.id, foreigner)).status).toBe(404);
  expect((await forget(rule!.id, viewer)).status).toBe(403);
  expect((await forget(rule!.id, engineer, 9)).status).toBe(412);
  expect((await forget(rule!.id, engineer)).status).toBe(200);
  expect(await rules()).toEqual([]);
  const left = (await materials()).projects;
  expect(left.map(({ id }) => id)).not.toContain(first!.id);
  expect(left).toHaveLength(1);
  expect(left[0]!.hints).toEqual([]);
  expect((await forget(rule!.id, engineer)).status).toBe(404);
});

test('a forgotten rule of tools leaves what was read of them', async () => {
  const before = await kinds();
  const [first] = (await tools()).tools;
  const answer = (kind: string) =>
    post(paths.toolInbox, {
      tools: [{ program: first!.program, tool: 7, version: first!.version }],
      kind,
      remember: 'words',
    });
  expect((await answer('reamer')).status).toBe(200);
  await until(async () => (await kinds()).every(({ kind }) => kind === 'reamer'), 20_000);
  // Somebody who still looks at the page of before is told.
  expect((await answer('tap')).status).toBe(412);
  const [rule] = await rules();
  // Of the first as well: its diameter still waits, so that rules speak of it, too.
  expect(rule).toMatchObject({ looksAt: 'tool', field: 'tool-kind', value: 'reamer', programs: 2 });

  expect((await forget(rule!.id, engineer)).status).toBe(200);
  await until(async () => (await kinds()).some(({ kind }) => kind !== 'reamer'), 20_000);
  const after = await kinds();
  // A person said it of the first: that stays.
  expect(after.filter(({ kind }) => kind === 'reamer')).toHaveLength(1);
  expect(after.filter(({ kind }) => kind !== 'reamer')).toEqual([before[0]]);
});
