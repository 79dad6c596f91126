import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetProject } from '@mantinel/contract';
import { placeId } from '@mantinel/domain';
import { databases, type TestDatabase } from '@mantinel/store/databases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderOf, plate } from '../../test/programs.ts';
import { harvest } from '../harvest.ts';
import { exportDataset } from './export-dataset.ts';
import { splitOf } from './split.ts';
import { toolMakerOf } from './tool-maker.ts';

const place = placeId('site', 'main');
const signal = new AbortController().signal;
let database: TestDatabase;
beforeAll(async () => {
  database = await databases[0]!.open();
  await database.store.places.settle({ site: 'main', machines: [] });
});
afterAll(() => database.close());

test('names fall into splits as wholes, about eight, one and one of ten', () => {
  const counts = { train: 0, validation: 0, test: 0 };
  for (let i = 0; i < 5000; i++) {
    expect(splitOf(`customer ${i}`)).toBe(splitOf(`customer ${i}`));
    counts[splitOf(`customer ${i}`)] += 1;
  }
  expect(counts.train / 5000).toBeCloseTo(0.8, 1);
  expect(counts.validation / 5000).toBeCloseTo(0.1, 1);
  expect(counts.test / 5000).toBeCloseTo(0.1, 1);
});

test.each([
  ['1/2" Dia. 2 Flute Stubby Fullerton E.M.', 'Fullerton'],
  ['SECO R217.69', 'Seco'],
  ['second op drill', undefined],
  [undefined, undefined],
])('the maker of "%s" is %s', (description, maker) => {
  expect(toolMakerOf(description)).toBe(maker);
});

test('a line a part: revisions and copies once, what is set apart not, synthetic ones said and not counted', async () => {
  const { store } = database;
  await using folder = await folderOf({
    'customers/Acme/plate.nc': plate({ holes: 60, seed: 71, note: 'MATERIAL: ALUMINIUM 6082' }),
    'customers/Acme/plate_v2.nc': plate({ holes: 60, seed: 71, note: 'MATERIAL: ALUMINIUM 6082', feed: 200 }),
    'own/flange OP1.nc': plate({ holes: 60, seed: 72 }),
    'own/flange OP2.nc': plate({ holes: 60, seed: 73 }),
    'made-up/robot.nc': plate({ holes: 60, seed: 74 }),
    'sign.gcode': '; LightBurn\nG90\nM4\nG1 X1 S100\nG1 X2 S200\nM5\n',
  });
  const source = await store.harvestSources.ensure({ place, kind: 'folder', location: folder.path });
  await harvest({
    store,
    source,
    signal,
    nowUs: () => Date.now() * 1000,
    reading: { readers: 1 },
    about: (path) =>
      path.startsWith('made-up/')
        ? { synthetic: true }
        : path.startsWith('customers/')
          ? { licence: 'MIT' }
          : undefined,
  });
  await using out = await folderOf({});
  const report = await exportDataset({ store, places: [place], folder: out.path, signal });
  expect(report).toMatchObject({
    projects: 2,
    families: 3,
    synthetic: 1,
    withMaterial: 1,
    withOutcome: 0,
    licences: { MIT: 1, 'not told': 1 },
  });
  expect((await readdir(out.path)).sort()).toEqual(['chat.jsonl', 'projects.jsonl', 'projects.schema.json']);
  const read = async (name: string) =>
    (await readFile(join(out.path, name), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const projects = (await read('projects.jsonl')).map((line) => DatasetProject.parse(line));
  const acme = projects.find(({ customer }) => customer === 'Acme')!;
  expect(acme).toMatchObject({
    licence: 'MIT',
    material: { group: 'aluminium', grade: '6082' },
    outcome: { known: false },
    programs: [
      {
        revisions: 2,
        tools: [
          { kind: 'face-mill', diameterMm: 50 },
          { kind: 'drill', diameterMm: 8.5 },
        ],
      },
    ],
  });
  expect(acme.splits.customer).toBe(splitOf('customer acme'));
  expect(projects.find(({ name }) => name === 'flange')?.programs).toHaveLength(2);
  expect(projects.filter(({ synthetic }) => synthetic).map(({ name }) => name)).toEqual(['robot']);
  const chat = await read('chat.jsonl');
  expect(chat).toHaveLength(report.conversations);
  const faced = chat.find(
    ({ project, messages }) => project === acme.id && /"face"/.test(messages[1].content),
  );
  expect(JSON.parse(faced.messages[2].content).vc).toBeCloseTo(188.5, 1);
  const schema = JSON.parse(await readFile(join(out.path, 'projects.schema.json'), 'utf8'));
  expect(schema.$defs.DatasetProject.required).toContain('provenance');
});
