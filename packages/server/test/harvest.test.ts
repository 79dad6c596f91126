/** Harvests over the API, read by the real readers into a real PostgreSQL: one at a time, cancelled, and gone on with. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type HarvestSources,
  type HarvestSourceView,
  type Harvests,
  type HarvestView,
  paths,
} from '@mantinel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking, at, json } from './support/asking.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let cookie: string;
let folder: string;
beforeAll(async () => {
  app = await startPlantApp();
  cookie = (await app.holder('engineer', 'site:plant')).cookie;
  folder = await mkdtemp(join(tmpdir(), 'mantinel-share-'));
}, 90_000);
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = asking(
  () => app,
  () => cookie,
);

/** Cuts along numbers of its own, so that it is no revision of another. */
const part = (number: number, blocks: number): string => {
  const cuts = Array.from(
    { length: blocks },
    (_, i) => `G1 X${((i * number * 1.37) % 900).toFixed(3)} Y${((i * i) / number).toFixed(3)} F${300 + i}`,
  );
  return `%\nO${number} (PLATE ${number})\nT1 M6\nS2000 M3\nG0 X0 Y0 Z5\n${cuts.join('\n')}\nM30\n%\n`;
};

async function newSource(name: string, programs: number, blocks = 40): Promise<HarvestSourceView> {
  const location = await mkdtemp(join(folder, `${name}-`));
  for (let i = 1; i <= programs; i++)
    await writeFile(join(location, `O${1000 + i}.nc`), part(1000 * name.length + i, blocks));
  return json(ask('POST', paths.harvestSources, { body: { place: 'site:plant', kind: 'folder', location } }));
}

const begin = (source: string) => ask('POST', at(paths.harvestBegin, source));
const viewOf = (id: string) => json<HarvestView>(ask('GET', at(paths.harvest, id)));
const cancel = (id: string) => ask('POST', at(paths.harvestCancel, id));
const ended = async (id: string): Promise<HarvestView> => {
  await until(async () => !['waiting', 'running'].includes((await viewOf(id)).state), 120_000);
  return viewOf(id);
};
const programsOf = async (source: string) => {
  const { sources } = await json<HarvestSources>(ask('GET', paths.harvestSources));
  return sources.find(({ id }) => id === source)!.programs;
};

test('a harvest that is cancelled keeps what it read, the next one goes on, and nothing is there twice', async () => {
  const programs = 300;
  const { id: source } = await newSource('cancelled', programs, 1500);
  const first = await json<HarvestView>(begin(source));
  await until(async () => (await viewOf(first.id)).state === 'running', 30_000);
  expect(await json(cancel(first.id))).toMatchObject({ cancelling: true });
  const cancelled = await ended(first.id);
  expect(cancelled).toMatchObject({ state: 'cancelled', cancelling: false });
  expect(cancelled.counts.programs).toBeLessThan(programs);
  expect(await programsOf(source)).toBe(cancelled.counts.programs);
  expect(await json(cancel(first.id))).toMatchObject({ code: 'harvest.notCancellable' });
  const second = await ended((await json<HarvestView>(begin(source))).id);
  expect(second).toMatchObject({
    state: 'finished',
    counts: { unchanged: cancelled.counts.programs, programs: programs - cancelled.counts.programs },
  });
  expect(await programsOf(source)).toBe(programs);
}, 300_000);

test('of two who begin at once one is told that it is running, and one harvest is all there is', async () => {
  const { id: source } = await newSource('two', 20);
  const answers = await Promise.all([begin(source), begin(source), begin(source)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  for (const answer of answers)
    if (!answer.ok) expect(await json(answer)).toMatchObject({ code: 'harvest.running' });
    else await ended((await json<HarvestView>(answer)).id);
  const { harvests } = await json<Harvests>(ask('GET', `${paths.harvests}?source=${source}`));
  expect(harvests).toMatchObject([{ state: 'finished', counts: { programs: 20 } }]);
}, 120_000);

test('one that waits is cancelled at once, and what a command harvests just now is not walked through twice', async () => {
  const { id: source } = await newSource('command', 3);
  const release = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const command = app.store.harvests.exclusively(source, () => {
    held.resolve();
    return release.promise;
  });
  await held.promise;
  const waiting = await json<HarvestView>(begin(source));
  // It is tried, finds the lock taken, and is tried again later.
  await until(async () => {
    const { rows } = await app.store.statements.executeSql(
      `select 1 from mantinel_tasks.job where name = 'harvest.run' and data ->> 'source' = $1 and state = 'retry'`,
      [source],
    );
    return rows.length > 0;
  }, 30_000);
  expect(await viewOf(waiting.id)).toMatchObject({ state: 'waiting', counts: { files: 0 } });
  expect(await json(cancel(waiting.id))).toMatchObject({ state: 'cancelled' });
  const other = await json<HarvestView>(begin(source));
  release.resolve();
  await command;
  expect(await ended(other.id)).toMatchObject({ state: 'finished', counts: { programs: 3 } });
  expect(await viewOf(waiting.id)).toMatchObject({ state: 'cancelled' });
}, 120_000);

test('a source that somebody changed meanwhile is not changed over it, and its present version comes with it', async () => {
  const { id, version } = await newSource('versions', 1);
  const change = (etag: string, licence: string) =>
    ask('PUT', at(paths.harvestSource, id), {
      body: { watched: false, paused: false, licence },
      headers: { 'if-match': etag },
    });
  const first = await change(`"${version}"`, 'own');
  expect(first.status).toBe(200);
  const late = await change(`"${version}"`, 'MIT');
  expect([late.status, await json(late)]).toMatchObject([412, { code: 'changedMeanwhile' }]);
  const present = await ask('GET', at(paths.harvestSource, id));
  expect(present.headers.get('etag')).toBe(first.headers.get('etag'));
  expect(await json(present)).toMatchObject({ licence: 'own', version: version + 1 });
  expect((await change(present.headers.get('etag')!, 'MIT')).status).toBe(200);
  const gone = await ask('DELETE', at(paths.harvestSource, id), { headers: { 'if-match': `"${version}"` } });
  expect(gone.status).toBe(412);
});
