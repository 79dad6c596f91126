/** The program on its real parts: logbook on disk, PostgreSQL, connectors; nothing stands in for anything. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Config,
  type EventCounts,
  type EventPage,
  type Histogram,
  paths,
  type Status,
} from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, start } from '../src/app.ts';
import { loadConfig } from '../src/config/load-config.ts';
import { systemParts } from '../src/parts.ts';
import { eventsOf, openSse } from './support/sse.ts';
import { until } from './support/start-test-app.ts';

const lines = 2000;
let folder: string;
let app: App | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-whole-'));
  const recording = Array.from({ length: lines }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + index * 250).toISOString();
    return index % 10 === 0
      ? `${time}|execution|${index % 20 === 0 ? 'ACTIVE' : 'READY'}`
      : `${time}|Xload|${index}`;
  });
  await writeFile(join(folder, 'day.shdr'), `${recording.join('\n')}\n`);
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  // A database that was being set up writes until it notices that it is to end.
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const started = async () => {
  const config = Config.parse({
    data: join(folder, 'data'),
    http: { port: 0 },
    machines: [
      {
        connector: 'replay',
        id: 'mill',
        file: join(folder, 'day.shdr'),
        speed: 'max',
        timestamps: 'recorded',
      },
    ],
  });
  app = await start(
    {
      config,
      configFile: join(folder, 'mantinel.yaml'),
      demo: true,
      webRoot: join(folder, 'web'),
      log: () => undefined,
    },
    { ...systemParts(), checkReplies: true },
  );
  return app;
};
const get = async <T>(path: string): Promise<T> => {
  const answer = await fetch(app!.url + path);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
};
const readings = `${paths.eventCounts}?machine=mill&kind=sample&kind=state`;
const stored = async () => (await get<EventCounts>(readings)).total;

test('a recording is stored once, line by line, and a restart neither repeats nor loses any of it', async () => {
  await started();
  await until(async () => (await stored()) === lines, 20_000);
  const first = await get<Status>(paths.status);
  await app!.stop();
  await started();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await stored()).toBe(lines);
  const second = await get<Status>(paths.status);
  expect(second.logbook).toMatchObject({
    node: first.logbook.node,
    epoch: first.logbook.epoch,
    state: 'writing',
  });
  const { events } = await get<EventPage>(
    `${paths.events}?machine=mill&kind=sample&kind=state&limit=1000&direction=newer`,
  );
  expect(events.map(({ attributes }) => attributes.value).slice(0, 3)).toEqual(['ACTIVE', 1, 2]);
});

test('pages, ranks, times, facets, histogram and export agree with each other', async () => {
  await started();
  await until(async () => (await stored()) === lines, 20_000);
  const only = 'machine=mill&kind=sample&kind=state';
  const seen: unknown[] = [];
  let cursor = '';
  for (;;) {
    const page = await get<EventPage>(`${paths.events}?${only}&limit=300${cursor}`);
    seen.unshift(...page.events.map(({ id }) => id));
    expect(page.rank).toBe(lines - seen.length);
    if (page.older === undefined) break;
    cursor = `&cursor=${encodeURIComponent(page.older)}`;
  }
  expect(seen).toHaveLength(lines);
  expect(new Set(seen).size).toBe(lines);
  const at = async (place: string) =>
    (await get<EventPage>(`${paths.events}?${only}&limit=1&direction=newer&${place}`)).events[0]?.id;
  expect(await at('atRank=1234')).toBe(seen[1234]);
  expect(await at(`atEvent=${seen[77]}`)).toBe(seen[77]);
  expect(await at(`atTimeUs=${(Date.UTC(2026, 0, 1) + 250 * 10) * 1000}`)).toBe(seen[10]);
  expect(await at('atRank=99999')).toBeUndefined();
  const older = await get<EventPage>(`${paths.events}?${only}&limit=2&direction=older&atEvent=${seen[77]}`);
  expect(older.events.map(({ id }) => id)).toEqual([seen[76], seen[77]]);
  const histogram = await get<Histogram>(`${paths.eventHistogram}?${only}&buckets=50`);
  expect(
    Object.values(histogram.series)
      .flat()
      .reduce((sum, count) => sum + count, 0),
  ).toBe(lines);
  const file = await (await fetch(`${app!.url}${paths.eventExport}?${only}&format=ndjson`)).text();
  expect(
    file
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id),
  ).toEqual(seen);
});

test('the program’s own lines stand in the logbook, for developers and technicians only', async () => {
  await started();
  const own = `${paths.events}?kind=log&code=server.started`;
  await until(async () => (await get<EventPage>(own)).events.length === 1, 10_000);
  expect((await get<EventPage>(`${own}&level=operator`)).events).toEqual([]);
});

test('a screen that comes back to the real logbook gets what it missed', async () => {
  await started();
  const reader = await openSse(`${app!.url}${paths.stream}`, { 'last-event-id': '1.1' });
  await until(async () => (await stored()) === lines, 20_000);
  await until(() => eventsOf(reader).length > 0);
  const seqs = eventsOf(reader).map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  reader.close();
});

test('a recording brought with its device model is told by it, and keeps it in mantinel.yaml', async () => {
  await started();
  const token = app!.setupUrl!.split('#')[1];
  const post = (path: string, type: string, body: string, cookie = '') =>
    fetch(app!.url + path, { method: 'POST', headers: { 'content-type': type, cookie }, body });
  let made: Response;
  await until(async () => {
    const owner = JSON.stringify({ token, name: 'Olga', password: 'correct horse' });
    made = await post(paths.owner, 'application/json', owner);
    return made.ok;
  }, 30_000);
  const cookie = made!.headers.getSetCookie()[0]!.split(';')[0]!;
  const model = `<?xml version="1.0"?><MTConnectDevices><Devices><Device name="Saw" id="s"><Components><Rotary id="b" name="Blade">
    <DataItems><DataItem id="b1" name="xq7" category="SAMPLE" type="ROTARY_VELOCITY" nativeUnits="REVOLUTION/MINUTE"/></DataItems>
    </Rotary></Components></Device></Devices></MTConnectDevices>`;
  const uploaded = await post(`${paths.deviceModels}?file=saw.xml`, 'application/xml', model, cookie);
  const { id, devices } = (await uploaded.json()) as { id: string; devices: string[] };
  expect(devices).toEqual(['Saw']);
  const recording = '2026-01-01T00:00:00Z|xq7|1200\n2026-01-01T00:00:01Z|xq7|1250\n';
  const query = `machine=saw&file=saw.txt&deviceModel=${id}&device=Saw`;
  expect((await post(`${paths.recordings}?${query}`, 'text/plain', recording, cookie)).status).toBe(200);
  const read = async <T>(path: string): Promise<T> =>
    (await (await fetch(app!.url + path, { headers: { cookie } })).json()) as T;
  const samples = `${paths.events}?machine=saw&kind=sample&direction=newer`;
  await until(async () => (await read<EventPage>(samples)).events.length === 2);
  const { events } = await read<EventPage>(samples);
  expect(events).toMatchObject([
    { code: 'machine.rotaryVelocity', path: 'xq7', attributes: { value: 1200 } },
    { code: 'machine.rotaryVelocity', path: 'xq7', attributes: { value: 1250 } },
  ]);
  expect(await read(paths.machineItems.replace(':id', 'saw'))).toEqual({
    items: [
      {
        path: 'xq7',
        category: 'SAMPLE',
        type: 'ROTARY_VELOCITY',
        units: 'REVOLUTION/MINUTE',
        component: 'b',
      },
    ],
  });
  const kept = await loadConfig({ file: join(folder, 'mantinel.yaml'), env: {} });
  expect(kept.config.machines).toMatchObject([
    { id: 'saw', device: 'Saw', deviceModel: join(folder, 'data', 'device-models', `${id}.xml`) },
  ]);
});

test('a second program on the same data is refused by name', async () => {
  await started();
  const { openLogbook } = systemParts();
  await expect(openLogbook(Config.parse({ data: join(folder, 'data') }))).rejects.toMatchObject({
    code: 'logbook.locked',
  });
});

test('a data folder that cannot be made is named with its remedy', async () => {
  const { openLogbook } = systemParts();
  const config = Config.parse({ data: join(folder, 'day.shdr', 'data') });
  await expect(openLogbook(config)).rejects.toMatchObject({
    code: 'logbook.notWritable',
    remedy: expect.stringContaining('mantinel.yaml'),
  });
});
