/** What waits is kept with everything that it follows from, and never another than what would be found anew. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MaterialInbox, type ProgramRules, paths, type ToolInbox } from '@mantinel/contract';
import { harvest } from '@mantinel/harvester/reading';
import { expectQuestionsKept } from '@mantinel/store/questions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking, json } from './support/asking.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let folder: string;
let cookie: string;
beforeAll(async () => {
  app = await startPlantApp();
  cookie = (await app.holder('engineer', 'site:plant')).cookie;
  folder = await mkdtemp(join(tmpdir(), 'mantinel-kept-'));
}, 90_000);
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = asking(
  () => app,
  () => cookie,
);
const materials = () => json<MaterialInbox>(ask('GET', paths.materialInbox));
const tools = () => json<ToolInbox>(ask('GET', paths.toolInbox));
const tell = async (path: string, body: unknown) =>
  expect((await ask('POST', path, { body })).status).toBe(200);

async function harvested(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const { store } = app;
  const source = await store.harvestSources.ensure({ place: 'site:plant', kind: 'folder', location: folder });
  await harvest({
    ...{ store, source, nowUs: () => Date.now() * 1000, signal: new AbortController().signal },
    reading: { readers: 1 },
  });
  return source.id;
}

const program = (number: number, tool: string, ...notes: string[]) =>
  ['%', `O${number}`, ...notes.map((note) => `(${note})`), `(T7 ${tool})`, 'G21 G90', 'T7 M6', 'S900 M3']
    .concat(Array.from({ length: 40 }, (_, i) => `G1 X${(i * number) % 97}. Y${i}. F200`))
    .concat('M30', '%', '')
    .join('\n');

/** Counts as they are told, and as many rows. */
async function expectKept(waiting: { materials: number; tools: number }) {
  const [material, tool] = [await materials(), await tools()];
  const sum = (counts: MaterialInbox['counts']) => Object.values(counts!).reduce((a, b) => a + b);
  expect({ materials: sum(material.counts), tools: sum(tool.counts) }).toEqual(waiting);
  expect([material.projects.length, tool.tools.length]).toEqual([waiting.materials, waiting.tools]);
  expect(await expectQuestionsKept(app.store)).toBe(waiting.materials + waiting.tools);
}

test('through harvests, answers, corrections, rules remembered and forgotten, and what is deleted', async () => {
  await harvested({
    'A4101.nc': program(4101, 'QQ 12'),
    'B4102.nc': program(4102, 'QQ 12', 'MATERIAL: STEEL 1045', 'MATERIAL: AL 6082'),
    'C4103.nc': program(4103, '10MM END MILL', 'MATERIAL: STEEL 1045'),
  });
  await expectKept({ materials: 2, tools: 2 });

  const [unknown, contradicted] = (await materials()).projects;
  expect([unknown!.reason, contradicted!.reason]).toEqual(['unknown', 'contradicted']);
  const projects = [{ id: unknown!.id, version: unknown!.version }];
  await tell(paths.materialInbox, { projects, material: 'titanium' });
  await expectKept({ materials: 1, tools: 2 });

  // Of its kind and diameter a person says both, and the other program of the same words is answered by the rule.
  const [first] = (await tools()).tools;
  const answer = async (kind: string, remember: string) => {
    // Once it is answered no page of the inbox tells it.
    const { rows } = await app.store.statements.executeSql(
      'select version from mantinel.project where id = $1',
      [first!.project],
    );
    const { version } = rows[0] as { version: number };
    const chosen = [{ program: first!.program, tool: 7, version }];
    await tell(paths.toolInbox, { tools: chosen, kind, diameterMm: 12, remember });
  };
  await answer('reamer', 'words');
  await until(async () => (await tools()).tools.length === 0, 20_000);
  await expectKept({ materials: 1, tools: 0 });
  // A correction of the same is another rule, by which the other program is answered again.
  await answer('tap', 'words');
  await expectQuestionsKept(app.store);
  await until(async () => (await tools()).tools.length === 0, 20_000);
  await expectKept({ materials: 1, tools: 0 });

  const { rules } = await json<ProgramRules>(ask('GET', paths.programRules));
  expect(rules.map(({ field }) => field).sort()).toEqual(['tool-diameter', 'tool-kind']);
  for (const { id, version } of rules) {
    const forgotten = await ask('DELETE', paths.programRule.replace(':id', id), {
      headers: { 'if-match': `"${version}"` },
    });
    expect(forgotten.status).toBe(200);
    await expectQuestionsKept(app.store);
  }
  await until(async () => (await tools()).tools.length === 1, 20_000);
  await expectKept({ materials: 1, tools: 1 });

  // Another revision, which tells what nobody knew.
  await harvested({
    'B4102.nc': program(4102, '12MM END MILL', 'MATERIAL: STEEL 1045', 'MATERIAL: AL 6082', 'AGAIN'),
  });
  await expectKept({ materials: 1, tools: 0 });

  // A file that is deleted leaves what was read of it.
  await rm(join(folder, 'A4101.nc'));
  await harvested({});
  await expectKept({ materials: 1, tools: 0 });
}, 120_000);
