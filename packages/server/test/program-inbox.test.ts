/** What waits for a person's word: pages while a harvest adds rows, and answers about what another one changed meanwhile. */
import { randomUUID } from 'node:crypto';
import { type MaterialInbox, type Projects, paths, type ToolInbox } from '@mantinel/contract';
import { expectQuestionsKept } from '@mantinel/store/questions';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asking, json } from './support/asking.ts';
import { newProgram } from './support/harvest-samples.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let cookie: string;
beforeAll(async () => {
  app = await startPlantApp();
  cookie = (await app.holder('engineer', 'site:plant')).cookie;
}, 90_000);
afterEach(async () => {
  expect(await expectQuestionsKept(app.store)).toBeGreaterThan(0);
});
afterAll(() => app?.stop());

const ask = asking(
  () => app,
  () => cookie,
);

/** Every row in the order in which pages bring it; before each further page something is added. */
async function paged<Page extends { next?: string | undefined }, Row>(
  path: string,
  rowsOf: (page: Page) => readonly Row[],
  add: () => Promise<unknown>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const after: string = next && `&after=${encodeURIComponent(next)}`;
    const page: Page = await json(ask('GET', `${path}${after}`));
    rows.push(...rowsOf(page));
    next = page.next;
    if (next !== undefined) await add();
  }
  return rows;
}

test('no page brings a row twice or leaves one out while rows are added between any two', async () => {
  // Of one name each three: then the id decides, and what is added falls between.
  const names = ['beta', 'beta', 'beta', 'delta', 'delta', 'delta', 'Ünal', 'alpha 10', 'alpha 9', 'ALPHA'];
  const there = [];
  for (const name of names) there.push(await newProgram(app, name));
  const added = ['aaa', 'beta', 'delta', 'zulu', 'alpha 95'];
  let at = 0;
  const add = () => newProgram(app, added[at++ % added.length]!);
  const projects = there.map(({ project }) => project).sort();
  const programs = there.map(({ program }) => program).sort();
  const ofThose = (found: readonly string[], wanted: readonly string[]) => {
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => wanted.includes(id)).sort()).toEqual(wanted);
  };
  for (const order of ['name', 'newest']) {
    const rows = await paged(
      `${paths.projects}?limit=3&order=${order}`,
      (page: Projects) => page.projects,
      add,
    );
    ofThose(
      rows.map(({ id }) => id),
      projects,
    );
  }
  const materials = await paged(
    `${paths.materialInbox}?limit=3`,
    (page: MaterialInbox) => page.projects,
    add,
  );
  ofThose(
    materials.map(({ id }) => id),
    projects,
  );
  const tools = await paged(`${paths.toolInbox}?limit=3`, (page: ToolInbox) => page.tools, add);
  ofThose(
    tools.map(({ program }) => program),
    programs,
  );
});

test('what somebody else answered meanwhile is told, nothing of the answer is kept, and the present version is accepted', async () => {
  const mark = randomUUID();
  for (const name of ['one', 'two']) await newProgram(app, `${mark} ${name}`);
  const waiting = async () =>
    (await json<MaterialInbox>(ask('GET', `${paths.materialInbox}?text=${mark}`))).projects;
  const [one, two] = await waiting();
  const answer = (projects: readonly { id: string; version: number }[], material: string) =>
    ask('POST', paths.materialInbox, {
      body: { projects: projects.map(({ id, version }) => ({ id, version })), material },
    });
  expect((await answer([one!], 'steel')).status).toBe(200);
  const late = await answer([one!, two!], 'aluminium');
  expect([late.status, await json(late)]).toMatchObject([412, { code: 'changedMeanwhile' }]);
  // All or none: the other one still waits, as it was.
  expect(await waiting()).toEqual([two]);
  const tools = await json<ToolInbox>(ask('GET', `${paths.toolInbox}?text=${mark}`));
  const tool = tools.tools.find(({ project }) => project === one!.id)!;
  expect(tool.version).toBeGreaterThan(one!.version);
  const tell = (version: number) =>
    ask('POST', paths.toolInbox, {
      body: { tools: [{ program: tool.program, tool: tool.tool, version }], kind: 'end-mill', diameterMm: 8 },
    });
  expect((await tell(one!.version)).status).toBe(412);
  expect(await json(tell(tool.version))).toMatchObject({ confirmed: 1 });
});
