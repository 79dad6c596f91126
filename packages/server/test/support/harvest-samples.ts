/** Valid requests of the routes about sources of programs, harvests, and what waits for a person's word. */
import { createHash, randomUUID } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { paths } from '@mantinel/contract';
import { type HarvestSourceRow, noHarvestCounts } from '@mantinel/store';
import type { MakeSample, Sample } from './sample.ts';
import { markOf, type PlantApp } from './start-plant-app.ts';

let count = 0;
const newName = (): string => {
  count += 1;
  return `${markOf('plant')}-programs-${count}`;
};
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const at = (path: string, id: string): string => path.replace(':id', id);

const newSource = ({ store }: PlantApp): Promise<HarvestSourceRow> =>
  store.harvestSources.add({
    place: 'line:milling',
    kind: 'upload',
    location: newName(),
    watched: false,
    paused: false,
    licence: undefined,
  });

const newHarvest = async (app: PlantApp) =>
  (await app.store.harvests.ask({ source: (await newSource(app)).id, counts: noHarvestCounts })).id;

/** A program of one tool of which nothing is known. */
export async function newProgram({ store }: Pick<PlantApp, 'store'>, name = newName()) {
  const [project, program, revision] = [randomUUID(), randomUUID(), randomUUID()];
  const bytes = Buffer.from(`O1 (${name} ${project})\nT7 M6\nG1 X1. F100\nM30\n`);
  const sha256 = createHash('sha256').update(bytes).digest();
  await store.transaction(async ({ programs, projects, programInbox }) => {
    await programs.addTexts([{ sha256, bytes: bytes.length, compressed: zstdCompressSync(bytes) }]);
    await programs.addProjects([
      { id: project, place: 'line:milling', key: `text:${project}`, name, changed_us: 1 },
    ]);
    await programs.addPrograms([
      { id: program, project, name, stem: name.toLowerCase(), kind: 'mill', latest: revision, changed_us: 1 },
    ]);
    await programs.addRevisions([
      {
        ...{ id: revision, program, number: 1, text: sha256, place: 'line:milling' },
        ...{ dialect: 'fanuc-mill', dialect_confidence: 1 },
        ...{ lines: 4, blocks: 4, meaning: project, sketch: Buffer.alloc(512), bands: [], features: '{}' },
        ...{ reader: 1, read_us: 1 },
      },
    ]);
    const tool = { revision, number: 7, description: `EM ${name}`, confidence: 0, calls: 1, line: 2 };
    await programs.putContents([revision], { tools: [tool], operations: [] });
    const unknown = { material: undefined, materialConfidence: undefined, grade: undefined };
    await projects.settle([{ id: project, ...unknown, partNumber: undefined, customer: undefined }], 1);
    await programInbox.settleTools([program]);
  });
  return { project, program };
}

async function newRule({ store }: Pick<PlantApp, 'store'>): Promise<string> {
  const pattern = newName().toLowerCase();
  const rule = {
    place: 'line:milling',
    field: 'material',
    looksAt: 'folder',
    pattern,
    value: 'steel',
  } as const;
  await store.facts.putRule(rule);
  return (await store.facts.rules(rule.place)).find((each) => each.pattern === pattern)!.id;
}

export const harvestSamples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.harvestSources}`]: async (app) => {
    await newSource(app);
    return undefined;
  },
  [`POST ${paths.harvestSources}`]: () =>
    json({ place: 'line:milling', kind: 'upload', location: newName() }),
  [`GET ${paths.harvestSource}`]: async (app) => ({
    path: at(paths.harvestSource, (await newSource(app)).id),
  }),
  [`PUT ${paths.harvestSource}`]: async (app) => ({
    path: at(paths.harvestSource, (await newSource(app)).id),
    ...json({ watched: true, paused: false, licence: 'own' }, { 'if-match': '"1"' }),
  }),
  [`DELETE ${paths.harvestSource}`]: async (app) => ({
    path: at(paths.harvestSource, (await newSource(app)).id),
    headers: { 'if-match': '"1"' },
  }),
  [`POST ${paths.harvestBegin}`]: async (app) => ({
    path: at(paths.harvestBegin, (await newSource(app)).id),
  }),
  [`POST ${paths.harvestUpload}`]: async (app) => ({
    path: `${at(paths.harvestUpload, (await newSource(app)).id)}?path=O1.nc&bytes=6`,
    headers: { 'content-type': 'application/octet-stream' },
    body: '%\nM30\n',
  }),
  [`GET ${paths.harvests}`]: async (app) => {
    await newHarvest(app);
    return undefined;
  },
  [`GET ${paths.harvest}`]: async (app) => ({ path: at(paths.harvest, await newHarvest(app)) }),
  [`POST ${paths.harvestCancel}`]: async (app) => ({ path: at(paths.harvestCancel, await newHarvest(app)) }),
  [`GET ${paths.harvestSkips}`]: async (app) => {
    const id = await newHarvest(app);
    await app.store.harvests.skip(id, [
      { path: `${markOf('plant')}.nc`, reason: 'unreadable', detail: 'It is locked.' },
    ]);
    return { path: at(paths.harvestSkips, id) };
  },
  [`GET ${paths.materialInbox}`]: async (app) => {
    await newProgram(app);
    return undefined;
  },
  [`POST ${paths.materialInbox}`]: async (app) =>
    json({ projects: [{ id: (await newProgram(app)).project, version: 1 }], material: 'steel' }),
  [`GET ${paths.programRules}`]: async (app) => {
    await newRule(app);
    return undefined;
  },
  [`DELETE ${paths.programRule}`]: async (app) => ({
    path: at(paths.programRule, await newRule(app)),
    headers: { 'if-match': '"1"' },
  }),
  [`GET ${paths.toolInbox}`]: async (app) => {
    await newProgram(app);
    return undefined;
  },
  [`POST ${paths.toolInbox}`]: async (app) =>
    json({ tools: [{ program: (await newProgram(app)).program, tool: 7, version: 1 }], kind: 'end-mill' }),
};
