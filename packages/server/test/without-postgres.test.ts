/** Every line of docs/reference/without-postgres.md about the API: what goes on while the database is away, and what waits. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { secretHash } from '../src/secrets/secret.ts';
import { eventsOf, openSse } from './support/sse.ts';
import { startPlantApp } from './support/start-plant-app.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let app: TestApp;
let cookie: string;
afterEach(() => app.stop());

/** Somebody who was signed in, and then the database goes. */
async function wentAway(options: TestOptions = {}): Promise<void> {
  app = await startTestApp({ machines: ['mill'], ...options });
  cookie = await app.signUp();
  expect((await ask(paths.machines)).status).toBe(200);
  app.store.setState('unavailable', 'the cable is out');
}
const ask = (path: string, init: RequestInit = {}) =>
  app.fetch(path, { ...init, headers: { cookie, ...init.headers } });
const post = (path: string, body: object, method = 'POST') =>
  ask(path, {
    method,
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify(body),
  });
const sentence = 'The database does not answer. Machines are recorded all the same; what people edit waits.';
const waits = async (answer: Response) => {
  expect(await answer.json()).toMatchObject({ status: 503, code: 'store.unavailable', title: sentence });
};
const say = (value: number) =>
  app.machines.get('mill')!.say([{ kind: 'sample', item: 'Xload', value, timeUs: value, quality: 'good' }]);

test('machines are recorded, and whoever was signed in sees it at once on a stream', async () => {
  await wentAway();
  const open = await openSse(`${app.url}${paths.stream}`, { cookie });
  say(42);
  await until(() => eventsOf(open).some(({ attributes }) => attributes.value === 42));
  open.close();
  expect((await ask('/readyz')).status).toBe(200);
  expect((await ask('/healthz')).status).toBe(200);
});

const readings = [
  paths.session,
  paths.events,
  paths.eventCounts,
  `${paths.eventFacets}?by=code`,
  paths.eventHistogram,
  `${paths.eventExport}?format=csv`,
  paths.machines,
  paths.machineItems.replace(':id', 'mill'),
  paths.status,
  paths.roles,
  paths.configuration,
  '/metrics',
  '/docs/json',
];
test('whoever was signed in reads the log, the machines, the status and the configuration', async () => {
  await wentAway();
  for (const path of readings) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  app.advance(3600);
  for (const path of readings)
    expect([path, 'an hour later', (await ask(path)).status]).toEqual([path, 'an hour later', 200]);
});

test('the status says that the database is away, why, and what waits', async () => {
  await wentAway();
  expect(await (await ask(paths.status)).json()).toMatchObject({
    store: { state: 'unavailable', problem: 'the cable is out' },
    logbook: { state: 'writing' },
  });
});

test('what stands in the database is refused, to be read and to be changed, and nothing is half done', async () => {
  await wentAway();
  const reads = [
    paths.people,
    paths.places,
    paths.parts,
    paths.jobs,
    paths.grants,
    paths.webhooks,
    paths.tasks,
    paths.tokens,
    paths.sessions,
  ];
  for (const path of reads) await waits(await ask(path));
  await waits(await post(paths.parts, { place: 'site:plant', number: 'P-1', name: 'Flange' }));
  await waits(await post(paths.people, { name: 'Eva', place: 'site:plant' }));
  await waits(await post(paths.machines, { connector: 'shdr', id: 'saw', host: '127.0.0.1' }));
  await waits(await post(paths.tokens, { name: 'x', permissions: ['event.read'], place: 'site:plant' }));
  app.store.setState('ready');
  expect(app.store.enqueued.map(({ code }) => code)).toEqual(['person.ownerCreated', 'person.signedIn']);
  expect(JSON.stringify(await (await ask(paths.machines)).json())).not.toContain('saw');
});

test('signing in waits, says so, and counts no wrong tries', async () => {
  await wentAway();
  for (let at = 0; at < 30; at += 1)
    await waits(await post(paths.session, { name: 'Olga', password: 'correct horse' }));
  app.store.setState('ready');
  expect((await post(paths.session, { name: 'Olga', password: 'correct horse' })).status).toBe(200);
});

test('a session that was not seen since the start is not believed, and is told why', async () => {
  await wentAway();
  cookie = `mantinel=${'a'.repeat(43)}`;
  await waits(await ask(paths.events));
});

test('a token that was used before goes on reading; one that was not is refused, a forged one at once', {
  timeout: 120_000,
}, async () => {
  const plant = await startPlantApp();
  app = plant as never;
  const { id } = await plant.person([{ role: 'viewer', place: 'site:plant' }]);
  const made = async (secret: string) => {
    await plant.store.apiTokens.create({
      person: id,
      name: secret,
      permissions: ['event.read'],
      place: 'site:plant',
      tokenHash: secretHash(secret),
      lastFour: secret.slice(-4),
      expiresUs: Date.now() * 1000 + 3_600_000_000,
    });
    return { authorization: `Bearer ${secret}` };
  };
  const [display, other] = [await made(`mnt_${'a'.repeat(43)}`), await made(`mnt_${'b'.repeat(43)}`)];
  const events = (headers: Record<string, string>) => plant.fetch(paths.events, { headers });
  expect((await events(display)).status).toBe(200);
  const away = () =>
    Promise.reject(new AppError('store.unavailable', { data: { reason: 'the cable is out' } }));
  Object.assign(plant.store.apiTokens, { find: away });
  Object.assign(plant.store.places, { list: away });
  plant.advance(3000);
  expect((await events(display)).status).toBe(200);
  await waits(await events(other));
  const forged = await events({ authorization: 'Bearer nonsense' });
  expect(await forged.json()).toMatchObject({ code: 'token.invalid' });
});

test('what the program says of itself is kept, and a database that needs a person says so', async () => {
  await wentAway();
  app.store.setState('unavailable', 'too new', new AppError('store.schemaTooNew', { data: { version: 9 } }));
  await until(async () => {
    const { events } = (await (await ask(`${paths.events}?code=store.*`)).json()) as {
      events: { code: string }[];
    };
    return events.some(({ code }) => code === 'store.schemaTooNew');
  });
});

test('each line of the reference names a test that is there', async () => {
  await wentAway();
  const root = join(import.meta.dirname, '../../..');
  const text = readFileSync(join(root, 'docs/reference/without-postgres.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| (?!what|---)/.test(line));
  expect(rows.length).toBeGreaterThan(12);
  for (const row of rows) {
    const [, file, title] = /\| `([^`]+)`: (.+) \|$/.exec(row) ?? [];
    expect(file, row).toBeDefined();
    expect(existsSync(join(root, file!)), file).toBe(true);
    expect(readFileSync(join(root, file!), 'utf8'), row).toContain(title);
  }
});
