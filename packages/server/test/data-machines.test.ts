/** Machines with their connections, out as files and in again: database, mantinel.yaml and what is recorded agree afterwards. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataFile, type ImportOutcome, paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { systemParts } from '../src/parts.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let other: PlantApp;
beforeAll(async () => {
  const { openSource } = systemParts();
  [app, other] = [await startPlantApp({ openSource }), await startPlantApp({ openSource })];
}, 90_000);
afterAll(async () => {
  await app?.stop();
  await other?.stop();
});

const ownerOf = async (on: PlantApp) => (await on.holder('platformOwner', enterpriseRoot)).cookie;
const yamlOf = (on: PlantApp) => readFile(join(on.folder, 'mantinel.yaml'), 'utf8');
const machinesOf = async (on: PlantApp) =>
  (parse(await yamlOf(on)) as { machines: Record<string, unknown>[] }).machines;
const exported = async (on = app): Promise<DataFile> =>
  (await (await on.fetch(paths.dataExport, { headers: { cookie: await ownerOf(on) } })).json()) as DataFile;

async function bring(
  file: object | string,
  { on = app, apply = true, cookie }: { on?: PlantApp; apply?: boolean; cookie?: string } = {},
) {
  const head = { format: 'mantinel-data', schemaVersion: 1 };
  const answer = await on.fetch(apply ? paths.dataImport : paths.dataPreview, {
    method: 'POST',
    headers: { cookie: cookie ?? (await ownerOf(on)), 'content-type': 'text/plain' },
    body: typeof file === 'string' ? file : JSON.stringify({ ...head, ...file }),
  });
  return (await answer.json()) as ImportOutcome & { code?: string };
}
const press = { connector: 'mtconnect', id: 'press', name: 'The press', url: 'http://127.0.0.1:1/' };
const recorded = async (on = app) => {
  const { machines } = (await (
    await on.fetch(paths.machines, { headers: { cookie: await ownerOf(on) } })
  ).json()) as { machines: { id: string; name: string }[] };
  return machines.map(({ id }) => id).sort();
};

test('a new machine is recorded at its place and stands in mantinel.yaml; a preview does neither', async () => {
  const before = await yamlOf(app);
  const file = {
    machines: [press, { connector: 'shdr', id: 'drill', host: '127.0.0.1', port: 1 }],
    places: [{ id: 'machine:press', name: 'Press', parent: 'line:milling' }],
    jobs: [],
  };
  const preview = await bring(file, { apply: false });
  expect(preview.counts).toEqual({ added: 3, changed: 0, same: 0, refused: 0 });
  expect(await yamlOf(app)).toBe(before);
  expect(await recorded()).toEqual(['mill', 'saw']);

  expect(await bring(file)).toMatchObject({ applied: true, counts: { added: 3 } });
  expect(await recorded()).toEqual(['drill', 'mill', 'press', 'saw']);
  expect(await machinesOf(app)).toEqual([
    expect.objectContaining({ id: 'mill' }),
    expect.objectContaining({ id: 'saw' }),
    press,
    { connector: 'shdr', id: 'drill', host: '127.0.0.1', port: 1 },
  ]);
  const { places } = await exported();
  expect(places).toContainEqual({ id: 'machine:press', name: 'Press', parent: 'line:milling' });
  expect(places).toContainEqual({ id: 'machine:drill', name: 'drill', parent: 'site:plant' });
  expect(await bring(file)).toMatchObject({ applied: true, counts: { added: 0, changed: 0, same: 3 } });
});

test('what one plant exports another takes in, and both export the same; CSV as well', async () => {
  const whole = await exported();
  const { places, machines } = whole;
  expect((await bring({ places, machines }, { on: other })).counts).toMatchObject({ added: 4, refused: 0 });
  expect((await exported(other)).machines).toEqual(machines);
  expect(await recorded(other)).toEqual(await recorded());
  const table = paths.dataTable.replace(':kind', 'machines');
  const csv = await (await app.fetch(table, { headers: { cookie: await ownerOf(app) } })).text();
  expect((await bring(csv, { on: other })).counts).toEqual({ added: 0, changed: 0, same: 4, refused: 0 });
  const changed = csv.replace('The press', 'The big press');
  expect(await bring(changed, { on: other })).toMatchObject({
    applied: true,
    counts: { changed: 1, same: 3 },
    rows: [expect.objectContaining({ changes: ['name'] }), ...[1, 2, 3].map(() => expect.anything())],
  });
  expect(await machinesOf(other)).toContainEqual({ ...press, name: 'The big press' });
});

test('a password within an address goes out hidden, stays here, and must be entered anew elsewhere', async () => {
  const secret = { ...press, id: 'oven', url: 'http://user:s3cret@127.0.0.1:1/' };
  await bring({ machines: [secret] });
  const whole = await exported();
  expect(JSON.stringify(whole)).not.toContain('s3cret');
  const oven = whole.machines.find(({ id }) => id === 'oven')!;
  expect((await bring({ machines: [{ ...oven, name: 'Oven' }] })).counts).toMatchObject({ changed: 1 });
  expect(await machinesOf(app)).toContainEqual({ ...secret, name: 'Oven' });
  const elsewhere = await bring({ machines: [oven] }, { on: other });
  expect(elsewhere).toMatchObject({ applied: false, counts: { refused: 1 } });
  expect(elsewhere.rows[0]).toMatchObject({ column: 'url', remedy: expect.stringContaining('password') });
});

test('each mistake is told at its row, and nothing of the file is kept', async () => {
  const before = await yamlOf(app);
  const rows = [
    'id,connector,host,port,url,deviceModel',
    'fine,shdr,127.0.0.1,7878,,',
    'Big,shdr,127.0.0.1,7878,,',
    'nohost,shdr,,7878,,',
    'port,shdr,127.0.0.1,many,,',
    'odd,modbus,127.0.0.1,,,',
    'model,shdr,127.0.0.1,7878,,nowhere.xml',
    'lathe,shdr,127.0.0.1,7878,,',
  ];
  const outcome = await bring(rows.join('\n'));
  expect(outcome).toMatchObject({ applied: false, counts: { added: 1, refused: 6 } });
  const columns = Object.fromEntries(outcome.rows.map(({ line, column }) => [line, column]));
  expect(columns).toEqual({
    2: undefined,
    3: 'id',
    4: 'host',
    5: 'port',
    6: 'connector',
    7: 'deviceModel',
    8: undefined,
  });
  for (const { verdict, problem, remedy } of outcome.rows)
    if (verdict === 'refused') expect([problem, remedy]).toEqual([expect.any(String), expect.any(String)]);
  expect(outcome.rows.find(({ line }) => line === 6)?.remedy).toContain('shdr, mtconnect');
  // It stands on another site, whose node records it.
  expect(outcome.rows.find(({ line }) => line === 8)?.problem).toContain('site');
  expect(await yamlOf(app)).toBe(before);
});

test('who administers another site neither sees machines nor brings any in, and cannot tell which there are', async () => {
  const { cookie } = await app.person([{ role: 'manager', place: 'site:away' }]);
  const file = (await (await app.fetch(paths.dataExport, { headers: { cookie } })).json()) as DataFile;
  expect(file.machines).toEqual([]);
  const told = async (id: string) => {
    const { rows } = await bring({ machines: [{ connector: 'shdr', id, host: '127.0.0.1' }] }, { cookie });
    return rows.map((row) => ({ ...row, name: '', problem: row.problem?.replace(id, 'X') }));
  };
  const unknown = await told('nowhere');
  expect(unknown[0]).toMatchObject({ verdict: 'refused', problem: expect.stringContaining('X') });
  expect(await told('mill')).toEqual(unknown);
});

test('a mantinel.yaml that was broken or changed by hand refuses all of it: the database keeps nothing either', async () => {
  const whole = await yamlOf(app);
  const before = await exported();
  const part = { number: 'M-1', name: 'Flange', place: enterpriseRoot };
  const file = { machines: [{ ...press, id: 'late' }], parts: [part] };
  const path = join(app.folder, 'mantinel.yaml');
  await writeFile(path, 'machines: [\n');
  expect((await bring(file)).code).toBe('configuration.broken');
  await writeFile(path, whole.replace('The press', 'By hand'));
  expect((await bring({ ...file, machines: [{ ...press, name: 'By import' }] })).code).toBe(
    'changedMeanwhile',
  );
  await writeFile(path, whole);
  expect(await exported()).toEqual(before);
  expect(await recorded()).not.toContain('late');
  expect((await bring(file)).counts).toMatchObject({ added: 2 });
});
